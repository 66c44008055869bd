package dev.waxseal.reports.history;

import dev.waxseal.dmarc.AppliedRecord.PolicyTag;
import dev.waxseal.dmarc.DmarcStatus;
import dev.waxseal.dmarc.Identifier.Alignment;
import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.AggregateRecord.AuthStatus;
import dev.waxseal.reports.AggregateRecord.Disposition;
import dev.waxseal.reports.AggregateRecord.OverrideType;
import dev.waxseal.spf.SpfStatus;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Entries for tests. */
final class Entries {

  private Entries() {}

  static HistoryEntry at(Instant time, String domain) {
    return of(time, domain, "sel", "a comment", new byte[] {(byte) 192, 0, 2, 1});
  }

  static HistoryEntry of(
      Instant time, String domain, String selector, String comment, byte[] address) {
    try {
      return new HistoryEntry(
          time,
          DomainName.of(domain),
          "v=DMARC1; p=reject; rua=mailto:rua@" + domain,
          PolicyTag.P,
          InetAddress.getByAddress(address),
          DomainName.of("news." + domain),
          Optional.of(""),
          Optional.of(DomainName.of("to.example")),
          List.of(
              new HistoryEntry.Signature(
                  domain, Optional.of(selector), AuthStatus.PASS, Alignment.RELAXED),
              new HistoryEntry.Signature(
                  selector, Optional.empty(), AuthStatus.PERMERROR, Alignment.NONE)),
          Optional.of(new HistoryEntry.MailFrom(domain, SpfStatus.SOFTFAIL, false)),
          DmarcStatus.PASS,
          Disposition.NONE,
          Optional.of(new HistoryEntry.Cause(OverrideType.LOCAL_POLICY, comment)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
