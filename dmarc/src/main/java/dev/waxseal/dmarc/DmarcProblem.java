package dev.waxseal.dmarc;

import static dev.waxseal.dmarc.DmarcProblem.Severity.ERROR;
import static dev.waxseal.dmarc.DmarcProblem.Severity.NOTE;
import static dev.waxseal.dmarc.DmarcProblem.Severity.WARNING;

/** What can be wrong with a DMARC Policy Record, or worth a remark to the one who wrote it. */
public enum DmarcProblem {
  /** The text does not begin with {@code v=DMARC1;}: it is ignored. */
  NOT_DMARC1(ERROR, "RFC 9989 section 4.7", "it is no DMARC record, and is ignored"),
  /** One tag name twice: neither counts; a policy that stands there twice is not valid. */
  DUPLICATE_TAG(ERROR, "RFC 9989 section 4.8", "it stands there twice, so that neither counts"),
  /** More tags than {@code Limits.tags}: the record is improperly formatted. */
  TOO_MANY_TAGS(ERROR, "RFC 9989 section 4.8", "there are too many tags, so no tag counts"),
  /** {@code p} is absent and there is somewhere to report to: it counts as none. */
  POLICY_MISSING(WARNING, "RFC 9989 section 4.10.1", "p is absent and counts as none"),
  /** {@code p} is absent and there is nowhere to report to: the record is of no use. */
  RECORD_WITHOUT_USE(
      ERROR, "RFC 9989 section 4.10.1", "without p and without a valid rua it has no effect"),
  /** {@code p}, {@code sp} or {@code np} is no policy: p=none at best, else no DMARC at all. */
  POLICY_INVALID(
      ERROR, "RFC 9989 section 4.10.1", "it is no policy, so that the whole policy is lost"),
  /** Another tag's value breaks its grammar: the default counts. */
  VALUE_INVALID(
      WARNING, "RFC 9989 section 4.8", "the value is none of this tag; its default counts"),
  /** A tag with nothing after the equals sign is ignored. */
  VALUE_EMPTY(WARNING, "RFC 9989 section 4.8", "the value is empty; the tag is ignored"),
  /** A part between semicolons that is no tag is ignored. */
  NOT_A_TAG(WARNING, "RFC 9989 section 4.8", "a part between semicolons is no tag; it is ignored"),
  /** A tag that this version of DMARC does not know is ignored. */
  UNKNOWN_TAG(WARNING, "RFC 9989 section 4.7", "the tag is not known; it is ignored"),
  /** {@code pct}, {@code rf} and {@code ri} have no meaning any more. */
  HISTORIC_TAG(WARNING, "RFC 9989 section 9.3", "the tag is historic; it is ignored"),
  /** A tag name in capitals, which DKIM's tag lists would not have (RFC 6376 section 3.2). */
  TAG_NAME_CASE(WARNING, "RFC 9989 section 4.8", "some receivers want the tag in lower case"),
  /** A URI that is none, or a mailto without an ASCII address, gets no reports. */
  URI_INVALID(WARNING, "RFC 9989 section 4.7", "a reporting URI is not valid; it is ignored"),
  /** A URI of another scheme than mailto, which receivers ignore unless they support it. */
  URI_NOT_MAILTO(WARNING, "RFC 9989 section 4.7", "receivers only have to support mailto"),
  /** A size after an exclamation mark is ignored. */
  URI_SIZE(WARNING, "RFC 9989 section 4.8", "a size limit on a URI is obsolete; it is ignored"),
  /** {@code fo} without {@code ruf} is ignored. */
  OPTIONS_WITHOUT_REPORTS(NOTE, "RFC 9989 section 4.7", "without ruf it is ignored"),
  /** Without {@code rua} nobody reports how the domain is used. */
  NO_AGGREGATE_REPORTS(
      NOTE, "RFC 9989 section 8", "without a valid rua nobody reports how the domain is used"),
  /** A public suffix must not ask for failure reports about other people's mail. */
  FAILURE_REPORTS_OF_OTHERS(
      WARNING, "RFC 9989 section 10.2", "a public suffix must not ask for failure reports"),
  /** {@code t=y}: the policy that counts is one level lower. */
  TESTING(NOTE, "RFC 9989 section 4.7", "t=y: the policy is applied one level lower");

  /** How bad it is. */
  public enum Severity {
    /** The record does not do what it is for. */
    ERROR,
    /** Part of it does not do what it is for. */
    WARNING,
    /** It may be meant so. */
    NOTE
  }

  private final Severity severity;
  private final String section;
  private final String summary;

  DmarcProblem(Severity severity, String section, String summary) {
    this.severity = severity;
    this.section = section;
    this.summary = summary;
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
