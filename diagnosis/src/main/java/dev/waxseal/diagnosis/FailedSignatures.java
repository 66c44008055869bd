package dev.waxseal.diagnosis;

import dev.waxseal.arc.ArcSet;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.internal.SignatureVerification.Kind;
import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dns.DomainName;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.HeaderField;
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
                .orElseGet(
                    () ->
                        SignatureReadings.with(
                            signature(failure, failure.signature(), Optional.empty()), now)));
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

  /** A signature whose field can be read in another form. */
  private static Optional<FailedSignature> restored(
      DkimResult.Failure failure, HeaderField field, Instant now) {
    return Optional.of(
            signature(
                failure,
                SignatureReadings.claims(field, Kind.DKIM_SIGNATURE, now),
                Optional.of(field)))
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
        restored,
        Optional.empty(),
        List.of());
  }

  /** The message signatures of the chain that did not pass, the newest first. */
  private static List<FailedSignature> chain(InboundReport report, Instant now) {
    List<FailedSignature> failed = new ArrayList<>();
    List<ArcSet> sets = report.arc().sets();
    for (int i = sets.size() - 1; i >= 0; i--) {
      ArcSet set = sets.get(i);
      Optional<HeaderField> field = set.messageSignature();
      if (field.isPresent() && !set.messageSignatureCheck().passed()) {
        failed.add(SignatureReadings.with(signature(set, field.get(), now), now));
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
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** The claims of the message signature of a set, if it can be read. */
  static Optional<DkimSignature> claims(ArcSet set, Instant now) {
    return set.messageSignature()
        .flatMap(field -> SignatureReadings.claims(field, Kind.ARC_MESSAGE_SIGNATURE, now));
  }

  /** Looks up the keys that are missing, all at once. */
  private static List<FailedSignature> withKeys(List<FailedSignature> failed, KeyDns keys) {
    List<DomainName> names =
        failed.stream()
            .flatMap(signature -> Stream.concat(Stream.of(signature), signature.others().stream()))
            .filter(FailedSignature::lacksKey)
            .flatMap(it -> it.keyName().stream())
            .toList();
    if (names.isEmpty()) {
      return failed;
    }
    Map<DomainName, List<String>> texts = keys.texts(names);
    return failed.stream()
        .map(
            signature ->
                withKey(signature, texts)
                    .with(signature.others().stream().map(it -> withKey(it, texts)).toList()))
        .toList();
  }

  private static FailedSignature withKey(
      FailedSignature signature, Map<DomainName, List<String>> texts) {
    return signature.lacksKey() ? signature.with(first(signature, texts)) : signature;
  }

  private static Optional<DkimKeyRecord> first(
      FailedSignature signature, Map<DomainName, List<String>> texts) {
    return signature
        .keyName()
        .flatMap(name -> Optional.ofNullable(texts.get(name)))
        .flatMap(found -> found.stream().flatMap(text -> KeyDns.read(text).stream()).findFirst());
  }
}
