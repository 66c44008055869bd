package dev.waxseal.spf;

import static dev.waxseal.spf.SpfStatus.FAIL;
import static dev.waxseal.spf.SpfStatus.NEUTRAL;
import static dev.waxseal.spf.SpfStatus.NONE;
import static dev.waxseal.spf.SpfStatus.PERMERROR;
import static dev.waxseal.spf.SpfStatus.SOFTFAIL;
import static dev.waxseal.spf.SpfStatus.TEMPERROR;

import dev.waxseal.authres.Reason;

/** The reasons for a result that is not a pass, in the order of check_host(). */
public enum SpfReason implements Reason {
  /** The identity has no domain name of at least two labels: an address literal, for example. */
  NO_DOMAIN(NONE, "RFC 7208 section 4.3", "the identity has no domain name to look up"),
  /** The domain does not exist in DNS. */
  NO_SUCH_DOMAIN(NONE, "RFC 7208 section 4.3", "the domain does not exist"),
  /** DNS did not answer one of the queries. */
  DNS_UNAVAILABLE(TEMPERROR, "RFC 7208 section 4.4", "DNS did not answer a query"),
  /** The domain publishes no SPF record. */
  NO_RECORD(NONE, "RFC 7208 section 4.5", "the domain publishes no SPF record"),
  /** A domain has more than one SPF record. */
  SEVERAL_RECORDS(PERMERROR, "RFC 7208 section 4.5", "a domain has more than one SPF record"),
  /** A record breaks the grammar, anywhere in it. */
  RECORD_SYNTAX(PERMERROR, "RFC 7208 section 4.6", "an SPF record has a syntax error"),
  /** A record has a mechanism that is not defined. */
  UNKNOWN_MECHANISM(PERMERROR, "RFC 7208 section 4.6.1", "an SPF record has an unknown mechanism"),
  /** A record has {@code redirect=} or {@code exp=} more than once. */
  DUPLICATE_MODIFIER(
      PERMERROR, "RFC 7208 section 6", "an SPF record has a modifier twice that may stand once"),
  /** More than ten terms that cause DNS look-ups, those of included records among them. */
  TOO_MANY_LOOKUPS(
      PERMERROR,
      "RFC 7208 section 4.6.4",
      "the records need more than 10 terms that cause DNS look-ups"),
  /** More than two terms whose DNS look-ups found nothing. */
  TOO_MANY_VOID_LOOKUPS(
      PERMERROR,
      "RFC 7208 section 4.6.4",
      "the records have more than 2 terms for which DNS has no records"),
  /** A domain named by {@code mx} has more than ten MX records. */
  TOO_MANY_MX_NAMES(
      PERMERROR,
      "RFC 7208 section 4.6.4",
      "a domain named by the mechanism mx has more than 10 mail servers"),
  /** An {@code include} names a domain without SPF record. */
  INCLUDE_WITHOUT_RECORD(
      PERMERROR, "RFC 7208 section 5.2", "an include names a domain without an SPF record"),
  /** A {@code redirect} names a domain without SPF record. */
  REDIRECT_WITHOUT_RECORD(
      PERMERROR, "RFC 7208 section 6.1", "a redirect names a domain without an SPF record"),
  /** A mechanism with "-" matched. */
  MATCHED_FAIL(
      FAIL, "RFC 7208 section 4.6.2", "the domain says that the client may not send for it"),
  /** A mechanism with "~" matched. */
  MATCHED_SOFTFAIL(
      SOFTFAIL,
      "RFC 7208 section 4.6.2",
      "the domain says that the client probably may not send for it"),
  /** A mechanism with "?" matched. */
  MATCHED_NEUTRAL(
      NEUTRAL, "RFC 7208 section 4.6.2", "the domain makes no statement about the client"),
  /** No mechanism matched, and there is no {@code redirect}. */
  NO_MATCH(NEUTRAL, "RFC 7208 section 4.7", "nothing in the domain's record matches the client");

  private final SpfStatus status;
  private final String section;
  private final String summary;

  SpfReason(SpfStatus status, String section, String summary) {
    this.status = status;
    this.section = section;
    this.summary = summary;
  }

  /** The result under which it is reported. */
  public SpfStatus status() {
    return status;
  }

  @Override
  public String result() {
    return status.word();
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
