package dev.waxseal.cli.page;

import dev.waxseal.checklist.CheckReport;
import dev.waxseal.diagnosis.Diagnosis;
import dev.waxseal.inbound.InboundReport;
import java.util.List;
import java.util.Optional;

/**
 * The content of a page.
 *
 * @param title the name of the message
 * @param summary the result in one sentence
 * @param good true if somebody vouches for the message
 * @param notes remarks on how it was read
 * @param report the report of the library
 * @param diagnosis the diagnosis of failed signatures
 * @param checklist the check-list, if it was requested
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
