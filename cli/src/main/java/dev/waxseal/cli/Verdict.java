package dev.waxseal.cli;

import dev.waxseal.dkim.DkimStatus;
import dev.waxseal.inbound.InboundReport;
import java.util.List;

/** What came of one message. */
sealed interface Verdict {

  /** The message. */
  Message message();

  /** What the exit status is, as far as this message goes. */
  ExitStatus status();

  /**
   * It was judged.
   *
   * @param notes what people should know about how it was read
   * @param report what was found
   */
  record Judged(Message message, List<String> notes, InboundReport report) implements Verdict {

    @Override
    public ExitStatus status() {
      if (!report.dkim().passes().isEmpty()) {
        return ExitStatus.OK;
      }
      return isOpen() ? ExitStatus.TEMPORARY : ExitStatus.NO;
    }

    /** Whether a signature could not be checked for lack of DNS. */
    boolean isOpen() {
      return report.dkim().results().stream()
          .anyMatch(result -> result.status() == DkimStatus.TEMPERROR);
    }
  }

  /** It could not be judged. */
  record Unreadable(Message message, CommandFailure failure) implements Verdict {

    @Override
    public ExitStatus status() {
      return failure.status();
    }
  }
}
