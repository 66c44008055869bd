package dev.waxseal.diagnosis;

import dev.waxseal.diagnosis.body.ArrivedBody;
import dev.waxseal.dkim.DkimReason;
import dev.waxseal.dkim.DkimSignature;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.HeaderField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The diagnosis of one message in the making. For one thread. */
final class Examination {

  private final KeyDns keys;
  private final Instant now;
  private final Sightings sightings;
  private final BodyExamination bodies;
  private final HeaderExamination headers;

  Examination(
      InboundReport report,
      Optional<byte[]> octets,
      SearchLimits limits,
      KeyDns keys,
      Instant now) {
    Optional<ArrivedBody> body =
        octets.map(it -> new ArrivedBody(report.headers(), it, boundaries(report)));
    this.keys = keys;
    this.now = now;
    this.sightings = new Sightings(report);
    this.bodies = new BodyExamination(body, limits);
    this.headers =
        new HeaderExamination(
            report.headers(), body.map(ArrivedBody::partHeaders).orElse(List.of()), limits);
  }

  /** What is wrong with a signature; empty if, looked at again, nothing is. */
  Optional<SignatureDiagnosis> of(Suspect suspect) {
    List<Fact> facts = new ArrayList<>(Facts.of(suspect, keys, now));
    if (!suspect.reachedTheMessage() || suspect.claims().isEmpty()) {
      PartDiagnosis unknown = PartDiagnosis.of(Outcome.UNDECIDED);
      return diagnosis(suspect, BodyExamination.Result.of(Outcome.UNDECIDED), unknown, facts);
    }
    DkimSignature claims = suspect.claims().get();
    PartDiagnosis header = headers.of(suspect, claims, facts);
    bodies.length(claims).ifPresent(facts::add);
    return diagnosis(suspect, bodies.of(claims), header, facts);
  }

  private Optional<SignatureDiagnosis> diagnosis(
      Suspect suspect, BodyExamination.Result body, PartDiagnosis header, List<Fact> facts) {
    facts.addAll(sightings.of(suspect));
    return suspect
        .reason()
        .or(() -> reason(body.part(), header))
        .map(
            reason ->
                new SignatureDiagnosis(
                    suspect.field(),
                    suspect.instance(),
                    suspect.claims(),
                    reason,
                    header,
                    body.part(),
                    facts,
                    body.signed()));
  }

  /** Why a signature does not count that nobody has looked at, if it does not. */
  private static Optional<DkimReason> reason(PartDiagnosis body, PartDiagnosis header) {
    if (body.outcome().isChange()) {
      return Optional.of(DkimReason.BODY_HASH_MISMATCH);
    }
    return header.outcome().isChange()
        ? Optional.of(DkimReason.SIGNATURE_MISMATCH)
        : Optional.empty();
  }

  /** The boundaries that signatures remember (z=), if they do. */
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
