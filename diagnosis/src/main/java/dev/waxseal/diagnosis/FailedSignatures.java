package dev.waxseal.diagnosis;

import dev.waxseal.arc.ArcSet;
import dev.waxseal.diagnosis.header.EncodedSignature;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.internal.SignatureVerification;
import dev.waxseal.dkim.internal.SignatureVerification.Kind;
import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dns.DomainName;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Finds the failed signatures of a report: those of DKIM, and those of the ARC chain. */
final class FailedSignatures {

  private FailedSignatures() {}

  /**
   * The failed signatures of a report.
   *
   * @param doubled the message with single line ends, if some were doubled
   * @param most the maximum to return
   */
  static List<FailedSignature> of(
      InboundReport report, Optional<DoubledLineEnds> doubled, int most, KeyDns keys, Instant now) {
    List<FailedSignature> ofDkim = dkim(report, doubled, now);
    List<FailedSignature> ofChain = chain(report, now);
    List<FailedSignature> all =
        Stream.of(ofDkim, ofChain).flatMap(List::stream).limit(most).toList();
    return withKeys(all, keys);
  }

  private static List<FailedSignature> dkim(
      InboundReport report, Optional<DoubledLineEnds> doubled, Instant now) {
    List<FailedSignature> failed = new ArrayList<>();
    for (DkimResult result : report.dkim().results()) {
      if (result instanceof DkimResult.Failure failure) {
        failed.add(
            doubled
                .flatMap(it -> single(failure, it, now))
                .or(() -> decoded(failure, now))
                .orElseGet(() -> signature(failure, failure.signature(), Optional.empty())));
      }
    }
    return failed;
  }

  /** A signature in a message whose line ends were doubled, if they may be the reason. */
  private static Optional<FailedSignature> single(
      DkimResult.Failure failure, DoubledLineEnds doubled, Instant now) {
    boolean isOfTheMessage =
        failure.reason() == DkimReason.SIGNATURE_SYNTAX
            || FailedSignature.isOfTheMessage(failure.reason());
    return isOfTheMessage
        ? doubled.of(failure.field()).flatMap(field -> restored(failure, field, now))
        : Optional.empty();
  }

  /** A signature whose field was rewritten in encoded words, if it is one. */
  private static Optional<FailedSignature> decoded(DkimResult.Failure failure, Instant now) {
    if (failure.reason() != DkimReason.SIGNATURE_SYNTAX) {
      return Optional.empty();
    }
    return EncodedSignature.decoded(failure.field())
        .flatMap(field -> restored(failure, field, now));
  }

  /** A signature whose field can be read in another form. */
  private static Optional<FailedSignature> restored(
      DkimResult.Failure failure, HeaderField field, Instant now) {
    return Optional.of(
            signature(failure, claims(field, Kind.DKIM_SIGNATURE, now), Optional.of(field)))
        .filter(signature -> signature.claims().isPresent());
  }

  private static FailedSignature signature(
      DkimResult.Failure failure, Optional<DkimSignature> claims, Optional<HeaderField> restored) {
    return new FailedSignature(
        failure.field(),
        OptionalInt.empty(),
        claims,
        failure.keyRecord(),
        Optional.of(failure.reason()),
        restored);
  }

  /** The message signatures of the chain that did not pass, the newest first. */
  private static List<FailedSignature> chain(InboundReport report, Instant now) {
    List<FailedSignature> failed = new ArrayList<>();
    List<ArcSet> sets = report.arc().sets();
    for (int i = sets.size() - 1; i >= 0; i--) {
      ArcSet set = sets.get(i);
      Optional<HeaderField> field = set.messageSignature();
      if (field.isPresent() && !set.messageSignatureCheck().passed()) {
        failed.add(signature(set, field.get(), now));
      }
    }
    return failed;
  }

  private static FailedSignature signature(ArcSet set, HeaderField field, Instant now) {
    return new FailedSignature(
        field,
        OptionalInt.of(set.instance()),
        claims(set, now),
        set.messageSignatureCheck().keyRecord(),
        set.messageSignatureCheck()
            .reason(), // empty for older sets, which the verifier does not evaluate
        Optional.empty());
  }

  /** The claims of the message signature of a set, if it can be read. */
  static Optional<DkimSignature> claims(ArcSet set, Instant now) {
    return set.messageSignature().flatMap(field -> claims(field, Kind.ARC_MESSAGE_SIGNATURE, now));
  }

  private static Optional<DkimSignature> claims(HeaderField field, Kind kind, Instant now) {
    return SignatureVerification.begin(field, kind, now, Limits.defaults()).claims();
  }

  /** Looks up the keys that are missing, all at once. */
  private static List<FailedSignature> withKeys(List<FailedSignature> failed, KeyDns keys) {
    List<DomainName> names =
        failed.stream()
            .filter(FailedSignature::lacksKey)
            .flatMap(it -> it.keyName().stream())
            .toList();
    if (names.isEmpty()) {
      return failed;
    }
    Map<DomainName, List<String>> texts = keys.texts(names);
    return failed.stream()
        .map(
            signature -> signature.lacksKey() ? signature.with(first(signature, texts)) : signature)
        .toList();
  }

  private static Optional<DkimKeyRecord> first(
      FailedSignature signature, Map<DomainName, List<String>> texts) {
    return signature
        .keyName()
        .flatMap(name -> Optional.ofNullable(texts.get(name)))
        .flatMap(found -> found.stream().flatMap(text -> KeyDns.read(text).stream()).findFirst());
  }
}
