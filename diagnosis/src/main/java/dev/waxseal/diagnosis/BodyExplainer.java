package dev.waxseal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.diagnosis.body.ArrivedBody;
import dev.waxseal.diagnosis.body.BodySearch;
import dev.waxseal.diagnosis.body.BodyTarget;
import dev.waxseal.diagnosis.body.LargeBody;
import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.diagnosis.internal.Effort;
import dev.waxseal.diagnosis.internal.Sentences;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dkim.signature.Octets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares the body with what each signature signed. For one message, one thread. */
final class BodyExplainer {

  private static final int SHOWN = 60;

  private final Optional<ArrivedBody> body;
  private final Optional<LargeBody> largeBody;
  private final Diagnostician.SearchLimits limits;

  /** The octets that all searches together may still hash. */
  private long octetsLeft;

  /** Two signatures with the same body hash need one search. */
  private final Map<BodyTarget, Explanation> results = new HashMap<>();

  /**
   * The body, compared with what was signed.
   *
   * @param signed the body that was signed, if it is known and differs from the one that arrived
   */
  record Explanation(Diagnosis.Part part, Optional<Octets> signed) {

    static Explanation of(Diagnosis.Outcome outcome) {
      return new Explanation(Diagnosis.Part.of(outcome), Optional.empty());
    }

    /**
     * The same with another comparison.
     *
     * @param read the body that was compared; it was signed, if nothing else was changed
     */
    Explanation with(Diagnosis.Part other, Optional<byte[]> read) {
      return new Explanation(
          other,
          other.outcome() == Diagnosis.Outcome.EXPLAINED
              ? signed.or(() -> read.map(Octets::of))
              : signed);
    }
  }

  /** For a body, or for a large one; both are empty if it was not kept. */
  BodyExplainer(
      Optional<ArrivedBody> body,
      Optional<LargeBody> largeBody,
      Diagnostician.SearchLimits limits) {
    this.body = body;
    this.largeBody = largeBody;
    this.limits = limits;
    this.octetsLeft =
        Diagnostician.SearchLimits.SEARCHES * Effort.withBesides(limits.hashedOctets());
  }

  /** The changes since a signature was made. */
  Explanation explain(FailedSignature signature, DkimSignature claims) {
    if (largeBody.isPresent() && claims.bodyCanonicalization().isPresent()) {
      return results.computeIfAbsent(
          BodyTarget.of(claims), target -> search(largeBody.get(), target));
    }
    if (body.isEmpty()) {
      return Explanation.of(
          signature.reason().equals(Optional.of(DkimReason.BODY_HASH_MISMATCH))
              ? Diagnosis.Outcome.NOT_SEARCHED
              : Diagnosis.Outcome.UNDECIDED);
    }
    return explain(claims);
  }

  /** The hash of the body that is here, as the signature hashes it; empty if it was not kept. */
  Optional<byte[]> hash(DkimSignature claims) {
    if (claims.bodyCanonicalization().isEmpty()) {
      return Optional.empty();
    }
    BodyTarget target = BodyTarget.of(claims);
    return largeBody.map(it -> it.hash(target)).or(() -> body.map(it -> it.hash(target)));
  }

  private Explanation explain(DkimSignature claims) {
    return body.isEmpty() || claims.bodyCanonicalization().isEmpty()
        ? Explanation.of(Diagnosis.Outcome.UNDECIDED)
        : results.computeIfAbsent(BodyTarget.of(claims), target -> search(body.get(), target));
  }

  private Explanation search(ArrivedBody arrived, BodyTarget target) {
    if (arrived.matches(target)) {
      return Explanation.of(Diagnosis.Outcome.INTACT);
    }
    Effort effort = new Effort(Math.min(limits.hashedOctets(), octetsLeft));
    Optional<BodySearch.Found> found = BodySearch.find(arrived, target, effort);
    octetsLeft -= effort.spent();
    return found
        .map(
            it ->
                new Explanation(
                    new Diagnosis.Part(Diagnosis.Outcome.EXPLAINED, it.changes()),
                    Optional.of(Octets.of(it.body().getBytes(ISO_8859_1)))))
        .orElseGet(() -> Explanation.of(failure(arrived, effort)));
  }

  private Explanation search(LargeBody arrived, BodyTarget target) {
    if (arrived.matches(target)) {
      return Explanation.of(Diagnosis.Outcome.INTACT);
    }
    Effort effort = new Effort(Math.min(limits.hashedOctets(), octetsLeft));
    Optional<List<Change>> found = arrived.addedAtTheEnds(target, effort);
    octetsLeft -= effort.spent();
    return found
        .map(it -> new Diagnosis.Part(Diagnosis.Outcome.EXPLAINED, it))
        .map(part -> new Explanation(part, Optional.empty()))
        .orElseGet(() -> Explanation.of(Diagnosis.Outcome.NOT_SEARCHED));
  }

  private static Diagnosis.Outcome failure(ArrivedBody arrived, Effort effort) {
    return arrived.isEmpty()
        ? Diagnosis.Outcome.MISSING
        : Diagnosis.Outcome.ofFailure(effort.leftSomethingUntried());
  }

  /** A fact if the body has more or fewer octets than {@code l=} says. */
  Optional<Fact> length(DkimSignature claims) {
    if (body.isEmpty()
        || claims.bodyLength().isEmpty()
        || claims.bodyCanonicalization().isEmpty()) {
      return Optional.empty();
    }
    long signed = claims.bodyLength().getAsLong();
    long there = body.get().length(claims.bodyCanonicalization().get());
    boolean isIntact = explain(claims).part().outcome() == Diagnosis.Outcome.INTACT;
    if (signed > there) {
      return Optional.of(
          new Fact(
              Fact.Kind.LENGTH, isIntact ? miscounted(signed - there) : missing(signed - there)));
    }
    return signed < there && isIntact
        ? Optional.of(beyond(claims, signed, there))
        : Optional.empty();
  }

  private static String missing(long octets) {
    return "at least " + octets + " octets at the end of the body are missing (l=)";
  }

  private static String miscounted(long octets) {
    return "l= counts "
        + octets
        + " octets more than the body has, and bh= is the hash of the whole body: nothing is missing,"
        + " and l= is wrong (RFC 6376 section 3.5)";
  }

  private Fact beyond(DkimSignature claims, long signed, long there) {
    String rest =
        body.orElseThrow().octetsFrom(claims.bodyCanonicalization().orElseThrow(), signed);
    return new Fact(
        Fact.Kind.LENGTH,
        "l= covers the first "
            + signed
            + " octets, which are as signed; anyone can have added the other "
            + (there - signed)
            + ", which begin with: "
            + Sentences.shortened(rest, SHOWN));
  }
}
