package dev.waxseal.inbound.diagnosis;

import dev.waxseal.dkim.DkimSignature;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.inbound.diagnosis.body.ArrivedBody;
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
    BodyExamination.Result body = BodyExamination.Result.of(Outcome.UNDECIDED);
    PartDiagnosis header = PartDiagnosis.of(Outcome.UNDECIDED);
    if (suspect.reachedTheMessage() && suspect.claims().isPresent()) {
      DkimSignature claims = suspect.claims().get();
      body = bodies.of(claims);
      header = headers.of(suspect, claims, facts);
      bodies.length(claims).ifPresent(facts::add);
    }
    boolean isFine = isIntact(body.part()) && isIntact(header);
    if (suspect.instance().isPresent() && isFine) {
      return Optional.empty();
    }
    facts.addAll(sightings.of(suspect));
    return Optional.of(
        new SignatureDiagnosis(
            suspect.field(),
            suspect.instance(),
            suspect.claims(),
            suspect.reason(),
            header,
            body.part(),
            facts,
            body.signed()));
  }

  private static boolean isIntact(PartDiagnosis part) {
    return part.outcome() == Outcome.INTACT;
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
