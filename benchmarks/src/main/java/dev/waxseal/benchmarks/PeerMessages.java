package dev.waxseal.benchmarks;

import dev.waxseal.arc.ArcArrival;
import dev.waxseal.arc.ArcReport;
import dev.waxseal.arc.ArcSealer;
import dev.waxseal.arc.ArcVerifier;
import dev.waxseal.authres.MethodResult;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the messages for the comparison with peers that do not run on the JVM, and the keys for
 * them: signed as those of {@link VerifyBenchmark}, a directory for each kind and length of body,
 * and one of messages with a chain of ARC. Each has a forged message, too.
 */
public final class PeerMessages {

  private static final int MESSAGES = 8;
  private static final int HOPS = 5;

  private final TestKeys keys = new TestKeys();
  private final SigningKey sealingKey;

  private PeerMessages() throws SigningException {
    sealingKey = SigningKey.of(keys.rsaPrivateKey());
  }

  /** The argument is the directory to write to. */
  public static void main(String[] arguments) throws IOException, SigningException {
    new PeerMessages().write(Path.of(arguments[0]));
  }

  private void write(Path directory) throws IOException, SigningException {
    Files.createDirectories(directory);
    Files.writeString(
        directory.resolve("keys"), String.join("\n", keyLines()) + "\n", StandardCharsets.US_ASCII);
    for (int kib : new int[] {2, 50, 1024}) {
      write(directory.resolve("dkim-prose-" + kib), signed(Text.PROSE, kib));
    }
    write(directory.resolve("dkim-base64-50"), signed(Text.BASE64, 50));
    List<byte[]> sealed = new ArrayList<>();
    for (byte[] message : signed(Text.PROSE, 2)) {
      sealed.add(sealed(message));
    }
    write(directory.resolve("arc-prose-2"), sealed);
  }

  private static void write(Path directory, List<byte[]> messages) throws IOException {
    Files.createDirectories(directory);
    for (int i = 0; i < messages.size(); i++) {
      Files.write(directory.resolve(i + ".eml"), messages.get(i));
    }
    byte[] forged = messages.get(0).clone();
    forged[forged.length - 3] ^= 1;
    Files.write(directory.resolve("forged"), forged);
  }

  private List<byte[]> signed(Text text, int bodyKib) throws SigningException {
    List<byte[]> messages = new ArrayList<>();
    for (Mail mail : Mail.some(MESSAGES, text, bodyKib * 1024)) {
      messages.add(mail.below(TestKeys.bytes(keys.rsaSigner().sign(mail.message()))));
    }
    return messages;
  }

  /** A message that has come by way of some forwarders, none of which changed it. */
  private byte[] sealed(byte[] signed) throws SigningException {
    ArcVerifier verifier = ArcVerifier.of(dns(keyLines())).withClock(TestKeys.CLOCK);
    byte[] message = signed;
    for (int hop = 1; hop <= HOPS; hop++) {
      ArcReport seen = verifier.verify(message);
      List<MethodResult> results = List.of(MethodResult.of("dkim", "pass"), seen.methodResult());
      ArcSealer sealer =
          ArcSealer.of(domain(hop), TestKeys.RSA_SELECTOR, sealingKey, "mx." + domain(hop))
              .withClock(TestKeys.CLOCK);
      ByteArrayOutputStream next = new ByteArrayOutputStream();
      next.writeBytes(
          TestKeys.bytes(
              sealer.seal(message, new ArcArrival(seen.validatedChain(), results)).fields()));
      next.writeBytes(message);
      message = next.toByteArray();
    }
    return message;
  }

  /** The key records, a line each: name, tab, text. */
  private List<String> keyLines() {
    List<String> lines = new ArrayList<>();
    lines.add(keyLine(TestKeys.DOMAIN));
    for (int hop = 1; hop <= HOPS; hop++) {
      lines.add(keyLine(domain(hop)));
    }
    return lines;
  }

  private String keyLine(String domain) {
    return TestKeys.RSA_SELECTOR + "._domainkey." + domain + "\t" + keys.rsaRecord();
  }

  private static String domain(int hop) {
    return "hop" + hop + ".example.net";
  }

  /** DNS that has the keys of such lines. */
  static Dns dns(List<String> lines) {
    return Dns.zone(lines.stream().map(PeerMessages::zoneLine).toArray(String[]::new));
  }

  private static String zoneLine(String line) {
    int tab = line.indexOf('\t');
    String text = line.substring(tab + 1);
    int cut = Math.min(text.length(), 255);
    return "%s. 3600 IN TXT \"%s\" \"%s\""
        .formatted(line.substring(0, tab), text.substring(0, cut), text.substring(cut));
  }
}
