package dev.waxseal.spf;

import dev.waxseal.dns.internal.OddOctets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An SPF record, as published in DNS (RFC 7208 section 3). Immutable; share it among threads.
 *
 * @param terms the terms, in order
 * @param text the record as it was written
 */
record SpfRecord(List<SpfTerm> terms, String text) {
  private static final String VERSION = "v=spf1";

  /** The outcome of reading a text as an SPF record. */
  public sealed interface Parsed {
    /** The record. */
    record Valid(SpfRecord spfRecord) implements Parsed {}

    /**
     * The text is no SPF record, or breaks its grammar (RFC 7208 section 4.6).
     *
     * @param reason {@link SpfReason#RECORD_SYNTAX}, {@link SpfReason#UNKNOWN_MECHANISM} or {@link
     *     SpfReason#DUPLICATE_MODIFIER}
     * @param detail the first fault from the left: printable ASCII on one line
     */
    record Invalid(SpfReason reason, String detail) implements Parsed {}
  }

  /** Copies the list. */
  public SpfRecord {
    terms = List.copyOf(terms);
  }

  /**
   * Reads the text of a TXT record, its strings put together with nothing between them (RFC 7208
   * section 3.3). Errors anywhere in it make it invalid (section 4.6).
   *
   * @param text one character an octet (ISO-8859-1)
   */
  public static Parsed parse(String text) {
    try {
      return new Parsed.Valid(SpfRecordParser.parse(text));
    } catch (RecordFault fault) {
      return new Parsed.Invalid(fault.reason(), fault.about());
    }
  }

  /**
   * Whether a TXT record is to be taken for an SPF record, right or wrong: it begins with the
   * version {@code v=spf1}, in any case (RFC 7208 section 12: texts of the grammar "are
   * case-insensitive"), "terminated by either an SP character or the end of the record" (4.5). What
   * comes after does not matter: a record with octets beyond ASCII is selected, and then breaks the
   * grammar.
   *
   * @param text one character an octet
   */
  public static boolean isSelected(String text) {
    int length = VERSION.length();
    return text.length() >= length
        && text.substring(0, length).toLowerCase(Locale.ROOT).equals(VERSION)
        && (text.length() == length || text.charAt(length) == ' ');
  }

  /**
   * Why a TXT record that looks as if it were meant for SPF is not taken for an SPF record; empty
   * if it is one, or does not look so.
   *
   * @param text one character an octet
   */
  static Optional<String> nearMiss(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    int version = lower.indexOf(VERSION);
    if (isSelected(text) || (version < 0 && !lower.startsWith("v=spf"))) {
      return Optional.empty();
    }
    if (version == 0) {
      String odd = OddOctets.in(text).map(it -> "; " + it).orElse("");
      return Optional.of("a space has to come after v=spf1" + odd);
    }
    if (version < 0) {
      return Optional.of("its version is not spf1");
    }
    String before = lower.substring(0, version).strip();
    return before.isEmpty() || before.equals("\"")
        ? Optional.of(
            (before.isEmpty() ? "white space" : "a quotation mark") + " stands before v=spf1")
        : Optional.empty();
  }

  /** The mechanisms with their qualifiers, in order. */
  public List<SpfDirective> directives() {
    List<SpfDirective> directives = new ArrayList<>(terms.size());
    for (SpfTerm term : terms) {
      if (term instanceof SpfDirective directive) {
        directives.add(directive);
      }
    }
    return directives;
  }

  /** The modifier {@code redirect}, which counts only if there is no {@code all} (6.1). */
  public Optional<SpfModifier> redirect() {
    return modifier(SpfModifier.Kind.REDIRECT);
  }

  /** The modifier {@code exp}. */
  public Optional<SpfModifier> explanation() {
    return modifier(SpfModifier.Kind.EXPLANATION);
  }

  private Optional<SpfModifier> modifier(SpfModifier.Kind kind) {
    for (SpfTerm term : terms) {
      if (term instanceof SpfModifier modifier && modifier.kind() == kind) {
        return Optional.of(modifier);
      }
    }
    return Optional.empty();
  }
}
