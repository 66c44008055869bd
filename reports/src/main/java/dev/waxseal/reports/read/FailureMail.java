package dev.waxseal.reports.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waxseal.reports.FailureReport;
import dev.waxseal.reports.FailureReport.Original;
import dev.waxseal.reports.ReportNote.Kind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a mail that make a failure report: its fields, and behind them the message or its
 * header, which is not looked at (RFC 5965 section 2).
 */
final class FailureMail {

  private static final String FEEDBACK = "feedback-report";
  private static final Set<String> MESSAGES = Set.of("message/rfc822", "message/global");
  private static final Set<String> HEADERS =
      Set.of("text/rfc822-headers", "message/rfc822-headers", "message/global-headers");

  /** A text for people that has labelled lines has them at its beginning. */
  private static final int LOOKED_AT = 8192;

  private final Notes notes = new Notes();
  private @Nullable FailureReport report;
  private @Nullable RefusedException refused;
  private Original original = Original.ABSENT;
  private String text = "";
  private boolean announced;
  private boolean cut;

  Notes notes() {
    return notes;
  }

  /** The mail ends within a part. */
  void cut() {
    cut = true;
  }

  /** Takes a part if it belongs to a failure report. */
  boolean takes(MailParts.Part part, BufferedInputStream body) throws IOException {
    announced |= part.report().name().equals(FEEDBACK);
    if (part.mediaType().equals("message/" + FEEDBACK)) {
      fields(part, body);
      return true;
    }
    boolean after = report != null || refused != null;
    if (after && MESSAGES.contains(part.mediaType())) {
      original = original == Original.ABSENT ? Original.MESSAGE : original;
      return true;
    }
    if (after && HEADERS.contains(part.mediaType())) {
      original = original == Original.ABSENT ? Original.HEADERS : original;
      return true;
    }
    if (after && part.report().name().equals(FEEDBACK)) {
      return true; // nothing else of it is looked at
    }
    if (text.isEmpty() && part.mediaType().equals("text/plain") && !part.report().present()) {
      body.mark(LOOKED_AT);
      text = new String(body.readNBytes(LOOKED_AT), UTF_8);
      body.reset();
    }
    return false;
  }

  private void fields(MailParts.Part part, BufferedInputStream body) throws IOException {
    if (report != null || refused != null) {
      return;
    }
    try {
      report = new FailureParser(FeedbackFields.read(body, notes), notes).parse();
    } catch (RefusedException e) {
      refused = e;
    }
    if (part.encoded()) {
      notes.add(Kind.PART_ENCODED, "");
    }
    if (!part.report().name().equals(FEEDBACK)) {
      notes.add(Kind.REPORT_TYPE_MISSING, part.report().name());
    }
  }

  /**
   * The report, once the mail has ended.
   *
   * @param alone true if the mail has no report of another kind
   */
  Optional<FailureReport> end(boolean alone) throws RefusedException {
    if (refused != null) {
      throw refused;
    }
    if (report == null) {
      if (announced && alone) {
        throw new RefusedException(Refusal.NO_FEEDBACK_PART, "");
      }
      return alone ? PlainFailure.read(text, notes) : Optional.empty();
    }
    if (original == Original.ABSENT) {
      notes.add(Kind.ORIGINAL_MISSING, "");
      if (cut) {
        notes.add(Kind.TRUNCATED, "");
      }
    }
    return Optional.of(report.with(original));
  }
}
