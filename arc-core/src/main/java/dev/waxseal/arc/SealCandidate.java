package dev.waxseal.arc;

import dev.waxseal.dkim.internal.KeyCache;
import dev.waxseal.dkim.internal.KeyUse;
import dev.waxseal.dkim.internal.Refusal;
import dev.waxseal.dkim.internal.SignatureParser;
import dev.waxseal.dkim.internal.SignatureRules;
import dev.waxseal.dkim.internal.TagList;
import dev.waxseal.dkim.internal.TagValues;
import dev.waxseal.dkim.internal.Verification;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.Octets;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Limits;
import java.time.Instant;
import java.util.Optional;

/**
 * One ARC-Seal on its way to a result. Of its tags {@code a b d s t} are those of DKIM (RFC 8617
 * section 4.1.3); others are unknown and ignored.
 *
 * @param use the key that it needs, and the name of that key; empty if it is refused
 * @param signature {@code b=}
 * @param refusal why it does not count, if that is known from the field alone
 */
record SealCandidate(
    Optional<KeyUse> use,
    Optional<DomainName> keyName,
    Octets signature,
    Optional<Refusal> refusal) {

  private static final Octets NO_OCTETS = Octets.of(new byte[0]);

  /** What the field alone tells. */
  static SealCandidate read(HeaderField field, Instant now, Limits limits) {
    try {
      TagList tags = TagList.parse(field.value(), limits.tags(), DkimReason.SIGNATURE_SYNTAX);
      TagValues values = new TagValues(tags, DkimReason.SIGNATURE_SYNTAX);
      Optional<String> algorithm = SignatureParser.algorithm(values);
      Optional<Octets> signature = values.base64("b");
      Optional<DomainName> domain = values.domain("d", 2);
      Optional<DomainName> selector = values.domain("s", 1);
      Optional<Instant> timestamp = SignatureParser.time(values, "t");
      DomainName signer = SignatureParser.required("d", domain);
      KeyUse use =
          new KeyUse(
              SignatureParser.required("a", algorithm),
              signer,
              SignatureParser.required("s", selector),
              signer);
      SignatureParser.required("b", signature);
      SignatureRules.checkTimes(timestamp, Optional.empty(), now, limits);
      SignatureRules.checkAlgorithm(use.algorithm());
      return new SealCandidate(
          Optional.of(use), Optional.of(use.keyName()), signature.orElseThrow(), Optional.empty());
    } catch (Refusal refusal) {
      return new SealCandidate(Optional.empty(), Optional.empty(), NO_OCTETS, Optional.of(refusal));
    }
  }

  /**
   * What it comes to, now that the key is known; for a candidate that is not refused.
   *
   * @param hash what it signs
   */
  Verification.Outcome verify(byte[] hash, DnsAnswer<DnsRecord.Txt> answer, KeyCache keys) {
    return new Verification(use.orElseThrow(), keys, key -> key.check(hash, signature.bytes()))
        .with(answer);
  }
}
