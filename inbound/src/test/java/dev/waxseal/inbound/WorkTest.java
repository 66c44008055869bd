package dev.waxseal.inbound;

import static dev.waxseal.inbound.World.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dmarc.DmarcResult;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.spf.SpfClient;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an ordinary message costs, counted in what no load of the machine changes. */
class WorkTest {

  /** What is loaded and remembered once is not counted. */
  private static final int WARM_UP = 100;

  private static final int MESSAGES = 100;

  /**
   * 59,400 as long as the compiler saves nothing, 55,200 when it has. One Authentication-Results
   * field that is read at length costs 55,000.
   */
  private static final long MOST_OCTETS = 66_000;

  private static final Party AUTHOR =
      new Party("author.example", SigningKey.generate(SigningAlgorithm.RSA_SHA256).key());

  private static final Dns DNS =
      Dns.zone(
          keyLine(),
          "author.example. TXT \"v=spf1 include:_spf.example.net -all\"",
          "_spf.example.net. TXT \"v=spf1 ip4:198.51.100.0/24 ip4:192.0.2.0/28 -all\"",
          "_dmarc.author.example. TXT \"v=DMARC1; p=reject; adkim=s\"");

  private static final SpfClient CLIENT =
      World.client("192.0.2.7", "mail.author.example", "bounce@author.example");

  /** 2 KiB of body, a header of 2 KiB, three Authentication-Results of other services. */
  private static final byte[] MESSAGE = message();

  @Test
  void octetsAllocatedForAMessage() {
    assumeTrue(
        ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
            && bean.isThreadAllocatedMemorySupported()
            && bean.isThreadAllocatedMemoryEnabled(),
        "this JVM counts no octets");
    InboundAuthenticator receiver = World.receiver(DNS);
    allocated(receiver, WARM_UP);
    long each = allocated(receiver, MESSAGES) / MESSAGES;
    assertTrue(each <= MOST_OCTETS, each + " octets");
  }

  @Test
  void questionsAskedForAMessage() {
    RecordingDns dns = RecordingDns.of(DNS);
    InboundReport report = World.receiver(dns).authenticate(MESSAGE, CLIENT);
    assertInstanceOf(DmarcResult.Pass.class, report.dmarc().result());
    assertEquals(
        Set.of(
            "s1._domainkey.author.example TXT",
            "author.example TXT",
            "_spf.example.net TXT",
            "_dmarc.author.example TXT",
            "_dmarc.example TXT",
            "author.example CNAME"),
        new HashSet<>(dns.asked()));
    assertEquals(6, dns.asked().size(), dns.asked().toString());
  }

  /** The key record, in strings of at most 255 octets. */
  private static String keyLine() {
    DomainName name = DomainName.of(Party.SELECTOR + "._domainkey." + AUTHOR.domain());
    return DnsRecord.Txt.of(AUTHOR.key().keyRecord().orElseThrow().toString()).zoneLine(name);
  }

  private static long allocated(InboundAuthenticator receiver, int messages) {
    ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = bean.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < messages; i++) {
      assertEquals(1, receiver.authenticate(MESSAGE, CLIENT).dkim().passes().size());
    }
    return bean.getCurrentThreadAllocatedBytes() - before;
  }

  private static byte[] message() {
    StringBuilder text = new StringBuilder();
    for (String service : List.of("mx1.example.net", "mx2.example.net", "mx3.example.net")) {
      text.append("Authentication-Results: ").append(service);
      text.append("; dkim=pass (2048-bit key) header.d=author.example header.s=s1;\r\n");
      text.append("\tspf=pass smtp.mailfrom=author.example; dmarc=pass\r\n");
      text.append("\theader.from=author.example\r\n");
    }
    for (int hop = 0; hop < 6; hop++) {
      text.append("Received: from mail").append(hop).append(".example.net ([192.0.2.9])\r\n");
      text.append("\tby mx.example.net (Postfix) with ESMTPS id 8F3A1C00D5\r\n");
      text.append("\tfor <someone@example.com>; Thu, 1 Jan 2026 12:00:00 +0000 (UTC)\r\n");
    }
    text.append("From: Ann <ann@author.example>\r\nTo: someone@example.com\r\n");
    text.append("Subject: How are you?\r\nDate: Thu, 1 Jan 2026 12:00:00 +0000\r\n");
    text.append("Message-ID: <1@author.example>\r\nMIME-Version: 1.0\r\n");
    text.append("Content-Type: text/plain; charset=utf-8\r\n\r\n");
    text.append("Some words  that stand in a line of an ordinary message.\r\n".repeat(36));
    return bytes(AUTHOR.signed(text.toString()));
  }
}
