package dev.waxseal.inbound;

import java.util.Locale;
import java.util.Objects;

/**
 * A remark about a message for people, whatever its results are.
 *
 * <p>Immutable; share it among threads.
 *
 * @param id the kind of finding: lower-case words joined by hyphens, {@code repeated-field}
 * @param severity its severity
 * @param field the name of the header field in question, as written but in printable ASCII; empty
 *     if no field is in question
 * @param detail the finding: a sentence without its first capital and its full stop, printable
 *     ASCII on one line
 */
public record InboundFinding(String id, Severity severity, String field, String detail) {

  /** The severity of a finding. */
  public enum Severity {
    /** For information. */
    NOTE,
    /** Somebody should correct it. */
    WARNING,
    /** The message should not be trusted, even where DMARC passes. */
    ERROR;

    /** The word in JSON and in logs. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Refuses what is missing. */
  public InboundFinding {
    Objects.requireNonNull(id);
    Objects.requireNonNull(severity);
    Objects.requireNonNull(field);
    Objects.requireNonNull(detail);
  }
}
