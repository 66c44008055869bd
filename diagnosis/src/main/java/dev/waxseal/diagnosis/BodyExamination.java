package dev.waxseal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.diagnosis.body.ArrivedBody;
import dev.waxseal.diagnosis.body.BodySearch;
import dev.waxseal.diagnosis.body.BodyTarget;
import dev.waxseal.diagnosis.internal.Effort;
import dev.waxseal.diagnosis.internal.Sentences;
import dev.waxseal.dkim.DkimSignature;
import dev.waxseal.dkim.Octets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What became of the body, signature by signature. For one message, one thread. */
final class BodyExamination {

  private static final int SHOWN = 60;

  private final Optional<ArrivedBody> body;
  private final SearchLimits limits;

  /** What all searches together may still cost. */
  private long octetsLeft;

  /** Signatures in two algorithms have one body hash, which is looked for once. */
  private final Map<BodyTarget, Result> results = new HashMap<>();

  /**
   * What was found.
   *
   * @param signed the body that was signed, if it is known and is not what arrived
   */
  record Result(PartDiagnosis part, Optional<Octets> signed) {

    static Result of(Outcome outcome) {
      return new Result(PartDiagnosis.of(outcome), Optional.empty());
    }
  }

  /** The examination of a body, if it was kept. */
  BodyExamination(Optional<ArrivedBody> body, SearchLimits limits) {
    this.body = body;
    this.limits = limits;
    this.octetsLeft = SearchLimits.SEARCHES * limits.hashedOctets();
  }

  /** What became of it since a signature was made. */
  Result of(DkimSignature claims) {
    return body.isEmpty() || claims.bodyCanonicalization().isEmpty()
        ? Result.of(Outcome.UNDECIDED)
        : results.computeIfAbsent(BodyTarget.of(claims), target -> search(body.get(), target));
  }

  private Result search(ArrivedBody arrived, BodyTarget target) {
    if (arrived.matches(target)) {
      return Result.of(Outcome.INTACT);
    }
    Effort effort = new Effort(Math.min(limits.hashedOctets(), octetsLeft));
    Optional<BodySearch.Found> found = BodySearch.find(arrived, target, effort);
    octetsLeft -= effort.spent();
    return found
        .map(
            it ->
                new Result(
                    new PartDiagnosis(Outcome.EXPLAINED, it.changes()),
                    Optional.of(Octets.of(it.body().getBytes(ISO_8859_1)))))
        .orElseGet(() -> Result.of(Outcome.ofFailure(effort.isExhausted())));
  }

  /** What {@code l=} says, compared with what is there. */
  Optional<Fact> length(DkimSignature claims) {
    if (body.isEmpty()
        || claims.bodyLength().isEmpty()
        || claims.bodyCanonicalization().isEmpty()) {
      return Optional.empty();
    }
    long signed = claims.bodyLength().getAsLong();
    long there = body.get().length(claims.bodyCanonicalization().get());
    if (signed > there) {
      return Optional.of(
          new Fact(
              FactKind.LENGTH,
              "at least " + (signed - there) + " octets at the end of the body are missing (l=)"));
    }
    return signed < there && of(claims).part().outcome() == Outcome.INTACT
        ? Optional.of(beyond(claims, signed, there))
        : Optional.empty();
  }

  private Fact beyond(DkimSignature claims, long signed, long there) {
    String rest =
        body.orElseThrow().octetsFrom(claims.bodyCanonicalization().orElseThrow(), signed);
    return new Fact(
        FactKind.LENGTH,
        "l= covers the first "
            + signed
            + " octets, which are as they were signed; anyone can have added the other "
            + (there - signed)
            + ", which begin with: "
            + Sentences.shortened(rest, SHOWN));
  }
}
