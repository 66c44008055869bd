package dev.waxseal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.diagnosis.body.ArrivedBody;
import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.diagnosis.header.SignatureTags;
import dev.waxseal.dkim.internal.KeyCache;
import dev.waxseal.dkim.internal.SignatureVerification;
import dev.waxseal.dkim.internal.VerificationRules;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DomainName;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import dev.waxseal.mime.internal.BodyHashes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Explains the failed signatures of one message. For one thread. */
final class SignatureExplainer {

  private final KeyDns keys;
  private final Instant now;
  private final PassingSignatures passing;
  private final HopFacts hops;
  private final Signs signs;
  private final Headers headers;
  private final Optional<byte[]> body;
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
    this.headers = report.headers();
    this.body = octets;
    this.keys = keys;
    this.now = now;
    this.passing = new PassingSignatures(report);
    this.hops = new HopFacts(report, passing, now);
    this.arrived = Reading.of(headers, octets, boundaries, limits);
    this.signs = new Signs(headers, arrived.parts(), octets, passing);
    this.single =
        doubled.map(
            it -> new SingleReading(it, Reading.of(it.headers(), it.body(), boundaries, limits)));
  }

  /** The diagnosis; empty if the signature turns out to be fine. */
  Optional<Diagnosis.Signature> explain(FailedSignature signature) {
    Optional<Diagnosis.Signature> found = asRead(signature);
    for (FailedSignature other : signature.others()) {
      if (found.filter(it -> !isKnown(it.header())).isPresent()) {
        Diagnosis.Signature before = found.get();
        found =
            asRead(other)
                .filter(it -> before.claims().isEmpty() || isKnown(it.header()))
                .or(() -> Optional.of(before));
      }
    }
    return found;
  }

  /** The diagnosis in one reading of the field. */
  private Optional<Diagnosis.Signature> asRead(FailedSignature signature) {
    List<Fact> facts = new ArrayList<>(Facts.of(signature, keys, now));
    if (!signature.reachedTheMessage() || signature.claims().isEmpty()) {
      Diagnosis.Part unknown = Diagnosis.Part.of(Diagnosis.Outcome.UNDECIDED);
      return diagnosis(
          signature, BodyExplainer.Explanation.of(Diagnosis.Outcome.UNDECIDED), unknown, facts);
    }
    DkimSignature claims = signature.claims().get();
    Optional<SingleReading> restored = single.filter(it -> it.undone().has(signature.written()));
    Reading reading = restored.map(SingleReading::reading).orElse(arrived);
    Optional<HeaderField> mended = mended(reading, signature, claims);
    if (mended.isPresent()) {
      return damaged(signature, mended.get(), facts);
    }
    if (SignatureReadings.lackBodyHash(claims)) {
      return Optional.empty();
    }
    Diagnosis.Part found = reading.headers().explain(signature, claims, facts);
    reading.bodies().length(claims).ifPresent(facts::add);
    BodyExplainer.Explanation compared = reading.bodies().explain(signature, claims);
    Diagnosis.Part header =
        restored
            .map(it -> it.undone().header(found, signature))
            .orElseGet(() -> rewritten(signature, found, compared.part(), facts));
    BodyExplainer.Explanation body =
        restored.map(SingleReading::undone).map(it -> it.body(compared)).orElse(compared);
    Facts.apartFromFlaw(signature, header.outcome(), body.part().outcome()).ifPresent(facts::add);
    return diagnosis(signature, body, header, facts);
  }

  /** The field with the hash of the body that is here in bh=, if the signature verifies so. */
  private static Optional<HeaderField> mended(
      Reading reading, FailedSignature signature, DkimSignature claims) {
    return reading
        .bodies()
        .hash(claims)
        .filter(hash -> !Arrays.equals(hash, claims.bodyHash().bytes()))
        .flatMap(
            hash ->
                SignatureTags.withBodyHash(signature.written(), hash)
                    .filter(field -> reading.headers().isSigned(signature, claims, field))
                    .findFirst());
  }

  /** The diagnosis of a signature with a damaged bh=. */
  private Optional<Diagnosis.Signature> damaged(
      FailedSignature signature, HeaderField mended, List<Fact> facts) {
    Change change =
        new Change(
            Change.Kind.SIGNATURE_TAG_REWRITTEN,
            "bh= was damaged, or written wrongly by the signer after signing; with the hash of the"
                + " body that is here the signature verifies: the header and the body are as signed",
            List.of(line(mended)),
            List.of(line(signature.written())));
    Diagnosis.Part damaged = new Diagnosis.Part(Diagnosis.Outcome.EXPLAINED, List.of(change));
    Diagnosis.Part header =
        SignatureReadings.isOfBodyHash(signature)
            ? damaged
            : rewritten(signature, damaged, Diagnosis.Part.of(Diagnosis.Outcome.INTACT), facts);
    FailedSignature read =
        signature.claims().filter(SignatureReadings::lackBodyHash).isPresent()
            ? SignatureReadings.mended(signature, mended, now)
            : signature;
    return diagnosis(read, BodyExplainer.Explanation.of(Diagnosis.Outcome.INTACT), header, facts);
  }

  private static String line(HeaderField field) {
    return new String(field.bytes(), ISO_8859_1).stripTrailing();
  }

  /** Tells in what way the signature field was read, if that is not as it stands there. */
  private Diagnosis.Part rewritten(
      FailedSignature signature, Diagnosis.Part header, Diagnosis.Part body, List<Fact> facts) {
    if (signature.rewriting().isEmpty()) {
      return header;
    }
    SignatureReadings.Rewriting rewriting = signature.rewriting().get();
    if (!isKnown(header)) {
      facts.add(new Fact(rewriting.fact(), rewriting.sentence()));
      return header;
    }
    boolean passes = isIntact(header) && isIntact(body) && passes(signature, rewriting.field());
    List<Change> changes = new ArrayList<>(header.changes());
    changes.add(
        Change.of(rewriting.kind(), rewriting.sentence() + (passes ? rewriting.passing() : "")));
    return new Diagnosis.Part(Diagnosis.Outcome.EXPLAINED, changes);
  }

  /** Returns true if a signature passes with this field in place of its own. */
  private boolean passes(FailedSignature signature, HeaderField field) {
    SignatureVerification verification =
        SignatureVerification.begin(field, signature.kind(), now, Limits.defaults());
    if (body.isEmpty() || verification.bodyNeed().isEmpty()) {
      return false;
    }
    BodyHashes hashes = new BodyHashes(Set.of(verification.bodyNeed().get()));
    hashes.write(body.get(), 0, body.get().length);
    hashes.finish();
    DomainName name = verification.keyName().orElseThrow();
    return Optional.ofNullable(keys.records(List.of(name)).get(name))
        .map(records -> new DnsAnswer.Found<>(records, Duration.ZERO))
        .map(
            answer ->
                verification.finish(
                    headers,
                    hashes,
                    answer,
                    VerificationRules.of(new KeyCache(Limits.defaults(), Optional.empty()))))
        .filter(outcome -> outcome.refusal().isEmpty())
        .isPresent();
  }

  private static boolean isKnown(Diagnosis.Part part) {
    return isIntact(part) || part.outcome() == Diagnosis.Outcome.EXPLAINED;
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
