package dev.waxseal.reports.ready;

import java.util.Locale;

/**
 * A reason why a domain cannot go to {@code p=reject}, in the order in which they are given. Those
 * of the first two stages keep it from {@code p=quarantine}, too.
 */
public enum Block {
  /** The reports span less than a month. */
  PERIOD_TOO_SHORT(Stage.KNOWLEDGE, "the reports span less than a month"),
  /** The last report is old: nobody knows what has changed since. */
  REPORTS_TOO_OLD(Stage.KNOWLEDGE, "the last report is old"),
  /** On too many days there is no report. */
  DAYS_WITHOUT_REPORTS(Stage.KNOWLEDGE, "there are too many days without a report"),
  /** There are too few messages to tell one in a hundred. */
  TOO_FEW_MESSAGES(Stage.KNOWLEDGE, "there are too few messages to see one loss in a hundred"),
  /** There are too few reporters. */
  TOO_FEW_REPORTERS(Stage.KNOWLEDGE, "there are too few reporters"),
  /** Nearly all is known from one reporter. */
  ONE_REPORTER_DOMINATES(
      Stage.KNOWLEDGE, "nearly all messages are from the reports of one receiver"),
  /** The record is published for less than a month (RFC 9989 section 7.4). */
  MONTH_AT_NONE_MISSING(Stage.QUARANTINE, "a DMARC record is published for less than a month"),
  /** An own host sends unaligned mail (RFC 9989 section 5.1.6). */
  OWN_SOURCE_UNALIGNED(Stage.QUARANTINE, "an own host sends mail that does not pass"),
  /** A service sends in the name of the domain, perhaps for somebody of the project. */
  UNKNOWN_SERVICE(
      Stage.QUARANTINE, "a service sends in the name of the domain, and nobody said who that is"),
  /** Too many wanted messages would be lost, even in a folder for spam. */
  LOST_ABOVE_QUARANTINE(Stage.QUARANTINE, "too many wanted messages would go to spam folders"),
  /** Quarantine is in effect for less than a month (RFC 9989 section 7.4). */
  MONTH_AT_QUARANTINE_MISSING(Stage.REJECT, "quarantine is in effect for less than a month"),
  /** Too many wanted messages would be refused. */
  LOST_ABOVE_REJECT(Stage.REJECT, "too many wanted messages would be refused"),
  /** Own mail passes by SPF alone (RFC 9989 sections 7.4 and 8). */
  SPF_ONLY(Stage.REJECT, "own mail passes by SPF alone; with p=reject that is a MUST NOT"),
  /** People post to lists that change their mail, and were not told (RFC 9989 section 7.4). */
  POSTS_TO_LISTS(
      Stage.REJECT, "people of the domain post to lists that change their mail, and were not told"),
  /** An existing subdomain sends unaligned mail. */
  SUBDOMAIN_UNALIGNED(Stage.REJECT, "a subdomain sends mail that does not pass"),
  /** There are too few messages to tell one in a thousand. */
  TOO_FEW_MESSAGES_FOR_REJECT(
      Stage.REJECT, "there are too few messages to see one loss in a thousand");

  /** What a block stands before. */
  enum Stage {
    /** Not enough is known for any answer. */
    KNOWLEDGE,
    /** {@code p=quarantine} is too early. */
    QUARANTINE,
    /** {@code p=reject} is too early. */
    REJECT
  }

  private final Stage stage;
  private final String sentence;

  Block(Stage stage, String sentence) {
    this.stage = stage;
    this.sentence = sentence;
  }

  Stage stage() {
    return stage;
  }

  /** Returns true if it stands before {@code p=quarantine}, too. */
  public boolean isBeforeQuarantine() {
    return stage != Stage.REJECT;
  }

  /** The name, for programs. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The reason for people, without a capital and full stop. */
  public String sentence() {
    return sentence;
  }
}
