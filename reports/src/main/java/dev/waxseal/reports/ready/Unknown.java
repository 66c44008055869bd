package dev.waxseal.reports.ready;

import java.util.Locale;

/**
 * Something that the reports cannot tell.
 *
 * @param kind the kind
 * @param about the service that it is about; empty for all other kinds
 */
public record Unknown(Kind kind, String about) {

  /** What is not known. */
  public enum Kind {
    /** Who a service is. */
    WHO_IS("who sends in the name of the domain by"),
    /** A single reporter counts. */
    ONE_REPORTER("only one receiver reports; what others do is not known"),
    /** There are files without their mails. */
    REPORTS_OF_UNKNOWN_ORIGIN(
        "some reports came without their mail, so that nobody knows who made them"),
    /** What is sent once a month may be missing. */
    MONTHLY_MAIL_NOT_SEEN("mail that is sent once a month may be missing"),
    /** The policy in effect never was quarantine or reject. */
    QUARANTINE_NOT_OBSERVED("quarantine was never in effect: what receivers would do is a guess"),
    /** Other receivers may not honour seals. */
    SEALS_ELSEWHERE(
        "receivers that send no reports may not honour the seals of the lists (RFC 9989 7.4: no such method has \"become widely used\")"),
    /** No list is named. */
    LISTS_NOT_NAMED("no list is named: posts to lists look like forwarding or forgery here"),
    /** Most receivers send no reports. */
    RECEIVERS_WITHOUT_REPORTS("most receivers send no reports"),
    /** What is refused before DATA is never reported (RFC 9989 section 7.1). */
    REJECTED_BY_SPF("messages refused before DATA are in no report (RFC 9989 7.1)");

    private final String sentence;

    Kind(String sentence) {
      this.sentence = sentence;
    }
  }

  Unknown(Kind kind) {
    this(kind, "");
  }

  /** The name, for programs. */
  public String id() {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it says, for people, without a capital and full stop. */
  public String sentence() {
    return about.isEmpty() ? kind.sentence : kind.sentence + " " + about;
  }
}
