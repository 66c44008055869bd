package dev.waxseal.dmarc;

import static dev.waxseal.dns.RecordFinding.Severity.ERROR;
import static dev.waxseal.dns.RecordFinding.Severity.NOTE;
import static dev.waxseal.dns.RecordFinding.Severity.WARNING;

import dev.waxseal.dns.RecordFinding;

/** The kinds of finding about what a domain publishes for DMARC. */
public enum DmarcFinding implements RecordFinding.Kind {
  /** DNS has no such domain. */
  NO_SUCH_DOMAIN(WARNING, "RFC 9989 section 3.2.13", "DNS has no such domain"),
  /** DNS did not answer a query. */
  DNS_UNAVAILABLE(WARNING, "RFC 9989 section 5.3.6", "DNS did not answer a query"),
  /** Neither the domain nor its organization has a record. */
  NO_RECORD(
      ERROR,
      "RFC 9989 section 4.10.1",
      "neither the domain nor its organization has a DMARC record"),
  /** The name of the record is an alias of a name without one. */
  ALIAS_WITHOUT_RECORD(
      ERROR, "RFC 9989 section 4.5", "the name is an alias of a name without a DMARC record"),
  /** A record stands at a name where nobody looks for it. */
  MISPLACED_RECORD(
      ERROR, "RFC 9989 section 4.5", "a DMARC record stands at a name where nobody looks for it"),
  /** A domain has more than one record: they are all discarded. */
  SEVERAL_RECORDS(
      ERROR, "RFC 9989 section 4.10", "a domain must not have several records; none counts"),
  /** The text does not begin with {@code v=DMARC1;}: it is ignored. */
  NOT_DMARC1(
      ERROR, "RFC 9989 section 4.7", "the text is not a DMARC record, although it looks like one"),
  /** A text beside a record looks like one and is ignored. */
  NOT_DMARC1_BESIDE_RECORD(
      WARNING, "RFC 9989 section 4.7", "a text beside the record looks like one and is ignored"),
  /** One tag name twice: neither counts; a policy that is there twice is not valid. */
  DUPLICATE_TAG(ERROR, "RFC 9989 section 4.8", "the tag is there twice, so neither counts"),
  /** More tags than {@code Limits.tags}: the record is improperly formatted. */
  TOO_MANY_TAGS(ERROR, "RFC 9989 section 4.8", "there are too many tags, so no tag counts"),
  /** {@code p} is absent and there is somewhere to report to: it counts as none. */
  POLICY_MISSING(WARNING, "RFC 9989 section 4.10.1", "p is absent and counts as none"),
  /** {@code p} is absent and there is nowhere to report to: the record is of no use. */
  RECORD_WITHOUT_USE(
      ERROR, "RFC 9989 section 4.10.1", "without p and without a valid rua it has no effect"),
  /** {@code p}, {@code sp} or {@code np} is not a policy: p=none at best, else no DMARC at all. */
  POLICY_INVALID(
      ERROR, "RFC 9989 section 4.10.1", "the value is not a policy, so the whole policy is lost"),
  /** Another tag's value breaks its grammar: the default counts. */
  VALUE_INVALID(
      WARNING, "RFC 9989 section 4.8", "the value is not valid for this tag; its default counts"),
  /** A tag with nothing after the equals sign is ignored. */
  VALUE_EMPTY(WARNING, "RFC 9989 section 4.8", "the value is empty; the tag is ignored"),
  /** A part between semicolons that is not a tag is ignored. */
  NOT_A_TAG(
      WARNING, "RFC 9989 section 4.8", "a part between semicolons is not a tag; it is ignored"),
  /** A tag that this version of DMARC does not know is ignored. */
  UNKNOWN_TAG(WARNING, "RFC 9989 section 4.7", "the tag is not known; it is ignored"),
  /** {@code pct}, {@code rf} and {@code ri} have no meaning any more. */
  HISTORIC_TAG(WARNING, "RFC 9989 section 9.3", "the tag is historic; it is ignored"),
  /** A tag name in capitals, which DKIM's tag lists would not have (RFC 6376 section 3.2). */
  TAG_NAME_CASE(WARNING, "RFC 9989 section 4.8", "some receivers want the tag in lower case"),
  /** {@code sp} and {@code np} count only in the record of an organization or a public suffix. */
  SUBDOMAIN_TAGS_UNUSED(
      WARNING,
      "RFC 9989 section 4.7",
      "sp and np do nothing here: the organization above decides for sub-domains"),
  /** An invalid URI, or a mailto without an ASCII address, gets no reports. */
  URI_INVALID(WARNING, "RFC 9989 section 4.7", "a reporting URI is not valid; it is ignored"),
  /** A URI of another scheme than mailto, which receivers ignore unless they support it. */
  URI_NOT_MAILTO(WARNING, "RFC 9989 section 4.7", "receivers only have to support mailto"),
  /** A size after an exclamation mark is ignored. */
  URI_SIZE(WARNING, "RFC 9989 section 4.8", "a size limit on a URI is obsolete; it is ignored"),
  /** A reporting URI of another organization that has not authorized the reports. */
  REPORTS_UNAUTHORIZED(ERROR, "RFC 9990 section 4", "no reports go there"),
  /** {@code fo} without {@code ruf} is ignored. */
  OPTIONS_WITHOUT_REPORTS(NOTE, "RFC 9989 section 4.7", "without ruf it is ignored"),
  /** Without {@code rua} nobody reports how the domain is used. */
  NO_AGGREGATE_REPORTS(
      NOTE, "RFC 9989 section 8", "without a valid rua nobody reports how the domain is used"),
  /** A public suffix must not ask for failure reports about other people's mail. */
  FAILURE_REPORTS_OF_OTHERS(
      WARNING, "RFC 9989 section 10.2", "a public suffix must not ask for failure reports"),
  /** The record of a top-level domain makes one organization of all domains below it. */
  SUFFIX_WITHOUT_PSD(
      WARNING,
      "RFC 9989 section 11.8",
      "its record lacks psd=y, so all domains below are one organization"),
  /** The record above makes the domain a part of a larger organization. */
  ORGANIZATION_WITHOUT_PSD(
      NOTE,
      "RFC 9989 section 11.8",
      "its record lacks psd=y, so all domains below are one organization"),
  /** {@code t=y}: the policy that counts is one level lower. */
  TESTING(NOTE, "RFC 9989 section 4.7", "t=y: the policy is applied one level lower"),
  /** A walk leaves out names close above a domain with more than eight labels. */
  LONG_NAME(
      WARNING,
      "RFC 9989 section 5.1.8",
      "the name has more than 8 labels, so records close above it are not looked for"),
  /** {@code p=reject}. */
  REJECT_POLICY(
      NOTE,
      "RFC 9989 section 7.4",
      "with p=reject all mail must be signed with DKIM, and people's mail to lists may be lost");

  private final RecordFinding.Severity severity;
  private final String section;
  private final String summary;

  DmarcFinding(RecordFinding.Severity severity, String section, String summary) {
    this.severity = severity;
    this.section = section;
    this.summary = summary;
  }

  @Override
  public String protocol() {
    return "dmarc";
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
