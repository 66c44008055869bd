package dev.waxseal.spf;

import static dev.waxseal.spf.SpfFinding.Severity.ERROR;
import static dev.waxseal.spf.SpfFinding.Severity.INFO;
import static dev.waxseal.spf.SpfFinding.Severity.WARNING;

/** What may be wrong with what a domain publishes for SPF. */
public enum SpfFinding {
  /** The domain publishes no SPF record. */
  NO_RECORD("SPF-1", ERROR, "RFC 7208 section 4.5", "the domain publishes no SPF record"),
  /** A domain has more than one SPF record. */
  SEVERAL_RECORDS(
      "SPF-1", ERROR, "RFC 7208 section 3.2", "a domain must not have more than one SPF record"),
  /** More than ten terms cause look-ups in the worst case. */
  TOO_MANY_LOOKUPS(
      "SPF-2",
      ERROR,
      "RFC 7208 section 4.6.4",
      "more than 10 terms cause look-ups: mail may come to permerror"),
  /** Eight to ten terms cause look-ups in the worst case. */
  MANY_LOOKUPS(
      "SPF-2", WARNING, "RFC 7208 section 4.6.4", "the limit of 10 look-ups is nearly reached"),
  /** More than two terms name what DNS has no records for. */
  TOO_MANY_VOID_LOOKUPS(
      "SPF-2",
      ERROR,
      "RFC 7208 section 4.6.4",
      "more than 2 terms name what DNS has no records for: mail may come to permerror"),
  /** A name in the record has no records. */
  VOID_LOOKUP("SPF-2", WARNING, "RFC 7208 section 4.6.4", "DNS has no records for a term"),
  /** An {@code mx} names a domain with more than ten mail servers. */
  TOO_MANY_MX_NAMES(
      "SPF-2",
      ERROR,
      "RFC 7208 section 4.6.4",
      "the mechanism mx names a domain with more than 10 mail servers"),
  /** A record leads back to itself. */
  LOOP("SPF-2", ERROR, "RFC 7208 section 4.6.4", "a record includes itself or redirects to itself"),
  /** A text that was meant to be an SPF record and is none. */
  NOT_SELECTED(
      "SPF-1",
      ERROR,
      "RFC 7208 section 4.5",
      "a text that looks like an SPF record is none, and is ignored"),
  /** A mechanism that is not known, which makes the whole record a permerror. */
  UNKNOWN_MECHANISM(
      "SPF-3", ERROR, "RFC 7208 section 4.6.1", "the record has a mechanism that is not known"),
  /** A modifier that is not known. */
  UNKNOWN_MODIFIER(
      "SPF-3", WARNING, "RFC 7208 section 6", "a modifier that is not known is ignored"),
  /** The record breaks the grammar. */
  RECORD_SYNTAX("SPF-3", ERROR, "RFC 7208 section 4.6", "the record breaks the grammar"),
  /** {@code +all}. */
  ANYBODY_PASSES(
      "SPF-3", ERROR, "RFC 7208 section 5.1", "with +all everybody may send for the domain"),
  /** {@code ?all}. */
  NEUTRAL_ALL("SPF-3", WARNING, "RFC 7208 section 5.1", "with ?all nobody is kept from sending"),
  /** Neither {@code all} nor {@code redirect}. */
  NO_ALL(
      "SPF-3",
      WARNING,
      "RFC 7208 section 4.7",
      "the record ends neither in all nor in a redirect, as if it said ?all"),
  /** Mechanisms after {@code all}. */
  TERMS_AFTER_ALL(
      "SPF-3", WARNING, "RFC 7208 section 5.1", "mechanisms after all are never looked at"),
  /** {@code redirect} beside {@code all}. */
  REDIRECT_BESIDE_ALL(
      "SPF-3", WARNING, "RFC 7208 section 6.1", "a redirect beside all is never looked at"),
  /** {@code ptr}, or the macro p. */
  PTR_USED("SPF-3", WARNING, "RFC 7208 section 5.5", "the names of addresses should not be used"),
  /** A very large network. */
  HUGE_RANGE(
      "SPF-3", WARNING, "RFC 7208 section 5.6", "a network so large that it has many strangers"),
  /** An {@code include} names a domain without SPF record. */
  INCLUDE_WITHOUT_RECORD(
      "SPF-3", ERROR, "RFC 7208 section 5.2", "an include names a domain without an SPF record"),
  /** A {@code redirect} names a domain without SPF record. */
  REDIRECT_WITHOUT_RECORD(
      "SPF-3", ERROR, "RFC 7208 section 6.1", "a redirect names a domain without an SPF record"),
  /** The answer to the question for the record may not fit into a packet. */
  RECORD_TOO_LONG(
      "SPF-4",
      WARNING,
      "RFC 7208 section 3.4",
      "the name and its TXT records have more than 450 octets together"),
  /** {@code -all}. */
  HARD_FAIL(
      "SPF-5",
      INFO,
      "RFC 9989 section 7.1",
      "with -all mail may be refused before DMARC is looked at"),
  /** DNS did not answer. */
  DNS_UNAVAILABLE("SPF-2", WARNING, "RFC 7208 section 4.4", "DNS did not answer a question"),
  /** The records go on further than they were followed. */
  CUT("SPF-2", ERROR, "RFC 7208 section 4.6.4", "the records lead on further than was followed");

  /** How bad a finding is. */
  public enum Severity {
    /** Mail is judged wrongly. */
    ERROR,
    /** It works, and should be mended. */
    WARNING,
    /** To be known. */
    INFO
  }

  private final String id;
  private final Severity severity;
  private final String section;
  private final String summary;

  SpfFinding(String id, Severity severity, String section, String summary) {
    this.id = id;
    this.severity = severity;
    this.section = section;
    this.summary = summary;
  }

  /**
   * The check that it belongs to: {@code SPF-1} the record, 2 limits, 3 terms, 4 size, 5 policy.
   */
  public String id() {
    return id;
  }

  /** How bad it is. */
  public Severity severity() {
    return severity;
  }

  /** The specification and section that it comes from. */
  public String section() {
    return section;
  }

  /** What it means, for people: a sentence without its first capital and its full stop. */
  public String summary() {
    return summary;
  }
}
