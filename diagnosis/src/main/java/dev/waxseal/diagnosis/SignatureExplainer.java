package dev.waxseal.diagnosis;

import dev.waxseal.diagnosis.body.ArrivedBody;
import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.HeaderField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Explains the failed signatures of one message. For one thread. */
final class SignatureExplainer {

  private final KeyDns keys;
  private final Instant now;
  private final PassingSignatures passing;
  private final HopFacts hops;
  private final Signs signs;
  private final Reading arrived;
  private final Optional<SingleReading> single;

  /** The message with single line ends, where its line ends were doubled. */
  private record SingleReading(DoubledLineEnds undone, Reading reading) {}

  SignatureExplainer(
      InboundReport report,
      Optional<byte[]> octets,
      Optional<DoubledLineEnds> doubled,
      Diagnostician.SearchLimits limits,
      KeyDns keys,
      Instant now) {
    List<String> boundaries = boundaries(report);
    this.keys = keys;
    this.now = now;
    this.passing = new PassingSignatures(report);
    this.hops = new HopFacts(report, passing, now);
    this.arrived = Reading.of(report.headers(), octets, boundaries, limits);
    this.signs = new Signs(report.headers(), arrived.parts(), octets, passing);
    this.single =
        doubled.map(
            it -> new SingleReading(it, Reading.of(it.headers(), it.body(), boundaries, limits)));
  }

  /** The diagnosis; empty if the signature turns out to be fine. */
  Optional<Diagnosis.Signature> explain(FailedSignature signature) {
    List<Fact> facts = new ArrayList<>(Facts.of(signature, keys, now));
    if (!signature.reachedTheMessage() || signature.claims().isEmpty()) {
      Diagnosis.Part unknown = Diagnosis.Part.of(Diagnosis.Outcome.UNDECIDED);
      return diagnosis(
          signature, BodyExplainer.Explanation.of(Diagnosis.Outcome.UNDECIDED), unknown, facts);
    }
    DkimSignature claims = signature.claims().get();
    Optional<SingleReading> restored = single.filter(it -> it.undone().has(signature.written()));
    Reading reading = restored.map(SingleReading::reading).orElse(arrived);
    Diagnosis.Part found = reading.headers().explain(signature, claims, facts);
    reading.bodies().length(claims).ifPresent(facts::add);
    BodyExplainer.Explanation compared = reading.bodies().explain(signature, claims);
    Diagnosis.Part header =
        restored
            .map(it -> it.undone().header(found, signature))
            .orElseGet(() -> encoded(signature, claims, found, facts));
    BodyExplainer.Explanation body =
        restored.map(SingleReading::undone).map(it -> it.body(compared)).orElse(compared);
    Facts.apartFromFlaw(signature, header.outcome(), body.part().outcome()).ifPresent(facts::add);
    return diagnosis(signature, body, header, facts);
  }

  /** Tells that the signature field was rewritten in encoded words, if it was. */
  private static Diagnosis.Part encoded(
      FailedSignature signature, DkimSignature claims, Diagnosis.Part header, List<Fact> facts) {
    if (signature.restored().isEmpty()) {
      return header;
    }
    String sentence =
        "the field "
            + signature.field().name()
            + " was rewritten in encoded words (RFC 2047); decoded it is a signature of "
            + claims.domain()
            + " with the selector "
            + claims.selector();
    boolean isKnown =
        header.outcome() == Diagnosis.Outcome.INTACT
            || header.outcome() == Diagnosis.Outcome.EXPLAINED;
    if (!isKnown) {
      facts.add(new Fact(Fact.Kind.SIGNATURE_FIELD_ENCODED, sentence));
      return header;
    }
    List<Change> changes = new ArrayList<>(header.changes());
    changes.add(Change.of(Change.Kind.SIGNATURE_FIELD_ENCODED, sentence));
    return new Diagnosis.Part(Diagnosis.Outcome.EXPLAINED, changes);
  }

  private Optional<Diagnosis.Signature> diagnosis(
      FailedSignature signature,
      BodyExplainer.Explanation body,
      Diagnosis.Part header,
      List<Fact> facts) {
    if (!isIntact(header) || !isIntact(body.part())) {
      facts.addAll(passing.of(signature));
    }
    facts.addAll(hops.of(signature, header, body.part()));
    return signature
        .reason()
        .or(() -> reason(body.part(), header))
        .map(
            reason ->
                new Diagnosis.Signature(
                    signature.field(),
                    signature.instance(),
                    signature.claims(),
                    reason,
                    header,
                    body.part(),
                    facts,
                    signs.of(signature, header, body.part()),
                    body.signed()));
  }

  private static boolean isIntact(Diagnosis.Part part) {
    return part.outcome() == Diagnosis.Outcome.INTACT;
  }

  /** The reason why a signature fails that the verifier did not evaluate, if it does fail. */
  private static Optional<DkimReason> reason(Diagnosis.Part body, Diagnosis.Part header) {
    if (body.outcome().differs()) {
      return Optional.of(DkimReason.BODY_HASH_MISMATCH);
    }
    return header.outcome().differs()
        ? Optional.of(DkimReason.SIGNATURE_MISMATCH)
        : Optional.empty();
  }

  /** The boundaries in the copies of header fields that signatures carry (z=). */
  private static List<String> boundaries(InboundReport report) {
    List<HeaderField> copies = new ArrayList<>();
    report.dkim().results().forEach(result -> copies.addAll(CopiedFields.of(result.field())));
    return copies.stream()
        .filter(copy -> copy.isNamed("Content-Type"))
        .flatMap(copy -> ArrivedBody.boundary(copy).stream())
        .distinct()
        .toList();
  }
}
