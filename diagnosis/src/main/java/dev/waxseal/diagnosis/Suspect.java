package dev.waxseal.diagnosis;

import dev.waxseal.dkim.DkimKeyRecord;
import dev.waxseal.dkim.DkimReason;
import dev.waxseal.dkim.DkimSignature;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.HeaderField;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A signature that does not verify, before anything is known of why.
 *
 * @param instance the set of the chain that it belongs to; empty for DKIM
 * @param reason why it does not count; empty if nobody has looked at it
 */
record Suspect(
    HeaderField field,
    OptionalInt instance,
    Optional<DkimSignature> claims,
    Optional<DkimKeyRecord> keyRecord,
    Optional<DkimReason> reason) {

  /** Whether it belongs to the chain and nobody has looked at its key. */
  boolean lacksKey() {
    return instance.isPresent() && keyRecord.isEmpty();
  }

  /** Where its key stands. */
  Optional<DomainName> keyName() {
    return claims.flatMap(DkimSignature::keyName);
  }

  /** This one with its key, if there is one. */
  Suspect with(Optional<DkimKeyRecord> key) {
    return new Suspect(field, instance, claims, key, reason);
  }

  /** Whether it came to the message itself, and what is wrong is not in DNS or in the field. */
  boolean reachedTheMessage() {
    return reason.map(Suspect::isOfTheMessage).orElse(true);
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
