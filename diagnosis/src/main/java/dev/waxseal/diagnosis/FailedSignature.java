package dev.waxseal.diagnosis;

import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.HeaderField;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A signature that failed, before it is diagnosed.
 *
 * @param instance the ARC set that it belongs to; empty for DKIM
 * @param reason the reason why it failed; empty if the verifier did not evaluate it
 * @param restored the field as its signer wrote it, if it was rewritten in encoded words or its
 *     line ends were doubled
 */
record FailedSignature(
    HeaderField field,
    OptionalInt instance,
    Optional<DkimSignature> claims,
    Optional<DkimKeyRecord> keyRecord,
    Optional<DkimReason> reason,
    Optional<HeaderField> restored) {

  /**
   * Returns true if the verifier did not look up its key: it is of the chain, was restored, or does
   * not count whatever it signs.
   */
  boolean lacksKey() {
    return (instance.isPresent() || restored.isPresent() || flaw().isPresent())
        && keyRecord.isEmpty();
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
    return new FailedSignature(field, instance, claims, key, reason, restored);
  }

  /** Returns true if verification got as far as the message: the key and the field are usable. */
  boolean reachedTheMessage() {
    return restored.isPresent()
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
      case KEY_TOO_SHORT -> Optional.of("the short key");
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
