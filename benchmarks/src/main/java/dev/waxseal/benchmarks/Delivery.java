package dev.waxseal.benchmarks;

import dev.waxseal.dmarc.DmarcResult;
import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.spf.SpfClient;
import dev.waxseal.spf.SpfStatus;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** How the messages of example.org come in: the SMTP client, and what DNS has of the domain. */
final class Delivery {

  /**
   * SPF passes by way of one {@code include}, so that two questions have to wait for each other;
   * DMARC has a policy.
   */
  private static final String[] RECORDS = {
    TestKeys.DOMAIN + ". 3600 IN TXT \"v=spf1 include:_spf.example.net -all\"",
    "_spf.example.net. 3600 IN TXT \"v=spf1 ip4:198.51.100.0/24 ip4:192.0.2.0/28 -all\"",
    "_dmarc." + TestKeys.DOMAIN + ". 3600 IN TXT \"v=DMARC1; p=reject; adkim=s\"",
  };

  private Delivery() {}

  /** The records of the domain, and its keys. */
  static Dns dns(TestKeys keys) {
    return keys.dns(RECORDS);
  }

  static InboundAuthenticator authenticator(Dns dns) {
    return InboundAuthenticator.of("mx.example.com", dns).withClock(TestKeys.CLOCK);
  }

  /** The client of all messages. */
  static SpfClient client() {
    try {
      InetAddress address = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 7});
      return SpfClient.of(address, "mail.example.org", "bounce@" + TestKeys.DOMAIN);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes sure that a message has so many signatures that pass, and passes SPF and DMARC. */
  static void requirePasses(InboundReport report, int signatures) {
    Checks.require(report.dkim().passes().size() == signatures, "the signatures pass");
    boolean spf = report.spf().filter(found -> found.status() == SpfStatus.PASS).isPresent();
    Checks.require(spf, "SPF passes");
    Checks.require(report.dmarc().result() instanceof DmarcResult.Pass, "DMARC passes");
  }
}
