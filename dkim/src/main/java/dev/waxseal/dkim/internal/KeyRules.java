package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.DkimKeyRecord;
import dev.waxseal.dkim.DkimReason;
import dev.waxseal.dkim.DkimSignature;
import dev.waxseal.mime.Limits;

/** The rules that a key record has to keep to serve a signature (RFC 6376 section 6.1.2). */
final class KeyRules {

  private KeyRules() {}

  /**
   * Steps 6 to 8, in their order.
   *
   * @return the key to verify with
   */
  static PublicKey check(PublishedKey published, DkimSignature signature, Limits limits)
      throws Refusal {
    DkimKeyRecord keyRecord = published.keyRecord();
    if (!keyRecord.servesEmail()) {
      throw new Refusal(
          DkimReason.KEY_NOT_FOR_EMAIL, "s=" + String.join(":", keyRecord.services()));
    }
    if (!keyRecord.allowsSha256()) {
      throw new Refusal(DkimReason.KEY_HASH_NOT_ALLOWED, "");
    }
    if (keyRecord.isRevoked()) {
      throw new Refusal(DkimReason.KEY_REVOKED, "");
    }
    PublicKey key = keyOfType(published, signature);
    if (keyRecord.isStrict() && !signature.identityDomain().equals(signature.domain())) {
      throw new Refusal(DkimReason.KEY_FLAG_MISMATCH, "i=" + signature.identity());
    }
    key.checkStrength(limits);
    return key;
  }

  private static PublicKey keyOfType(PublishedKey published, DkimSignature signature)
      throws Refusal {
    return published
        .key()
        .filter(key -> key.algorithm().toString().equals(signature.algorithm()))
        .orElseThrow(
            () ->
                new Refusal(
                    DkimReason.KEY_ALGORITHM_MISMATCH,
                    "k=" + published.keyRecord().keyType() + " and a=" + signature.algorithm()));
  }
}
