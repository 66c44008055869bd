package dev.waxseal.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A message as it reaches a receiver, with about 4 KB of header. */
final class Mail {

  private final byte[] traces;
  private final byte[] fields;
  private final byte[] body;

  private Mail(byte[] traces, byte[] fields, byte[] body) {
    this.traces = traces;
    this.fields = fields;
    this.body = body;
  }

  /** Such messages with prose in them. */
  static List<Mail> some(int count, int bodyLength) {
    return some(count, Text.PROSE, bodyLength);
  }

  /**
   * Messages that differ and are as random as their bodies: a benchmark that takes one after
   * another does not measure how well the processor knows the one.
   *
   * @param bodyLength the length of each body in octets
   */
  static List<Mail> some(int count, Text text, int bodyLength) {
    List<Mail> mails = new ArrayList<>();
    for (int seed = 1; seed <= count; seed++) {
      SplittableRandom random = new SplittableRandom(-seed);
      mails.add(
          new Mail(ascii(traces(random)), ascii(fields(random)), text.body(seed, bodyLength)));
    }
    return List.copyOf(mails);
  }

  /** The fields that signatures cover; not those that the servers on the way have added. */
  byte[] fields() {
    return fields;
  }

  /** The body. */
  byte[] body() {
    return body;
  }

  /** The whole message, with fields on top of it. */
  byte[] below(byte[] signatures) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(signatures);
    message.writeBytes(traces);
    message.writeBytes(fields);
    message.writeBytes(ascii("\r\n"));
    message.writeBytes(body);
    return message.toByteArray();
  }

  /** The whole message. */
  byte[] message() {
    return below(new byte[0]);
  }

  private static String traces(SplittableRandom random) {
    StringBuilder header = new StringBuilder();
    header.append("Return-Path: <bounce-").append(id(random)).append("@example.org>\r\n");
    for (int hop = 0; hop < 6; hop++) {
      String host = Text.word(random) + ".example.net";
      header.append("Received: from ").append(host).append(" (").append(host);
      header.append(" [192.0.2.").append(random.nextInt(256)).append("])\r\n");
      header.append("\tby mx").append(hop).append(".example.com (Postfix) with ESMTPS id ");
      header.append(id(random)).append("\r\n\tfor <someone@example.com>;");
      header.append(" Thu, 1 Jan 2026 12:00:0").append(hop).append(" +0000 (UTC)\r\n");
    }
    header.append("Received-SPF: pass (example.com: domain of example.org designates\r\n");
    header.append("\t192.0.2.7 as permitted sender) client-ip=192.0.2.7;\r\n");
    header.append("Authentication-Results: mx.example.com; spf=pass\r\n");
    header.append("\tsmtp.mailfrom=example.org; dmarc=pass header.from=example.org\r\n");
    for (int i = 0; i < 12; i++) {
      header.append("X-").append(id(random)).append(": ").append(id(random)).append(' ');
      header.append(id(random)).append(id(random)).append("\r\n");
    }
    return header.toString();
  }

  private static String fields(SplittableRandom random) {
    StringBuilder header = new StringBuilder();
    header.append("From: ").append(words(random, 2)).append(" <someone@example.org>\r\n");
    header.append("To: ").append(words(random, 2)).append(" <someone@example.com>,\r\n");
    header.append("  ").append(words(random, 2)).append(" <another@example.com>\r\n");
    header.append("Subject: ").append(words(random, 9)).append("\r\n");
    header.append("Date: Thu, 1 Jan 2026 12:00:00 +0000\r\n");
    header.append("Message-ID: <").append(id(random)).append("@example.org>\r\n");
    header.append("In-Reply-To: <").append(id(random)).append("@example.com>\r\n");
    header.append("References:");
    for (int i = 0; i < 8; i++) {
      header.append(" <").append(id(random)).append(id(random)).append("@example.com>\r\n");
    }
    header.append("MIME-Version: 1.0\r\n");
    header.append("Content-Type: text/plain; charset=utf-8; format=fixed\r\n");
    header.append("Content-Transfer-Encoding: 7bit\r\n");
    return header.toString();
  }

  private static String words(SplittableRandom random, int count) {
    StringBuilder words = new StringBuilder(Text.word(random));
    for (int i = 1; i < count; i++) {
      words.append(' ').append(Text.word(random));
    }
    return words.toString();
  }

  private static String id(SplittableRandom random) {
    return Long.toHexString(random.nextLong() | Long.MIN_VALUE);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
