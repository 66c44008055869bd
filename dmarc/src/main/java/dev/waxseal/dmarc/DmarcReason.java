package dev.waxseal.dmarc;

import static dev.waxseal.dmarc.DmarcStatus.FAIL;
import static dev.waxseal.dmarc.DmarcStatus.NONE;
import static dev.waxseal.dmarc.DmarcStatus.PERMERROR;
import static dev.waxseal.dmarc.DmarcStatus.TEMPERROR;

import dev.waxseal.authres.Reason;

/**
 * The reasons for a result that is not a pass, in the order of the checks.
 *
 * <p>A message without one single author domain is outside of DMARC, which attackers make use of
 * (RFC 9989 section 11.5): {@link #isSuspicious} tells which of these {@code none} results deserve
 * suspicion.
 */
public enum DmarcReason implements Reason {
  /** The header is larger than the limits allow, so it was not evaluated. */
  HEADER_TOO_LARGE(NONE, "RFC 9989 section 11.5", "the header is too large to evaluate"),
  /** There is no From field. */
  NO_FROM_FIELD(NONE, "RFC 9989 section 4.4", "the message has no From field"),
  /** There is more than one From field. */
  SEVERAL_FROM_FIELDS(NONE, "RFC 9989 section 4.4", "the message has more than one From field"),
  /** The From field breaks the grammar, or others could read it otherwise. */
  AMBIGUOUS_FROM(NONE, "RFC 9989 section 4.4", "the From field can be read in more than one way"),
  /** The From field has more addresses than {@code Limits.fromAddresses}. */
  TOO_MANY_FROM_ADDRESSES(NONE, "RFC 9989 section 11.5", "the From field has too many addresses"),
  /** No address of the From field has a domain that DNS could have. */
  NO_AUTHOR_DOMAIN(NONE, "RFC 9989 section 5.3.1", "the From field has no domain name"),
  /** The addresses of the From field are of several domains. */
  MULTIPLE_FROM_DOMAINS(
      NONE, "RFC 9989 section 5.3.1", "the From field has addresses of several domains"),
  /**
   * The header has a {@link dev.waxseal.mime.HeaderFault}, so that programs read it differently
   * (RFC 6376 section 3.8).
   */
  MALFORMED_HEADER(
      NONE, "RFC 5322 section 2.2", "programs can read the header in more than one way"),
  /** DNS did not answer a query for the record. */
  RECORD_UNAVAILABLE(
      TEMPERROR, "RFC 9989 section 5.3.6", "DNS did not answer the query for the record"),
  /** The record has too many tags. */
  RECORD_MALFORMED(PERMERROR, "RFC 9989 section 9.2", "the record in DNS is improperly formatted"),
  /** There is no record. */
  NO_RECORD(NONE, "RFC 9989 section 4.10.1", "neither the domain nor one above it has a record"),
  /** The record has {@code p}, {@code sp} or {@code np} that is not a policy, and no valid rua. */
  POLICY_INVALID(PERMERROR, "RFC 9989 section 4.10.1", "the record has an invalid policy"),
  /** The record has neither {@code p} nor a valid rua. */
  RECORD_WITHOUT_POLICY(
      NONE, "RFC 9989 section 4.10.1", "the record has neither a policy nor a place to report to"),
  /** DKIM or SPF of an identifier that would be aligned could not be checked for now. */
  IDENTIFIER_UNAVAILABLE(
      TEMPERROR,
      "RFC 9989 section 5.3.6",
      "DNS did not answer for DKIM or SPF of an identifier that would be aligned"),
  /** DNS did not answer if an authenticated identifier is aligned. */
  ALIGNMENT_UNAVAILABLE(
      TEMPERROR,
      "RFC 9989 section 5.3.6",
      "DNS did not answer whether an authenticated identifier is aligned"),
  /** No authenticated identifier is aligned with the author domain, or there is none. */
  NOT_ALIGNED(
      FAIL,
      "RFC 9989 section 5.3.5",
      "no authenticated identifier is aligned with the domain of the From field");

  private final DmarcStatus status;
  private final String section;
  private final String summary;

  DmarcReason(DmarcStatus status, String section, String summary) {
    this.status = status;
    this.section = section;
    this.summary = summary;
  }

  /** The word under which it is reported. */
  public DmarcStatus status() {
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

  /**
   * True if the header does not tell DMARC which author the reader will see (RFC 9989 section
   * 11.5).
   */
  public boolean isSuspicious() {
    return compareTo(MALFORMED_HEADER) <= 0;
  }
}
