package dev.waxseal.arc;

import dev.waxseal.dkim.internal.KeyUse;
import dev.waxseal.dkim.internal.Refusal;
import dev.waxseal.dkim.internal.SignatureParser;
import dev.waxseal.dkim.internal.SignatureVerification;
import dev.waxseal.dkim.internal.TagList;
import dev.waxseal.dkim.internal.TagValues;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.Octets;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Limits;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads the tags of an ARC-Seal. {@code a b d s t} are those of DKIM (RFC 8617 section 4.1.3);
 * others are unknown and ignored.
 */
final class SealTags {

  private SealTags() {}

  /** Begins the verification of a seal, with the steps for which the field is enough. */
  static SignatureVerification begin(HeaderField field, Instant now, Limits limits) {
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
      Octets octets = SignatureParser.required("b", signature);
      SignatureVerification.checkTimestamp(timestamp, now, limits);
      SignatureVerification.checkAlgorithm(use.algorithm());
      return SignatureVerification.ofSeal(field, use, octets);
    } catch (Refusal refusal) {
      return SignatureVerification.refused(field, refusal);
    }
  }
}
