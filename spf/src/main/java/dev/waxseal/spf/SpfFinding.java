package dev.waxseal.spf;

import static dev.waxseal.dns.RecordFinding.Severity.ERROR;
import static dev.waxseal.dns.RecordFinding.Severity.NOTE;
import static dev.waxseal.dns.RecordFinding.Severity.WARNING;

import dev.waxseal.dns.RecordFinding;

/** The kinds of finding about what a domain publishes for SPF. */
public enum SpfFinding implements RecordFinding.Kind {
  /** The domain publishes no SPF record. */
  NO_RECORD(ERROR, "RFC 7208 section 4.5", "the domain publishes no SPF record"),
  /** A domain has more than one SPF record. */
  SEVERAL_RECORDS(ERROR, "RFC 7208 section 3.2", "a domain must not have more than one SPF record"),
  /** More than ten terms cause look-ups in the worst case. */
  TOO_MANY_LOOKUPS(
      ERROR, "RFC 7208 section 4.6.4", "more than 10 terms cause look-ups: mail may get permerror"),
  /** Eight to ten terms cause look-ups in the worst case. */
  MANY_LOOKUPS(WARNING, "RFC 7208 section 4.6.4", "the limit of 10 look-ups is nearly reached"),
  /** DNS has no records for more than two terms. */
  TOO_MANY_VOID_LOOKUPS(
      ERROR,
      "RFC 7208 section 4.6.4",
      "DNS has no records for more than 2 terms: mail may get permerror"),
  /** DNS has no records for a term. */
  VOID_LOOKUP(WARNING, "RFC 7208 section 4.6.4", "DNS has no records for a term"),
  /** An {@code mx} names a domain with more than ten mail servers. */
  TOO_MANY_MX_NAMES(
      ERROR,
      "RFC 7208 section 4.6.4",
      "the mechanism mx names a domain with more than 10 mail servers"),
  /** A record leads back to itself. */
  LOOP(ERROR, "RFC 7208 section 4.6.4", "a record includes itself or redirects to itself"),
  /** A text that looks like an SPF record and is not one. */
  NOT_SELECTED(
      ERROR, "RFC 7208 section 4.5", "a text looks like an SPF record, is not one, and is ignored"),
  /** An unknown mechanism, which makes the whole record a permerror. */
  UNKNOWN_MECHANISM(ERROR, "RFC 7208 section 4.6.1", "the record has an unknown mechanism"),
  /** An unknown modifier. */
  UNKNOWN_MODIFIER(WARNING, "RFC 7208 section 6", "an unknown modifier is ignored"),
  /** The record breaks the grammar. */
  RECORD_SYNTAX(ERROR, "RFC 7208 section 4.6", "the record has a syntax error"),
  /** {@code +all}. */
  ANYBODY_PASSES(ERROR, "RFC 7208 section 5.1", "with +all anybody may send for the domain"),
  /** {@code ?all}. */
  NEUTRAL_ALL(WARNING, "RFC 7208 section 5.1", "with ?all nobody is forbidden to send"),
  /** Neither {@code all} nor {@code redirect}. */
  NO_ALL(
      WARNING,
      "RFC 7208 section 4.7",
      "the record has neither all nor a redirect, which means ?all"),
  /** Mechanisms after {@code all}. */
  TERMS_AFTER_ALL(WARNING, "RFC 7208 section 5.1", "mechanisms after all are never evaluated"),
  /** {@code redirect} beside {@code all}. */
  REDIRECT_BESIDE_ALL(WARNING, "RFC 7208 section 6.1", "a redirect beside all is never evaluated"),
  /** {@code ptr}, or the macro p. */
  PTR_USED(WARNING, "RFC 7208 section 5.5", "ptr and the macro p should not be used"),
  /** A very large network. */
  HUGE_RANGE(WARNING, "RFC 7208 section 5.6", "the network is so large that strangers are in it"),
  /** An {@code include} names a domain without SPF record. */
  INCLUDE_WITHOUT_RECORD(
      ERROR, "RFC 7208 section 5.2", "an include names a domain without an SPF record"),
  /** A {@code redirect} names a domain without SPF record. */
  REDIRECT_WITHOUT_RECORD(
      ERROR, "RFC 7208 section 6.1", "a redirect names a domain without an SPF record"),
  /** The answer may not fit into a packet. */
  RECORD_TOO_LONG(
      WARNING,
      "RFC 7208 section 3.4",
      "the name and its TXT records have more than 450 octets together"),
  /** {@code -all}. */
  HARD_FAIL(
      NOTE, "RFC 9989 section 7.1", "with -all, mail may be rejected before DMARC is evaluated"),
  /** DNS did not answer. */
  DNS_UNAVAILABLE(WARNING, "RFC 7208 section 4.4", "DNS did not answer a query"),
  /** The records lead further than they were followed. */
  CUT(ERROR, "RFC 7208 section 4.6.4", "the records lead further than they were followed");

  private final RecordFinding.Severity severity;
  private final String section;
  private final String summary;

  SpfFinding(RecordFinding.Severity severity, String section, String summary) {
    this.severity = severity;
    this.section = section;
    this.summary = summary;
  }

  @Override
  public String protocol() {
    return "spf";
  }

  @Override
  public RecordFinding.Severity severity() {
    return severity;
  }

  @Override
  public String section() {
    return section;
  }

  @Override
  public String summary() {
    return summary;
  }
}
