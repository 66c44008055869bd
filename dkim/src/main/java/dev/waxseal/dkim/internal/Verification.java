package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.DkimKeyRecord;
import dev.waxseal.dkim.DkimReason;
import dev.waxseal.dkim.DkimSignature;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.TxtRecord;
import dev.waxseal.mime.BodyHash;
import dev.waxseal.mime.Limits;
import java.util.Optional;

/**
 * The last part of the way of one signature: the key, the body hash, the signature itself (RFC 6376
 * sections 6.1.2 and 6.1.3). The steps that cost public-key work come last.
 */
public final class Verification {

  private final DkimSignature signature;
  private final byte[] signedData;
  private final BodyHash bodyHash;
  private final Limits limits;
  private final boolean bodyLengthLimitAllowed;

  /**
   * What a verification came to.
   *
   * @param keyRecord the record that decided, if there was one that could be read
   * @param refusal why the signature does not count; empty if it does
   */
  public record Outcome(Optional<DkimKeyRecord> keyRecord, Optional<Refusal> refusal) {}

  /**
   * The verification of one signature.
   *
   * @param signedData the header fields as {@link HeaderHash#input} gives them
   * @param bodyHash the hash of the body in the form and up to the length that the signature names
   * @param bodyLengthLimitAllowed whether the body may be longer than the signature covers
   */
  public Verification(
      DkimSignature signature,
      byte[] signedData,
      BodyHash bodyHash,
      Limits limits,
      boolean bodyLengthLimitAllowed) {
    this.signature = signature;
    this.signedData = signedData;
    this.bodyHash = bodyHash;
    this.limits = limits;
    this.bodyLengthLimitAllowed = bodyLengthLimitAllowed;
  }

  /**
   * Tries the records at the key name: the first that verifies decides, otherwise the one that got
   * furthest. RFC 6376 section 6.1.2 step 4 lets a verifier "cycle through the key records".
   */
  public Outcome with(DnsAnswer<TxtRecord> answer) {
    if (answer instanceof DnsAnswer.Unavailable<TxtRecord> unavailable) {
      return refused(DkimReason.KEY_UNAVAILABLE, unavailable.cause().toString());
    }
    if (!(answer instanceof DnsAnswer.Found<TxtRecord> found)) {
      return refused(DkimReason.NO_KEY, keyName());
    }
    Outcome best = refused(DkimReason.NO_KEY, keyName());
    int tried = 0;
    for (TxtRecord txt : found.records()) {
      if (tried >= limits.keyRecords()) {
        break;
      }
      Outcome outcome = with(txt);
      if (outcome.refusal().isEmpty()) {
        return outcome;
      }
      best = further(best, outcome);
      tried += outcome.keyRecord().isPresent() ? 1 : 0;
    }
    return best;
  }

  private Outcome with(TxtRecord txt) {
    PublishedKey published;
    try {
      published = KeyRecordParser.parse(txt.text(), limits);
    } catch (Refusal refusal) {
      return new Outcome(Optional.empty(), Optional.of(refusal));
    }
    try {
      verify(KeyRules.check(published, signature, limits));
      return new Outcome(Optional.of(published.keyRecord()), Optional.empty());
    } catch (Refusal refusal) {
      return new Outcome(Optional.of(published.keyRecord()), Optional.of(refusal));
    }
  }

  private void verify(PublicKey key) throws Refusal {
    if (signature.bodyLength().orElse(0) > bodyHash.canonicalLength()) {
      throw new Refusal(
          DkimReason.BODY_LENGTH_TOO_LONG,
          "l=" + signature.bodyLength().getAsLong() + " of " + bodyHash.canonicalLength());
    }
    if (!bodyHash.matches(signature.bodyHash().bytes())) {
      throw new Refusal(DkimReason.BODY_HASH_MISMATCH, "");
    }
    if (!key.verify(signedData, signature.signature().bytes())) {
      throw new Refusal(DkimReason.SIGNATURE_MISMATCH, "");
    }
    long uncovered = bodyHash.canonicalLength() - bodyHash.hashedLength();
    if (uncovered > 0 && !bodyLengthLimitAllowed) {
      throw new Refusal(
          DkimReason.UNSIGNED_CONTENT, uncovered + " of " + bodyHash.canonicalLength() + " octets");
    }
  }

  private String keyName() {
    return signature.selector() + "._domainkey." + signature.domain();
  }

  private static Outcome refused(DkimReason reason, String about) {
    return new Outcome(Optional.empty(), Optional.of(new Refusal(reason, about)));
  }

  /** The one whose reason comes later in the order of steps; both are refusals. */
  private static Outcome further(Outcome one, Outcome other) {
    return reason(other).compareTo(reason(one)) > 0 ? other : one;
  }

  private static DkimReason reason(Outcome outcome) {
    return outcome.refusal().map(Refusal::reason).orElseThrow();
  }
}
