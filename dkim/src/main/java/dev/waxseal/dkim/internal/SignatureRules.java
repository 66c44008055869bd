package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.mime.Limits;
import java.time.Instant;
import java.util.Optional;

/**
 * The rules that a signature has to keep whatever its key and the message: the semantic part of RFC
 * 6376 section 6.1.1, in the order of its steps.
 */
public final class SignatureRules {

  private SignatureRules() {}

  /** Checks a DKIM-Signature. */
  public static void check(DkimSignature signature, Instant now, Limits limits) throws Refusal {
    checkIdentity(signature);
    if (!signature.signedHeaders().contains("from")) {
      throw new Refusal(DkimReason.FROM_NOT_SIGNED, "");
    }
    checkTimes(signature.timestamp(), signature.expiration(), now, limits);
    checkMeans(signature);
  }

  /** "The domain part of the address MUST be the same as, or a subdomain of" {@code d=}. */
  private static void checkIdentity(DkimSignature signature) throws Refusal {
    if (!signature.identityDomain().isSameOrBelow(signature.domain())) {
      throw new Refusal(
          DkimReason.DOMAIN_MISMATCH, "i=" + signature.identity() + " and d=" + signature.domain());
    }
  }

  /**
   * {@code x=} and {@code t=} (section 3.5), of which {@link Instant#MAX} is without end; the skew
   * is ours to choose.
   */
  public static void checkTimes(
      Optional<Instant> timestamp, Optional<Instant> expiration, Instant now, Limits limits)
      throws Refusal {
    Instant made = timestamp.orElse(Instant.MIN);
    Instant ends = expiration.orElse(Instant.MAX);
    if (ends.isBefore(Instant.MAX) && !ends.isAfter(made)) {
      throw new Refusal(
          DkimReason.EXPIRATION_NOT_AFTER_TIMESTAMP,
          "x= is " + words(ends) + " and t= is " + words(made));
    }
    if (ends.isBefore(now.minus(limits.clockSkew()))) {
      throw new Refusal(DkimReason.SIGNATURE_EXPIRED, "on " + ends);
    }
    if (made.isAfter(now.plus(limits.clockSkew())) && timestamp.isPresent()) {
      throw new Refusal(
          DkimReason.TIMESTAMP_IN_FUTURE,
          made.equals(Instant.MAX) ? "t= is " + words(made) : "on " + made);
    }
  }

  private static String words(Instant time) {
    return time.equals(Instant.MAX)
        ? "more than 10^12 seconds, as a time in milliseconds is"
        : time.toString();
  }

  /** Whether the signature can be worked with at all: where its key is, and how it was made. */
  private static void checkMeans(DkimSignature signature) throws Refusal {
    if (!signature.queryMethods().contains("dns/txt")) {
      throw new Refusal(
          DkimReason.QUERY_METHOD_UNSUPPORTED, "q=" + String.join(":", signature.queryMethods()));
    }
    checkAlgorithm(signature.algorithm());
    if (signature.headerCanonicalization().isEmpty()
        || signature.bodyCanonicalization().isEmpty()) {
      throw new Refusal(DkimReason.ALGORITHM_UNSUPPORTED, "c=" + signature.canonicalization());
    }
  }

  /** "Signers MUST NOT" and "verifiers MUST NOT" use rsa-sha1 (RFC 8301 section 3.1). */
  public static void checkAlgorithm(String algorithm) throws Refusal {
    if (algorithm.equals("rsa-sha1")) {
      throw new Refusal(DkimReason.ALGORITHM_FORBIDDEN, "");
    }
    if (SigningAlgorithm.of(algorithm).isEmpty()) {
      throw new Refusal(DkimReason.ALGORITHM_UNSUPPORTED, "a=" + algorithm);
    }
  }
}
