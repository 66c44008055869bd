package dev.waxseal.diagnosis;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.diagnosis.header.EncodedSignature;
import dev.waxseal.diagnosis.header.SignatureTags;
import dev.waxseal.dkim.internal.SignatureVerification;
import dev.waxseal.dkim.internal.SignatureVerification.Kind;
import dev.waxseal.dkim.internal.TagList;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Other ways to read a signature field than as it stands there. */
final class SignatureReadings {

  /** No hash that DKIM knows is so short. */
  private static final byte[] UNKNOWN_HASH = new byte[1];

  private SignatureReadings() {}

  /**
   * A signature field, read in another way.
   *
   * @param field the field whose tags are read
   * @param kind the kind of change that made the field that is here
   * @param fact the kind of fact, where nothing proves this reading
   * @param sentence the change in words
   * @param passing what is added to them if the signature passes so
   */
  record Rewriting(
      HeaderField field, Change.Kind kind, Fact.Kind fact, String sentence, String passing) {}

  /** A signature with its other readings: those of its tags, then that of encoded words. */
  static FailedSignature with(FailedSignature written, Instant now) {
    Kind kind = written.kind();
    List<FailedSignature> others = new ArrayList<>();
    if (written.claims().isEmpty()) {
      inBase64(written, kind, now)
          .or(() -> withoutBodyHash(written, kind, now))
          .ifPresent(others::add);
    }
    inWords(written, kind, now).ifPresent(others::add);
    return written.with(others);
  }

  /** A field as a program wrote it in encoded words. */
  private static Optional<FailedSignature> inWords(
      FailedSignature written, Kind kind, Instant now) {
    return EncodedSignature.decoded(written.field())
        .flatMap(
            field ->
                claims(field, kind, now)
                    .map(
                        claims ->
                            written.as(
                                claims, Optional.of(field), Optional.of(words(field, claims)))));
  }

  private static Rewriting words(HeaderField field, DkimSignature claims) {
    return new Rewriting(
        field,
        Change.Kind.SIGNATURE_FIELD_ENCODED,
        Fact.Kind.SIGNATURE_FIELD_ENCODED,
        "the field "
            + field.name()
            + " was rewritten in encoded words (RFC 2047); decoded it is a signature of "
            + claims.domain()
            + " with the selector "
            + claims.selector(),
        ", which passes");
  }

  /** A field with base64url in place of base64. Nobody hashes {@code b=}; {@code bh=} stays. */
  private static Optional<FailedSignature> inBase64(
      FailedSignature written, Kind kind, Instant now) {
    HeaderField arrived = written.field();
    HeaderField read = SignatureTags.inBase64(SignatureTags.inBase64(arrived, "b"), "bh");
    return claims(read, kind, now)
        .map(
            claims ->
                written.as(
                    claims,
                    Optional.empty(),
                    Optional.of(
                        new Rewriting(
                            read,
                            Change.Kind.SIGNATURE_TAG_REWRITTEN,
                            Fact.Kind.SIGNATURE_TAG_REWRITTEN,
                            notBase64(arrived),
                            "; read so, the signature passes"))));
  }

  private static String notBase64(HeaderField arrived) {
    List<String> tags =
        Stream.of("bh", "b")
            .filter(tag -> !isSame(SignatureTags.inBase64(arrived, tag), arrived))
            .toList();
    Map<String, String> values = TagList.tags(arrived);
    boolean isUrl =
        tags.stream()
            .map(tag -> values.getOrDefault(tag, ""))
            .anyMatch(value -> value.contains("-") || value.contains("_"));
    return tags.stream().map(tag -> tag + "=").collect(Collectors.joining(" and "))
        + (tags.size() > 1 ? " are" : " is")
        + (isUrl
            ? " in base64url (RFC 4648 section 5), and DKIM knows base64 alone (RFC 6376 section 3.5)"
            : " padded wrongly (RFC 4648 section 3.2)");
  }

  /** Returns true if only {@code bh=} is read in another way. */
  static boolean isOfBodyHash(FailedSignature signature) {
    return signature
            .rewriting()
            .filter(it -> it.kind() == Change.Kind.SIGNATURE_TAG_REWRITTEN)
            .isPresent()
        && isSame(SignatureTags.inBase64(signature.field(), "b"), signature.field());
  }

  private static boolean isSame(HeaderField field, HeaderField other) {
    return field.value().equals(other.value());
  }

  /**
   * A field whose {@code bh=} cannot be read: the hash of the body that is here may belong there.
   */
  private static Optional<FailedSignature> withoutBodyHash(
      FailedSignature written, Kind kind, Instant now) {
    HeaderField read = SignatureTags.inBase64(written.field(), "b");
    return SignatureTags.withBodyHash(read, UNKNOWN_HASH)
        .findFirst()
        .flatMap(field -> claims(field, kind, now))
        .map(claims -> written.as(claims, Optional.empty(), Optional.empty()));
  }

  /** A signature whose {@code bh=} cannot be read, with the claims of its mended field. */
  static FailedSignature mended(FailedSignature signature, HeaderField field, Instant now) {
    return claims(SignatureTags.inBase64(field, "b"), signature.kind(), now)
        .map(signature::withClaims)
        .orElse(signature);
  }

  /** Returns true if the body hash in these claims is only there because they need one. */
  static boolean lackBodyHash(DkimSignature claims) {
    return claims.bodyHash().length() == UNKNOWN_HASH.length;
  }

  /** The claims of a field, if they can be read. */
  static Optional<DkimSignature> claims(HeaderField field, Kind kind, Instant now) {
    return SignatureVerification.begin(field, kind, now, Limits.defaults()).claims();
  }
}
