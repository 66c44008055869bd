package dev.waxseal.dkim;

import dev.waxseal.dkim.internal.Coverage;
import dev.waxseal.dkim.internal.HeaderHash;
import dev.waxseal.dkim.internal.Refusal;
import dev.waxseal.dkim.internal.SignatureParser;
import dev.waxseal.dkim.internal.SignatureRules;
import dev.waxseal.dkim.internal.TagList;
import dev.waxseal.dkim.internal.Verification;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.TxtRecord;
import dev.waxseal.mime.BodyHash;
import dev.waxseal.mime.BodyHashes;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One DKIM-Signature field on its way to a result.
 *
 * @param tags the tags as written, or none if the field is no tag list
 * @param signature the claims, if they could be read
 * @param refusal why it does not count, if that is known from the field alone
 */
record Candidate(
    HeaderField field,
    Map<String, String> tags,
    Optional<DkimSignature> signature,
    Optional<Refusal> refusal) {

  /** What the field alone tells (RFC 6376 section 6.1.1). */
  static Candidate read(HeaderField field, Instant now, Limits limits) {
    Map<String, String> tags = Map.of();
    Optional<DkimSignature> signature = Optional.empty();
    try {
      TagList list = TagList.parse(field.value(), limits.tags(), DkimReason.SIGNATURE_SYNTAX);
      tags = list.asMap();
      signature = Optional.of(SignatureParser.parse(list, limits));
      SignatureRules.check(signature.get(), now, limits);
      checkKeyName(signature.get());
      return new Candidate(field, tags, signature, Optional.empty());
    } catch (Refusal refusal) {
      return new Candidate(field, tags, signature, Optional.of(refusal));
    }
  }

  /** A field beyond the number that is evaluated. */
  static Candidate notEvaluated(HeaderField field) {
    return new Candidate(
        field,
        Map.of(),
        Optional.empty(),
        Optional.of(new Refusal(DkimReason.TOO_MANY_SIGNATURES, "")));
  }

  /** The name to ask for; empty if there is nothing left to ask. */
  Optional<DomainName> keyName() {
    return refusal.isPresent() ? Optional.empty() : signature.flatMap(DkimSignature::keyName);
  }

  /** The body hash to compute; empty if none is needed. */
  Optional<BodyHashes.Need> bodyNeed() {
    return refusal.isPresent() ? Optional.empty() : signature.map(Candidate::bodyNeed);
  }

  /** The result for a candidate that the field alone has settled. */
  DkimResult settled() {
    return failure(Optional.empty(), refusal.orElseThrow());
  }

  /** The result, now that the key and the body are known. */
  DkimResult judge(
      Headers headers, BodyHash bodyHash, DnsAnswer<TxtRecord> answer, DkimVerifier verifier) {
    DkimSignature claims = signature.orElseThrow();
    byte[] signedData =
        HeaderHash.input(
            headers, claims.signedHeaders(), field, claims.headerCanonicalization().orElseThrow());
    Verification.Outcome outcome =
        new Verification(
                claims, signedData, bodyHash, verifier.limits(), verifier.bodyLengthLimitAllowed())
            .with(answer);
    if (outcome.refusal().isPresent()) {
      return failure(outcome.keyRecord(), outcome.refusal().get());
    }
    return new DkimResult.Pass(
        field,
        claims,
        outcome.keyRecord().orElseThrow(),
        tags,
        bodyHash.canonicalLength(),
        Coverage.uncovered(headers, claims.signedHeaders()));
  }

  private DkimResult failure(Optional<DkimKeyRecord> keyRecord, Refusal why) {
    return new DkimResult.Failure(field, signature, keyRecord, tags, why.reason(), why.about());
  }

  private static BodyHashes.Need bodyNeed(DkimSignature signature) {
    return new BodyHashes.Need(
        signature.bodyCanonicalization().orElseThrow(), signature.bodyLength());
  }

  private static void checkKeyName(DkimSignature signature) throws Refusal {
    if (signature.keyName().isEmpty()) {
      throw new Refusal(DkimReason.NO_KEY, "the name of the key is too long for DNS");
    }
  }
}
