package dev.waxseal.checklist;

import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.spf.SpfClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What large receivers ask of senders, checked on one message: who vouches for it, how it is
 * written, how it came. What they ask stands in a data file with a date, since they change it.
 *
 * <p>Immutable: build it once, share it among threads.
 */
public final class Checklist {

  private final Dns dns;
  private final Requirements requirements = Requirements.read();

  private Checklist(Dns dns) {
    this.dns = Objects.requireNonNull(dns);
  }

  /** A check-list that asks this DNS for the names of clients. */
  public static Checklist of(Dns dns) {
    return new Checklist(dns);
  }

  /**
   * Checks a message. Blocks for DNS where a client is given, 20 seconds at most.
   *
   * @param report what was found of it
   * @param client where it came from, if that is known
   * @param longestLine how many octets its longest line has, its end aside, if that is known
   */
  public CheckReport check(
      InboundReport report, Optional<SpfClient> client, OptionalLong longestLine) {
    List<CheckReport.Check> checks = new ArrayList<>();
    checks.add(AuthenticationChecks.spf(report));
    checks.add(AuthenticationChecks.dkim(report, requirements));
    checks.add(DmarcChecks.alignment(report));
    checks.add(DmarcChecks.published(report));
    checks.add(new ReverseDnsCheck(dns).check(client));
    checks.add(FormCheck.check(report, longestLine, requirements));
    checks.add(UnsubscribeCheck.check(report));
    checks.add(TransportCheck.check(report.headers()));
    checks.add(SignatureCheck.check(report));
    checks.add(DmarcChecks.freeMail(report, requirements));
    checks.add(replies(checks));
    return new CheckReport(requirements.date(), checks);
  }

  /** What receivers answer to mail that fails as this one does. */
  private CheckReport.Check replies(List<CheckReport.Check> checks) {
    CheckBuilder replies = new CheckBuilder("R11", "what receivers answer");
    for (CheckReport.Check check : checks) {
      if (check.result() == CheckReport.Result.FAILED) {
        for (Requirements.Code code : requirements.codes(check.id())) {
          replies.failed(
              code.receiver()
                  + " may answer "
                  + code.reply()
                  + ": "
                  + code.meaning()
                  + " ("
                  + check.id()
                  + ")");
        }
      }
    }
    return replies.build();
  }
}
