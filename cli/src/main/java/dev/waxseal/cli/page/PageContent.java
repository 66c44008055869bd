package dev.waxseal.cli.page;

import dev.waxseal.checklist.CheckReport;
import dev.waxseal.diagnosis.Diagnosis;
import dev.waxseal.inbound.InboundReport;
import java.util.List;
import java.util.Optional;

/**
 * What a page shows.
 *
 * @param title what the message is called
 * @param summary who vouches for it, in one sentence
 * @param good whether somebody does
 * @param notes what people should know about how it was read
 * @param report what was found
 * @param diagnosis why signatures do not verify
 * @param checklist what large receivers ask, if that was asked for
 * @param body the body; empty if it is too large
 */
public record PageContent(
    String title,
    String summary,
    boolean good,
    List<String> notes,
    InboundReport report,
    Diagnosis diagnosis,
    Optional<CheckReport> checklist,
    Optional<byte[]> body) {

  /** Copies the list. */
  public PageContent {
    notes = List.copyOf(notes);
  }
}
