package dev.waxseal.reports.read;

import dev.waxseal.reports.Report;
import java.util.List;

/** The outcome of reading: reports, or a refusal. */
public sealed interface ReadResult {

  /**
   * There are reports in it.
   *
   * @param reports the reports, at least one; a mail may have several
   * @param refused the parts that look like reports and were refused
   */
  record Read(List<Received> reports, List<Refused> refused) implements ReadResult {
    /** Copies the lists. */
    public Read {
      reports = List.copyOf(reports);
      refused = List.copyOf(refused);
    }
  }

  /**
   * Nothing of it can be used. Throw away whatever a sink took of it.
   *
   * @param reason the reason
   * @param detail more about it, in ASCII, at most 200 characters; may quote a stranger's text, and
   *     may be empty
   */
  record Refused(Refusal reason, String detail) implements ReadResult {

    /** The reason as a sentence, for people, without a capital and full stop. */
    public String sentence() {
      return detail.isEmpty() ? reason.sentence() : reason.sentence() + ": " + detail;
    }
  }

  /**
   * A report and its sender.
   *
   * @param report the report
   * @param origin the sender, by DKIM of the mail that it was in
   */
  record Received(Report report, ReportOrigin origin) {}
}
