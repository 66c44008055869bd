package dev.waxseal.cli.report;

import dev.waxseal.cli.input.Message;
import dev.waxseal.cli.page.PageContent;
import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.diagnosis.Diagnosis;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dmarc.DmarcResult;
import dev.waxseal.inbound.DmarcVerdict;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.HeaderField;
import java.util.List;
import java.util.Optional;

/** The outcome for one message. */
public sealed interface VerifyOutcome {

  /** The message. */
  Message message();

  /** The exit status for this message. */
  ExitStatus status();

  /**
   * The message was verified.
   *
   * @param notes remarks on how it was read
   * @param report the report of the library
   * @param analysis the diagnosis and the check-list
   */
  record Checked(Message message, List<String> notes, InboundReport report, Analysis analysis)
      implements VerifyOutcome {

    /** The diagnosis of a signature, if there is one. */
    public Optional<Diagnosis.Signature> diagnosis(HeaderField signature) {
      return analysis.diagnosis().flatMap(all -> all.of(signature));
    }

    @Override
    public ExitStatus status() {
      return report.hasErrors() ? ExitStatus.NO.or(ofResults()) : ofResults();
    }

    private ExitStatus ofResults() {
      DmarcVerdict dmarc = report.dmarc();
      return switch (dmarc.result().status()) {
        case PASS -> ExitStatus.OK;
        case FAIL -> dmarc.override().isPresent() ? ExitStatus.OK : ExitStatus.NO;
        case TEMPERROR -> ExitStatus.TEMPORARY;
        case PERMERROR -> ExitStatus.NO;
        case NONE -> hasAuthor() ? withoutDmarc() : ExitStatus.NO;
      };
    }

    /** The content of its page. */
    public PageContent page() {
      Summary summary = Summary.of(this);
      return new PageContent(
          message.title(),
          summary.sentence(),
          summary.tone() == Summary.Tone.GOOD,
          notes,
          report,
          analysis.diagnosis().orElse(new Diagnosis(List.of())),
          analysis.checklist(),
          analysis.body());
    }

    /** Returns true if the author of the message could be determined. */
    public boolean hasAuthor() {
      return !(report.dmarc().result() instanceof DmarcResult.Failure why
          && why.reason().isSuspicious());
    }

    private ExitStatus withoutDmarc() {
      if (!report.dkim().passes().isEmpty()) {
        return ExitStatus.OK;
      }
      return isOpen() ? ExitStatus.TEMPORARY : ExitStatus.NO;
    }

    /** Returns true if a signature could not be checked because DNS did not answer. */
    public boolean isOpen() {
      return report.dkim().results().stream()
          .anyMatch(result -> result.status() == DkimSignature.Status.TEMPERROR);
    }
  }

  /** The message could not be read. */
  record Unreadable(Message message, CommandFailure failure) implements VerifyOutcome {

    @Override
    public ExitStatus status() {
      return failure.status();
    }
  }
}
