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
 * Checks a message against the requirements of large receivers: authentication, form and transport.
 * The requirements are a data file with a date, because receivers change them.
 *
 * <p>Immutable: build it once, share it among threads.
 */
public final class Checklist {

  private final Dns dns;
  private final Requirements requirements = Requirements.read();

  private Checklist(Dns dns) {
    this.dns = Objects.requireNonNull(dns);
  }

  /** A check-list that looks up the names of clients with this resolver. */
  public static Checklist of(Dns dns) {
    return new Checklist(dns);
  }

  /**
   * Checks a message. If a client is given, this blocks for DNS.
   *
   * @param report the report on the message
   * @param client the client that sent it, if it is known
   * @param longestLine the length of its longest line in octets, without the line end, if it is
   *     known
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

  /** R11: the replies that receivers give to the checks that failed. */
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
