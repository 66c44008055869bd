package dev.waxseal.cli.send;

import dev.waxseal.cli.send.Delivery.Answer;
import dev.waxseal.cli.send.SendingJournal.State;
import dev.waxseal.cli.send.SentReport.Status;
import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.milter.config.ReportSettings;
import dev.waxseal.reports.write.MailAddress;
import dev.waxseal.reports.write.OutgoingReport;
import dev.waxseal.reports.write.ReportMail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends the reports of one day, each at least once: a mail that is in doubt since an earlier run
 * was ended is sent again, with the same Report-ID, file name and Message-ID.
 */
final class Sending implements Fate {

  private static final long MINUTE_MILLIS = 60_000;

  private final ReportSettings settings;
  private final DkimSigner signer;
  private final InstantSource clock;
  private final SendingJournal journal;
  private final Delivery delivery;
  private final Path mailFile;
  private final Path saidFile;
  private boolean first = true;

  Sending(
      ReportSettings settings,
      DkimSigner signer,
      InstantSource clock,
      SendingJournal journal,
      Path folder,
      LocalDate day) {
    this.settings = settings;
    this.signer = signer;
    this.clock = clock;
    this.journal = journal;
    this.mailFile = folder.resolve(day + ".mail");
    this.saidFile = folder.resolve(day + ".said");
    this.delivery =
        settings
            .relay()
            .<Delivery>map(it -> new RelayDelivery(it, settings.reporter().domain().toString()))
            .orElseGet(() -> new SendmailDelivery(settings.sendmail(), saidFile));
  }

  @Override
  public void decide(SentReport planned, MailAddress to, Consumer<SentReport> told) {
    ReportMail mail = planned.report().mail(to, clock.instant());
    Optional<State> before = journal.state(mail.messageId());
    if (before.isPresent() && before.get() == State.SENT) {
      told.accept(planned.became(Status.SENT_BEFORE, ""));
    } else if (before.isPresent() && before.get() == State.REFUSED) {
      told.accept(planned.became(Status.REFUSED, "the mail server refused it before"));
    } else {
      boolean inDoubt = before.isPresent() && before.get() == State.BEGUN;
      told.accept(sent(planned, to, mail, inDoubt));
    }
  }

  private SentReport sent(SentReport planned, MailAddress to, ReportMail mail, boolean inDoubt) {
    pause();
    write(planned.report(), mail);
    String id = mail.messageId();
    journal.note(id, State.BEGUN);
    Answer answer;
    try {
      answer = delivery.deliver(settings.sender(), to, mailFile);
    } catch (CommandFailure e) {
      journal.note(id, inDoubt ? State.BEGUN : State.FAILED);
      throw e;
    }
    return switch (answer.outcome()) {
      case TAKEN -> {
        journal.note(id, State.SENT);
        yield planned.became(inDoubt ? Status.SENT_AGAIN : Status.SENT, "");
      }
      case REFUSED -> {
        journal.note(id, State.REFUSED);
        yield planned.became(Status.REFUSED, answer.sentence());
      }
      case NOT_NOW -> {
        journal.note(id, inDoubt ? State.BEGUN : State.FAILED);
        yield planned.became(Status.LATER, answer.sentence());
      }
      case UNKNOWN -> planned.became(Status.LATER, answer.sentence());
    };
  }

  /** The mail is complete before a program reads it. */
  private void write(OutgoingReport report, ReportMail mail) {
    try {
      Files.write(mailFile, mail.signed(signer));
    } catch (SigningException e) {
      throw new CommandFailure(
          ExitStatus.CONFIGURATION,
          "cannot sign the report for " + report.policyDomain() + ": " + e.getMessage());
    } catch (IOException e) {
      throw new CommandFailure(
          ExitStatus.CANNOT_CREATE, "cannot write " + mailFile + ": " + e.getMessage());
    }
  }

  private void pause() {
    if (first) {
      first = false;
      return;
    }
    try {
      TimeUnit.MILLISECONDS.sleep(MINUTE_MILLIS / settings.messagesPerMinute());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitStatus.TEMPORARY, "interrupted; run it again to send the rest");
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(mailFile);
    Files.deleteIfExists(saidFile);
    journal.close();
  }
}
