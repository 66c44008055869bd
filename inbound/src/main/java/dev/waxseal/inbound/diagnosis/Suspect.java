package dev.waxseal.inbound.diagnosis;

import dev.waxseal.dkim.DkimKeyRecord;
import dev.waxseal.dkim.DkimReason;
import dev.waxseal.dkim.DkimSignature;
import dev.waxseal.mime.HeaderField;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A signature that does not verify, before anything is known of why.
 *
 * @param instance the set of the chain that it belongs to; empty for DKIM
 */
record Suspect(
    HeaderField field,
    OptionalInt instance,
    Optional<DkimSignature> claims,
    Optional<DkimKeyRecord> keyRecord,
    DkimReason reason) {

  /** Whether it came to the message itself, and what is wrong is not in DNS or in the field. */
  boolean reachedTheMessage() {
    return switch (reason) {
      case BODY_HASH_MISMATCH, SIGNATURE_MISMATCH, UNSIGNED_CONTENT, BODY_LENGTH_TOO_LONG -> true;
      default -> false;
    };
  }
}
