package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import dev.waxseal.mime.internal.BodyHash;
import dev.waxseal.mime.internal.BodyHashes;
import java.time.Instant;
import java.util.Optional;

/**
 * A signature of a message on its way to a result: a DKIM-Signature field, or one with its syntax
 * and semantics (RFC 8617 section 4.1.2).
 *
 * @param signature the claims, if they could be read
 * @param keyName the name of the key to ask for; empty if there is nothing left to ask
 * @param refusal why it does not count, if that is known from the field alone
 */
public record SignatureCandidate(
    HeaderField field,
    Optional<DkimSignature> signature,
    Optional<DomainName> keyName,
    Optional<Refusal> refusal) {

  /** Reads the claims out of the tags. */
  @FunctionalInterface
  public interface Reader {

    /** The claims; what breaks the grammar is refused. */
    DkimSignature read(TagList tags, Limits limits) throws Refusal;
  }

  /** What the field alone tells (RFC 6376 section 6.1.1). */
  public static SignatureCandidate read(
      HeaderField field, Reader reader, Instant now, Limits limits) {
    Optional<DkimSignature> signature = Optional.empty();
    try {
      TagList list = TagList.parse(field.value(), limits.tags(), DkimReason.SIGNATURE_SYNTAX);
      signature = Optional.of(reader.read(list, limits));
      SignatureRules.check(signature.get(), now, limits);
      DomainName keyName = KeyUse.of(signature.get()).keyName();
      return new SignatureCandidate(field, signature, Optional.of(keyName), Optional.empty());
    } catch (Refusal refusal) {
      return new SignatureCandidate(field, signature, Optional.empty(), Optional.of(refusal));
    }
  }

  /** A field that is not looked at, for this reason. */
  public static SignatureCandidate refused(HeaderField field, Refusal refusal) {
    return new SignatureCandidate(field, Optional.empty(), Optional.empty(), Optional.of(refusal));
  }

  /** The body hash to compute; empty if none is needed. */
  public Optional<BodyHashes.Need> bodyNeed() {
    return refusal.isPresent() ? Optional.empty() : signature.map(SignatureCandidate::bodyNeed);
  }

  /**
   * What it comes to, now that the key and the body are known; for a candidate that is not refused.
   *
   * @param bodyLengthLimitAllowed whether the body may be longer than the signature covers
   */
  public Verification.Outcome verify(
      Headers headers,
      BodyHashes hashes,
      DnsAnswer<DnsRecord.Txt> answer,
      KeyCache keys,
      boolean bodyLengthLimitAllowed) {
    DkimSignature claims = signature.orElseThrow();
    BodyHash bodyHash = hashes.hash(bodyNeed(claims));
    return new Verification(
            KeyUse.of(claims),
            keys,
            key -> {
              checkBody(claims, bodyHash);
              checkSignature(headers, key);
              checkLength(bodyHash, bodyLengthLimitAllowed);
            })
        .with(answer);
  }

  private static void checkBody(DkimSignature claims, BodyHash bodyHash) throws Refusal {
    if (claims.bodyLength().orElse(0) > bodyHash.canonicalLength()) {
      throw new Refusal(
          DkimReason.BODY_LENGTH_TOO_LONG,
          "l=" + claims.bodyLength().getAsLong() + " of " + bodyHash.canonicalLength());
    }
    if (!bodyHash.matches(claims.bodyHash().bytes())) {
      throw new Refusal(DkimReason.BODY_HASH_MISMATCH, "");
    }
  }

  private void checkSignature(Headers headers, PublicKey key) throws Refusal {
    DkimSignature claims = signature.orElseThrow();
    byte[] hash =
        HeaderHash.sha256(
            headers, claims.signedHeaders(), field, claims.headerCanonicalization().orElseThrow());
    key.check(hash, claims.signature().bytes());
  }

  private static void checkLength(BodyHash bodyHash, boolean bodyLengthLimitAllowed)
      throws Refusal {
    long uncovered = bodyHash.canonicalLength() - bodyHash.hashedLength();
    if (uncovered > 0 && !bodyLengthLimitAllowed) {
      throw new Refusal(
          DkimReason.UNSIGNED_CONTENT, uncovered + " of " + bodyHash.canonicalLength() + " octets");
    }
  }

  private static BodyHashes.Need bodyNeed(DkimSignature signature) {
    return new BodyHashes.Need(
        signature.bodyCanonicalization().orElseThrow(), signature.bodyLength());
  }
}
