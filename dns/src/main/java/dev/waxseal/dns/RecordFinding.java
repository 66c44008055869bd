package dev.waxseal.dns;

import java.util.Locale;

/**
 * A fault of a published record, or a remark for the domain owner.
 *
 * <p>The {@code explain} methods of the verifiers return such findings. Every protocol has an enum
 * of its kinds of finding, so that a program can tell them apart without reading the sentences.
 *
 * <p>Immutable; share it among threads.
 *
 * @param kind the kind of finding, a constant of an enum of the protocol
 * @param domain the domain whose record it is about, printable ASCII; empty if it is known from the
 *     context
 * @param about the part of the record that it is about, such as a term, a tag or a URI: printable
 *     ASCII on one line; may be empty
 */
public record RecordFinding(Kind kind, String domain, String about) {

  /** The severity of a finding, the worst first. */
  public enum Severity {
    /** The record does not do its job: mail is evaluated wrongly, or not at all. */
    ERROR,
    /** The record works, and should be corrected. */
    WARNING,
    /** The owner should know; it may be intended. */
    NOTE
  }

  /** A kind of finding. Each protocol implements it with an enum, whose constants stay. */
  public interface Kind {

    /** The name of the constant; an enum has it. */
    String name();

    /** The protocol, for {@link #id()}: a lower-case word, such as {@code spf}. */
    String protocol();

    /** The severity. */
    Severity severity();

    /** The specification and section that it comes from, such as {@code RFC 7208 section 4.5}. */
    String section();

    /** One sentence for people, without its first capital and its full stop: printable ASCII. */
    String summary();

    /**
     * The name of this kind for programs and search engines, unique among all protocols: lower-case
     * words with hyphens between them, such as {@code spf-no-record}.
     */
    default String id() {
      return protocol() + "-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Replaces all characters that are not printable ASCII. */
  public RecordFinding {
    domain = printable(domain);
    about = printable(about);
  }

  /** A finding about a record whose domain is known from the context. */
  public RecordFinding(Kind kind, String about) {
    this(kind, "", about);
  }

  /** This finding, as one about the record of a domain. */
  public RecordFinding at(DomainName owner) {
    return new RecordFinding(kind, owner.toString(), about);
  }

  /** The name of its kind, such as {@code spf-no-record}. */
  public String id() {
    return kind.id();
  }

  /** The severity of its kind. */
  public Severity severity() {
    return kind.severity();
  }

  /** The specification and section that it comes from. */
  public String section() {
    return kind.section();
  }

  /** The sentence of its kind. */
  public String summary() {
    return kind.summary();
  }

  /** One line for people, without the domain and the section: printable ASCII. */
  @Override
  public String toString() {
    return about.isEmpty() ? summary() : about + ": " + summary();
  }

  private static String printable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return text.replaceAll("[^ -~]", "?");
      }
    }
    return text;
  }
}
