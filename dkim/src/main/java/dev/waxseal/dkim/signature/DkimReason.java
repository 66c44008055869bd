package dev.waxseal.dkim.signature;

import static dev.waxseal.dkim.signature.DkimSignature.Status.FAIL;
import static dev.waxseal.dkim.signature.DkimSignature.Status.NEUTRAL;
import static dev.waxseal.dkim.signature.DkimSignature.Status.PERMERROR;
import static dev.waxseal.dkim.signature.DkimSignature.Status.POLICY;
import static dev.waxseal.dkim.signature.DkimSignature.Status.TEMPERROR;

import dev.waxseal.authres.Reason;

/**
 * The reason why a signature does not count, in the order of the steps of RFC 6376 section 6.1.
 *
 * <p>Where several apply, the first is the one that is reported, whichever was noticed first in
 * time: verification must be "semantically equivalent to performing them in the indicated order".
 * The values of a signature of another version are not read, so they cannot be a syntax error.
 */
public enum DkimReason implements Reason {
  /** The message has more signatures than {@code Limits.signatures}; this one was not evaluated. */
  TOO_MANY_SIGNATURES(
      POLICY,
      "RFC 6376 section 8.4",
      "the message has too many signatures; this one was not evaluated"),
  /** The tag list or a value in it breaks the grammar (RFC 6376 sections 3.2, 3.5, 6.1.1). */
  SIGNATURE_SYNTAX(
      NEUTRAL, "RFC 6376 section 6.1.1", "the signature field breaks the grammar of DKIM"),
  /** {@code v=} is not 1. */
  INCOMPATIBLE_VERSION(
      NEUTRAL, "RFC 6376 section 6.1.1", "the signature is of another version than v=1"),
  /** {@code h=} has more names than {@code Limits.signedHeaders}. */
  TOO_MANY_SIGNED_HEADERS(
      POLICY, "RFC 6376 section 6.1.1", "the signature names too many header fields"),
  /** One of {@code v a b bh d h s} is absent. */
  MISSING_REQUIRED_TAG(
      PERMERROR, "RFC 6376 section 6.1.1", "the signature lacks a tag that is required"),
  /** The domain of {@code i=} is neither that of {@code d=} nor below it. */
  DOMAIN_MISMATCH(
      PERMERROR, "RFC 6376 section 6.1.1", "the identity i= lies outside the signing domain d="),
  /** {@code h=} does not name From. */
  FROM_NOT_SIGNED(
      PERMERROR, "RFC 6376 section 6.1.1", "the signature does not cover the From field"),
  /** {@code x=} is not later than {@code t=}. */
  EXPIRATION_NOT_AFTER_TIMESTAMP(
      PERMERROR, "RFC 6376 section 3.5", "the signature expires no later than it was made"),
  /** {@code x=} is past, clock skew allowed for. */
  SIGNATURE_EXPIRED(POLICY, "RFC 6376 section 6.1.1", "the signature has expired"),
  /** {@code t=} is in the future, clock skew allowed for. */
  TIMESTAMP_IN_FUTURE(
      POLICY, "RFC 6376 section 3.5", "the signature says that it was made in the future"),
  /** {@code q=} does not offer dns/txt. */
  QUERY_METHOD_UNSUPPORTED(
      NEUTRAL, "RFC 6376 section 3.5", "the signature offers no way to its key that is known"),
  /** {@code a=} is rsa-sha1. */
  ALGORITHM_FORBIDDEN(
      POLICY, "RFC 8301 section 3.1", "signatures by rsa-sha1 must not be verified any more"),
  /** {@code a=} or {@code c=} names something that is not defined. */
  ALGORITHM_UNSUPPORTED(
      NEUTRAL, "RFC 6376 section 3.3", "the signature uses an algorithm that is not known"),
  /** DNS did not answer. */
  KEY_UNAVAILABLE(
      TEMPERROR, "RFC 6376 section 6.1.2 step 2", "DNS did not answer the question for the key"),
  /** There is no key record. */
  NO_KEY(PERMERROR, "RFC 6376 section 6.1.2 step 3", "there is no key record in DNS"),
  /** The key record breaks the grammar, or its key cannot be decoded. */
  KEY_SYNTAX(PERMERROR, "RFC 6376 section 6.1.2 step 5", "the key record in DNS cannot be read"),
  /** The key record holds a private key, and none to verify with. */
  KEY_IS_PRIVATE(
      PERMERROR,
      "RFC 6376 section 6.1.2 step 5",
      "the key record in DNS holds a private key, with which anyone can sign now"),
  /** The key record is for services among which e-mail is not. */
  KEY_NOT_FOR_EMAIL(PERMERROR, "RFC 6376 section 3.6.1", "the key is not meant for e-mail"),
  /** The key record allows other hashes only. */
  KEY_HASH_NOT_ALLOWED(
      PERMERROR, "RFC 6376 section 6.1.2 step 6", "the key record does not allow SHA-256"),
  /** The key is empty. */
  KEY_REVOKED(PERMERROR, "RFC 6376 section 6.1.2 step 7", "the key has been revoked"),
  /** The key is of another type than the signature. */
  KEY_ALGORITHM_MISMATCH(
      PERMERROR, "RFC 6376 section 6.1.2 step 8", "the key is of another type than the signature"),
  /** The key is for its very domain, and the identity lies in a sub-domain. */
  KEY_FLAG_MISMATCH(
      PERMERROR,
      "RFC 6376 section 3.6.1",
      "the key (t=s) does not serve identities in sub-domains"),
  /** An RSA key of fewer than 1024 bits. */
  KEY_TOO_SHORT(
      POLICY, "RFC 8301 section 3.2", "an RSA key of fewer than 1024 bits must not be trusted"),
  /** An RSA key of more bits than {@code Limits.rsaKeyBits}. */
  KEY_TOO_LONG(POLICY, "RFC 6376 section 8.8", "the RSA key is too long to verify with"),
  /** An RSA exponent of 1, which makes every text its own signature, an even one or a huge one. */
  KEY_UNSAFE_EXPONENT(
      POLICY,
      "RFC 8017 section 3.1",
      "the RSA key has a public exponent with which anyone could sign, or none could verify"),
  /** An RSA key of fewer bits than {@code requiringRsaKeyBits()} asks for. */
  KEY_BELOW_MINIMUM(
      POLICY, "RFC 8301 section 3.2", "the RSA key is shorter than this verifier asks for"),
  /** {@code l=} is larger than the canonical body. */
  BODY_LENGTH_TOO_LONG(
      PERMERROR, "RFC 6376 section 3.5", "the signature covers more body than there is"),
  /** The body does not have the hash in {@code bh=}. */
  BODY_HASH_MISMATCH(
      FAIL, "RFC 6376 section 6.1.3 step 3", "the body does not have the hash that was signed"),
  /** The signature is not as long as those of the key. */
  SIGNATURE_LENGTH_WRONG(
      FAIL,
      "RFC 8017 section 8.2.2 step 1",
      "the signature is not as long as those of the key are"),
  /**
   * The signature is not one by the key in DNS of the hash of this header: a signed field or the
   * signature field was changed, another key signed, or the signer made a mistake.
   */
  SIGNATURE_MISMATCH(
      FAIL,
      "RFC 6376 section 6.1.3 step 4",
      "the signature does not verify with this header and the key in DNS"),
  /** Part of the body lies beyond {@code l=}; {@code allowBodyLengthLimit()} accepts that. */
  UNSIGNED_CONTENT(
      POLICY, "RFC 6376 section 6.1.3", "part of the body is not covered by the signature"),
  /** The signature verifies; {@code treatingTestKeysAsUnsigned()} was asked for. */
  KEY_IN_TESTING(
      POLICY,
      "RFC 6376 section 3.6.1",
      "the key is in testing (t=y), and such mail is treated here as if it were not signed");

  private final DkimSignature.Status status;
  private final String section;
  private final String summary;

  DkimReason(DkimSignature.Status status, String section, String summary) {
    this.status = status;
    this.section = section;
    this.summary = summary;
  }

  /** The word of RFC 8601 under which it is reported. */
  public DkimSignature.Status status() {
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
