package dev.waxseal.arc;

import dev.waxseal.authres.Reason;

/**
 * The reason why a chain is not valid, in the order of the steps of RFC 8617 section 5.2.
 *
 * <p>Where several apply, the first is the one that is reported, whichever was noticed first in
 * time.
 */
public enum ArcReason implements Reason {
  /** The header is larger than the limits allow, so that the chain in it was not looked at. */
  HEADER_TOO_LARGE("RFC 8617 section 5.2 step 1", "the header is too large to look for a chain"),
  /** More fields of one of the three names than a chain may have sets. */
  TOO_MANY_SETS("RFC 8617 section 5.2 step 1", "the chain has more sets than are allowed"),
  /** A message signature or a seal is not a list of tags. */
  FIELD_SYNTAX("RFC 6376 section 3.2", "a field of the chain is not a list of tags"),
  /** A field of the chain does not say to which set it belongs, by a number from 1 to 50. */
  INSTANCE_INVALID(
      "RFC 8617 section 4.2.1", "a field of the chain does not tell to which set it belongs"),
  /** The newest seal says {@code cv=fail}. */
  MARKED_FAILED("RFC 8617 section 5.2 step 2", "its newest sealer found the chain broken"),
  /** A set lacks one of its three fields. */
  FIELD_MISSING("RFC 8617 section 5.2 step 3A", "one of its three fields is missing"),
  /** A set has one of its fields more than once. */
  FIELD_REPEATED("RFC 8617 section 5.2 step 3A", "one of its three fields is there more than once"),
  /** The sets do not run from 1 to N. */
  INSTANCE_GAP("RFC 8617 section 5.2 step 3B", "a set of the chain is missing"),
  /** A seal has an {@code h=} tag. */
  SEAL_HAS_H("RFC 8617 section 4.1.3", "a seal names header fields, which it must not"),
  /** A seal does not tell the status of the chain before it: {@code cv=}. */
  CHAIN_STATUS_INVALID(
      "RFC 8617 section 4.1.3", "a seal does not tell the status of the chain before it"),
  /** {@code cv=} is not none in the first set and pass in all others. */
  CHAIN_STATUS_WRONG(
      "RFC 8617 section 5.2 step 3C", "a seal tells a status that cannot be that of its place"),
  /** The newest message signature covers seals, which cover it. */
  MESSAGE_SIGNATURE_COVERS_SEAL(
      "RFC 8617 section 4.1.2",
      "the newest message signature covers seals, which are made after it"),
  /** The newest message signature does not verify; the DKIM reason says why. */
  MESSAGE_SIGNATURE_FAILED(
      "RFC 8617 section 5.2 step 4", "the newest message signature does not count"),
  /** A seal does not verify; the DKIM reason says why. */
  SEAL_FAILED("RFC 8617 section 5.2 step 6", "a seal does not count");

  private final String section;
  private final String summary;

  ArcReason(String section, String summary) {
    this.section = section;
    this.summary = summary;
  }

  @Override
  public String result() {
    return ChainStatus.FAIL.word();
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
