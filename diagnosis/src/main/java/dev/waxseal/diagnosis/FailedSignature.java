package dev.waxseal.diagnosis;

import dev.waxseal.dkim.internal.SignatureVerification.Kind;
import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.HeaderField;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A signature that failed, before it is diagnosed.
 *
 * @param instance the ARC set that it belongs to; empty for DKIM
 * @param reason the reason why it failed; empty if the verifier did not evaluate it
 * @param restored the field as its signer wrote it, if it was rewritten in encoded words or its
 *     line ends were doubled
 * @param rewriting the way in which the field is read, if that is not as it stands there
 * @param others other ways to read the field, the most likely first
 */
record FailedSignature(
    HeaderField field,
    OptionalInt instance,
    Optional<DkimSignature> claims,
    Optional<DkimKeyRecord> keyRecord,
    Optional<DkimReason> reason,
    Optional<HeaderField> restored,
    Optional<SignatureReadings.Rewriting> rewriting,
    List<FailedSignature> others) {

  FailedSignature {
    others = List.copyOf(others);
  }

  /**
   * Returns true if the verifier did not look up its key: it is of the chain, was restored, or does
   * not count whatever it signs.
   */
  boolean lacksKey() {
    return (instance.isPresent() || isReadOtherwise() || flaw().isPresent()) && keyRecord.isEmpty();
  }

  /** The field as its signer wrote it, as far as that is known. */
  HeaderField written() {
    return restored.orElse(field);
  }

  /** The name of its key in DNS. */
  Optional<DomainName> keyName() {
    return claims.flatMap(DkimSignature::keyName);
  }

  /** A copy with its key, if there is one. */
  FailedSignature with(Optional<DkimKeyRecord> key) {
    return new FailedSignature(field, instance, claims, key, reason, restored, rewriting, others);
  }

  /** A copy with other ways to read the field. */
  FailedSignature with(List<FailedSignature> readings) {
    return new FailedSignature(
        field, instance, claims, keyRecord, reason, restored, rewriting, readings);
  }

  /** A copy with other claims. */
  FailedSignature withClaims(DkimSignature read) {
    return new FailedSignature(
        field, instance, Optional.of(read), keyRecord, reason, restored, rewriting, others);
  }

  /** The kind of its field. */
  Kind kind() {
    return instance.isPresent() ? Kind.ARC_MESSAGE_SIGNATURE : Kind.DKIM_SIGNATURE;
  }

  /** A copy, read in another way, whose key is to be looked up. */
  FailedSignature as(
      DkimSignature read,
      Optional<HeaderField> signed,
      Optional<SignatureReadings.Rewriting> change) {
    return new FailedSignature(
        field, instance, Optional.of(read), Optional.empty(), reason, signed, change, List.of());
  }

  /** Returns true if the field is read in another way than the verifier did. */
  boolean isReadOtherwise() {
    return restored.isPresent()
        || rewriting.isPresent()
        || claims.filter(SignatureReadings::lackBodyHash).isPresent();
  }

  /** Returns true if verification got as far as the message: the key and the field are usable. */
  boolean reachedTheMessage() {
    return isReadOtherwise()
        || flaw().isPresent()
        || reason.map(FailedSignature::isOfTheMessage).orElse(true);
  }

  /** The flaw for which it does not count, whatever it signs; a noun. */
  Optional<String> flaw() {
    return reason.flatMap(FailedSignature::flaw);
  }

  private static Optional<String> flaw(DkimReason reason) {
    return switch (reason) {
      case ALGORITHM_FORBIDDEN -> Optional.of("the forbidden algorithm");
      case KEY_TOO_SHORT, KEY_BELOW_MINIMUM -> Optional.of("the short key");
      case SIGNATURE_EXPIRED -> Optional.of("the end of its time (x=)");
      case TIMESTAMP_IN_FUTURE, EXPIRATION_NOT_AFTER_TIMESTAMP -> Optional.of("its times");
      default -> Optional.empty();
    };
  }

  static boolean isOfTheMessage(DkimReason reason) {
    return switch (reason) {
      case BODY_HASH_MISMATCH,
          SIGNATURE_LENGTH_WRONG,
          SIGNATURE_MISMATCH,
          UNSIGNED_CONTENT,
          BODY_LENGTH_TOO_LONG ->
          true;
      default -> false;
    };
  }
}
