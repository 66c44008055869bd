package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.mime.Limits;

/** The rules that a key record has to keep to serve a signature (RFC 6376 section 6.1.2). */
final class KeyRules {

  private KeyRules() {}

  /**
   * Steps 6 to 8, in their order.
   *
   * @return the key to verify with
   */
  static PublicKey check(PublishedKey published, KeyUse use, Limits limits) throws Refusal {
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
    PublicKey key = keyOfType(published, use);
    if (keyRecord.isStrict() && !use.identityDomain().equals(use.domain())) {
      throw new Refusal(DkimReason.KEY_FLAG_MISMATCH, "i= is of " + use.identityDomain());
    }
    key.checkStrength(limits);
    return key;
  }

  private static PublicKey keyOfType(PublishedKey published, KeyUse use) throws Refusal {
    return published
        .key()
        .filter(key -> key.algorithm().toString().equals(use.algorithm()))
        .orElseThrow(
            () ->
                new Refusal(
                    DkimReason.KEY_ALGORITHM_MISMATCH,
                    "k=" + published.keyRecord().keyType() + " and a=" + use.algorithm()));
  }
}
