package dev.waxseal.cli.report;

import dev.waxseal.cli.input.Message;
import dev.waxseal.cli.page.PageContent;
import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.diagnosis.Diagnosis;
import dev.waxseal.dkim.signature.DkimStatus;
import dev.waxseal.dmarc.DmarcResult;
import dev.waxseal.inbound.DmarcVerdict;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.HeaderField;
import java.util.List;
import java.util.Optional;

/** What came of one message. */
public sealed interface VerifyOutcome {

  /** The message. */
  Message message();

  /** What the exit status is, as far as this message goes. */
  ExitStatus status();

  /**
   * It was checked.
   *
   * @param notes what people should know about how it was read
   * @param report what was found
   * @param analysis what was found out beyond that
   */
  record Checked(Message message, List<String> notes, InboundReport report, Analysis analysis)
      implements VerifyOutcome {

    /** Why a signature does not verify, if that was asked and something is known. */
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

    /** What a page shows of it. */
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

    /** Whether the message has an author that could be told. */
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

    /** Whether a signature could not be checked for lack of DNS. */
    public boolean isOpen() {
      return report.dkim().results().stream()
          .anyMatch(result -> result.status() == DkimStatus.TEMPERROR);
    }
  }

  /** It could not be checked. */
  record Unreadable(Message message, CommandFailure failure) implements VerifyOutcome {

    @Override
    public ExitStatus status() {
      return failure.status();
    }
  }
}
