package dev.waxseal.mime;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Something in a header at which programs part: many end the header there, or cut a field short,
 * and show another text under the author's name (RFC 5322 sections 2.2 and 2.3). "Signers and
 * Verifiers SHOULD take reasonable steps to ensure that the messages they are processing are valid"
 * (RFC 6376 section 3.8).
 *
 * <p>Immutable; share it among threads.
 *
 * @param kind what it is
 * @param field the first field that has it, from the top down
 * @param count how many fields have it, at least one
 */
public record HeaderFault(Kind kind, HeaderField field, int count) {

  /** The kinds, in the order in which they are told. */
  public enum Kind {
    /** A line that is not a field, since it has no colon. */
    LINE_WITHOUT_COLON("a line without a colon"),
    /**
     * A line that is not a field, since the text before its colon is not a name: it is empty, or
     * has other octets than printable ASCII, or white space that is not at its end. {@code Subject
     * :} is the obsolete form of a field (RFC 5322 section 4.5.8).
     */
    MALFORMED_NAME("a line that does not begin with a field name"),
    /** A CR that no LF follows. */
    BARE_CR("a CR without an LF"),
    /** An LF that is not part of a CRLF. */
    BARE_LF("an LF without a CR"),
    /** An octet of zero, at which programs end a text. */
    NUL("a NUL octet");

    private final String summary;

    Kind(String summary) {
      this.summary = summary;
    }

    /** The fault for people: a noun with its article. */
    public String summary() {
      return summary;
    }
  }

  /**
   * The faults of a header, one of each kind at the most, in the order of the kinds. Time is linear
   * in the header.
   */
  public static List<HeaderFault> in(Headers headers) {
    Map<Kind, HeaderFault> faults = new EnumMap<>(Kind.class);
    for (HeaderField field : headers) {
      addLine(field, faults);
      if (!field.isClean()) {
        addOctets(field, faults);
      }
    }
    return faults.isEmpty() ? List.of() : List.copyOf(faults.values());
  }

  private static void addLine(HeaderField field, Map<Kind, HeaderFault> faults) {
    if (!field.isWellFormed()) {
      add(field.hasColon() ? Kind.MALFORMED_NAME : Kind.LINE_WITHOUT_COLON, field, faults);
    }
  }

  private static void addOctets(HeaderField field, Map<Kind, HeaderFault> faults) {
    byte[] block = field.block();
    boolean cr = false;
    boolean lf = false;
    boolean nul = false;
    for (int i = field.start(); i < field.end(); i++) {
      if (Lookalike.isCrlf(block, i, field.end())) {
        i++;
      } else {
        cr |= block[i] == '\r';
        lf |= block[i] == '\n';
        nul |= block[i] == 0;
      }
    }
    if (cr) {
      add(Kind.BARE_CR, field, faults);
    }
    if (lf) {
      add(Kind.BARE_LF, field, faults);
    }
    if (nul) {
      add(Kind.NUL, field, faults);
    }
  }

  private static void add(Kind kind, HeaderField field, Map<Kind, HeaderFault> faults) {
    faults.merge(
        kind,
        new HeaderFault(kind, field, 1),
        (one, more) -> new HeaderFault(kind, one.field(), one.count() + 1));
  }
}
