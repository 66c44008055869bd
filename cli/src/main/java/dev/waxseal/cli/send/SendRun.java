package dev.waxseal.cli.send;

import dev.waxseal.cli.send.SentReport.Status;
import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.dkim.Crypto;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dmarc.DmarcStatus;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.inbound.DmarcVerdict;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.milter.config.HistorySettings;
import dev.waxseal.milter.config.ReportSettings;
import dev.waxseal.milter.config.SelectedKey;
import dev.waxseal.reports.history.ReportHistory;
import dev.waxseal.reports.write.DayReports;
import dev.waxseal.reports.write.Destination;
import dev.waxseal.reports.write.Destinations;
import dev.waxseal.reports.write.MailAddress;
import dev.waxseal.reports.write.OutgoingReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The reports of one day: made from the history, and sent or written. */
public final class SendRun {

  private final HistorySettings history;
  private final ReportSettings settings;
  private final Dns dns;
  private final InstantSource clock;
  private final DkimSigner signer;

  /** A run with these settings; the clock gives the dates of mails and signatures. */
  public SendRun(
      HistorySettings history,
      ReportSettings settings,
      Dns dns,
      Crypto crypto,
      InstantSource clock) {
    this.history = history;
    this.settings = settings;
    this.dns = dns;
    this.clock = clock;
    this.signer = signer(settings, crypto).withClock(clock);
  }

  /** Takes what people should know besides what becomes of the reports. */
  public interface Notes extends Consumer<String> {}

  private static DkimSigner signer(ReportSettings settings, Crypto crypto) {
    String domain = settings.signingDomain().toString();
    List<SelectedKey> keys = settings.keys();
    DkimSigner signer =
        DkimSigner.of(domain, keys.get(0).selector(), keys.get(0).key().withCrypto(crypto));
    for (SelectedKey key : keys.subList(1, keys.size())) {
      signer = signer.and(key.selector(), key.key().withCrypto(crypto));
    }
    return signer;
  }

  /** Sends what has not been sent yet. */
  public ExitStatus send(LocalDate day, SendOutput output, Notes notes) {
    Path folder = settings.journal().or(history::folder).orElseThrow();
    SendingJournal journal = SendingJournal.open(folder, day);
    return run(day, new Sending(settings, signer, clock, journal, folder, day), output, notes);
  }

  /** Sends nothing; writes reports and mails to a folder if there is one. */
  public ExitStatus rehearse(LocalDate day, Optional<Path> folder, SendOutput output, Notes notes) {
    return run(day, new Rehearsing(folder, signer, clock), output, notes);
  }

  private ExitStatus run(LocalDate day, Fate fate, SendOutput output, Notes notes) {
    try (fate) {
      List<OutgoingReport> reports = reports(day, notes);
      Destinations destinations = Destinations.of(dns);
      ExitStatus status = ExitStatus.OK;
      boolean checked = false;
      for (OutgoingReport report : reports) {
        for (Destination to : destinations.of(report.policyDomain(), report.policyRecord())) {
          if (to instanceof Destination.Send send && !checked) {
            checked = true;
            check(report, send.address());
          }
          SentReport[] last = {planned(report, to)};
          if (to instanceof Destination.Send send) {
            fate.decide(last[0], send.address(), became -> last[0] = became);
          }
          output.add(day, last[0]);
          status = last[0].status() == Status.LATER ? ExitStatus.TEMPORARY : status;
        }
      }
      return status;
    } catch (IOException e) {
      throw new CommandFailure(ExitStatus.IO, "cannot use the files of the run: " + e.getMessage());
    }
  }

  private List<OutgoingReport> reports(LocalDate day, Notes notes) {
    DayReports reports = DayReports.of(settings.reporter(), day);
    try (ReportHistory entries = history.open()) {
      long[] read = {0};
      long damaged =
          entries.read(
              day,
              entry -> {
                read[0]++;
                if (!isNever(entry.policyDomain())) {
                  reports.add(entry);
                }
              });
      if (damaged > 0) {
        notes.accept(
            damaged + " entries of " + day + " cannot be read: they were cut, and are left out");
      }
      if (read[0] == 0) {
        notes.accept(
            "no mail of " + day + " is recorded in " + history.place() + ", so there is no report");
      }
    } catch (IOException e) {
      throw new CommandFailure(
          ExitStatus.NO_INPUT,
          "cannot read the history in " + history.place() + ": " + e.getMessage());
    }
    return reports.reports();
  }

  private boolean isNever(DomainName domain) {
    return settings.never().stream().anyMatch(domain::isSameOrBelow);
  }

  private static SentReport planned(OutgoingReport report, Destination to) {
    Optional<MailAddress> address =
        to instanceof Destination.Send send ? Optional.of(send.address()) : Optional.empty();
    Status status = Status.WOULD_BE_SENT;
    String reason = "";
    if (to instanceof Destination.Refused refused) {
      status = Status.REFUSED;
      reason = refused.reason().sentence();
    } else if (to instanceof Destination.Later) {
      status = Status.LATER;
      reason = "DNS did not answer whether it may go there";
    }
    return new SentReport(
        report,
        to.uri(),
        address.map(MailAddress::toString),
        address.map(it -> report.mail(it, Instant.EPOCH).messageId()),
        status,
        reason);
  }

  /** "Aggregate reports MUST pass DMARC" themselves (RFC 9990 section 3.5.2). */
  private void check(OutgoingReport report, MailAddress to) {
    String own = settings.reporter().domain().toString();
    DmarcVerdict verdict;
    try {
      byte[] mail = report.mail(to, clock.instant()).signed(signer);
      verdict = InboundAuthenticator.of(own, dns).withClock(clock).authenticate(mail).dmarc();
    } catch (SigningException e) {
      throw new CommandFailure(ExitStatus.CONFIGURATION, "cannot sign a report: " + e.getMessage());
    }
    if (verdict.result().status() != DmarcStatus.PASS) {
      boolean temporary = verdict.result().status() == DmarcStatus.TEMPERROR;
      throw new CommandFailure(
          temporary ? ExitStatus.TEMPORARY : ExitStatus.CONFIGURATION,
          "nothing is sent, since the reports would not pass DMARC themselves: "
              + verdict.explanation()
              + (temporary
                  ? ""
                  : "; see: waxseal lookup dmarc " + settings.reporter().address().domain()));
    }
  }
}
