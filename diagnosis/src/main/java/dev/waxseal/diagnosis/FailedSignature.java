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
 * @param decoded the field without encoded words, if it was rewritten in such
 */
record FailedSignature(
    HeaderField field,
    OptionalInt instance,
    Optional<DkimSignature> claims,
    Optional<DkimKeyRecord> keyRecord,
    Optional<DkimReason> reason,
    Optional<HeaderField> decoded) {

  /**
   * Returns true if the verifier did not look up its key: it is of the chain, was encoded, or does
   * not count whatever it signs.
   */
  boolean lacksKey() {
    return (instance.isPresent() || decoded.isPresent() || flaw().isPresent())
        && keyRecord.isEmpty();
  }

  /** The field as its signer wrote it, as far as that is known. */
  HeaderField written() {
    return decoded.orElse(field);
  }

  /** The name of its key in DNS. */
  Optional<DomainName> keyName() {
    return claims.flatMap(DkimSignature::keyName);
  }

  /** A copy with its key, if there is one. */
  FailedSignature with(Optional<DkimKeyRecord> key) {
    return new FailedSignature(field, instance, claims, key, reason, decoded);
  }

  /** Returns true if verification got as far as the message: the key and the field are usable. */
  boolean reachedTheMessage() {
    return decoded.isPresent()
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

  private static boolean isOfTheMessage(DkimReason reason) {
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
