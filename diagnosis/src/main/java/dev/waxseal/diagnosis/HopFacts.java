package dev.waxseal.diagnosis;

import dev.waxseal.arc.ArcResult;
import dev.waxseal.arc.ArcSet;
import dev.waxseal.authres.AuthenticationResults;
import dev.waxseal.authres.MethodResult;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dns.DomainName;
import dev.waxseal.inbound.InboundReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Facts from the ARC chain: the results that hops reported for a signature, and between which hops
 * the message was changed. A passing message signature proves that the message is unchanged since
 * that hop; a DKIM result in a set is only that hop's claim.
 */
final class HopFacts {

  private final InboundReport report;
  private final PassingSignatures passing;
  private final Instant now;
  private final List<ArcSet> sets;

  HopFacts(InboundReport report, PassingSignatures passing, Instant now) {
    this.report = report;
    this.passing = passing;
    this.now = now;
    this.sets = report.arc().sets();
  }

  /**
   * The facts about where a signature broke.
   *
   * @param header the header, compared with what was signed
   * @param body the body, compared with what was signed
   */
  List<Fact> of(FailedSignature signature, Diagnosis.Part header, Diagnosis.Part body) {
    if (sets.isEmpty() || signature.claims().isEmpty()) {
      return List.of();
    }
    List<Fact> facts = new ArrayList<>();
    int lastGood = signature.instance().orElse(0);
    if (signature.instance().isEmpty()) {
      for (ArcSet set : sets) {
        Optional<MethodResult> seen = seen(set, signature);
        if (seen.isPresent()) {
          facts.add(new Fact(Fact.Kind.SEEN_BY_HOP, sentence(set, seen.get())));
          lastGood = seen.get().result().equals("pass") ? set.instance() : lastGood;
        }
      }
    }
    between(lastGood, signature, header, body).ifPresent(facts::add);
    return facts;
  }

  /**
   * The hops between which the message was changed.
   *
   * @param lastGood the newest hop that reported a pass; 0 if there is none
   */
  private Optional<Fact> between(
      int lastGood, FailedSignature signature, Diagnosis.Part header, Diagnosis.Part body) {
    int whole = firstWhole();
    if (whole == 0
        || !signature.reachedTheMessage()
        || !sealed(whole, lastGood, signature, header, body)
        || isDisproved(whole, signature)) {
      return Optional.empty();
    }
    return Optional.of(new Fact(Fact.Kind.CHANGED_BETWEEN, sentence(lastGood, whole, signature)));
  }

  /**
   * Returns true if the message signature of a hop covers what was changed, so that it was changed
   * before. If the change is not known, the signature may never have been right: then a hop must
   * have reported that it passed, and all that it covers must be covered.
   */
  private boolean sealed(
      int whole,
      int lastGood,
      FailedSignature signature,
      Diagnosis.Part header,
      Diagnosis.Part body) {
    Optional<Covered> failed = signature.claims().flatMap(Covered::of);
    Optional<Covered> sealed =
        FailedSignatures.claims(sets.get(whole - 1), now).flatMap(Covered::of);
    if (failed.isEmpty() || sealed.isEmpty()) {
      return false;
    }
    Covered seal = sealed.get();
    boolean isKnown =
        header.changes().stream().anyMatch(it -> seal.includesHeader(it, failed.get()))
            || body.changes().stream().anyMatch(seal::includesBody);
    boolean wasGood = lastGood > 0 && signature.instance().isEmpty();
    return isKnown
        || (wasGood && isUnknown(body) && seal.includesBody(failed.get()))
        || (wasGood
            && isUnknown(header)
            && seal.names().contains("dkim-signature")
            && seal.includesHeader(failed.get()));
  }

  private static boolean isUnknown(Diagnosis.Part part) {
    return part.outcome().differs() && part.changes().isEmpty();
  }

  /**
   * Returns true if a signature that passes covers the same and was there when the message came to
   * a hop: it is of the same domain, or the hop reported it.
   */
  private boolean isDisproved(int whole, FailedSignature signature) {
    DkimSignature claims = signature.claims().orElseThrow();
    return passing.covering(claims).stream()
        .anyMatch(
            other ->
                other.domain().equals(claims.domain())
                    || sets.subList(0, whole).stream()
                        .anyMatch(set -> !results(set, other).isEmpty()));
  }

  private String sentence(int lastGood, int whole, FailedSignature signature) {
    if (signature.instance().isPresent()) {
      return "the message was changed after "
          + title(lastGood)
          + " sealed it, and before "
          + title(whole)
          + " did";
    }
    if (lastGood == whole) {
      return "the message was changed by "
          + title(whole)
          + ": it says that the signature passed on arrival, and it sealed the message as it is now";
    }
    return "the message was changed "
        + (lastGood > 0 && lastGood < whole
            ? "after " + title(lastGood) + " reported that the signature passed, and "
            : "")
        + "before "
        + title(whole)
        + " sealed it";
  }

  /** The oldest hop since which the message is unchanged; 0 if there is none. */
  private int firstWhole() {
    return report.arc().result() instanceof ArcResult.Pass pass
        ? Math.max(1, pass.oldestPass())
        : 0;
  }

  /** Only for a chain that passes: there the index of a set is its instance minus one. */
  private String title(int instance) {
    return title(sets.get(instance - 1));
  }

  private static String title(ArcSet set) {
    String sealer = set.claimedSealer().map(DomainName::toString).orElse("?");
    return "hop " + set.instance() + " (" + sealer + ")";
  }

  private static String sentence(ArcSet set, MethodResult result) {
    String host =
        set.results() instanceof AuthenticationResults.Parsed.Valid valid
            ? valid.results().authservId()
            : "";
    return title(set) + " reported dkim=" + result.result() + " as " + host;
  }

  /**
   * The result that a set reports for a signature. A result without {@code header.s} and {@code
   * header.b} may be of any signature of its domain: it counts only if there is one such signature,
   * and one such result.
   */
  private Optional<MethodResult> seen(ArcSet set, FailedSignature signature) {
    List<MethodResult> results = results(set, signature.claims().orElseThrow());
    return results.size() == 1 && isOfOne(results.get(0))
        ? Optional.of(results.get(0))
        : Optional.empty();
  }

  /** The results of a set that may be of a signature. */
  private static List<MethodResult> results(ArcSet set, DkimSignature claims) {
    return set.results() instanceof AuthenticationResults.Parsed.Valid valid
        ? valid.results().results().stream()
            .filter(result -> result.isOf("dkim"))
            .filter(result -> isOf(result, claims))
            .toList()
        : List.of();
  }

  /** Returns true if a result fits no more than one signature of the message. */
  private boolean isOfOne(MethodResult result) {
    return report.dkim().results().stream()
            .flatMap(each -> each.signature().stream())
            .filter(claims -> isOf(result, claims))
            .limit(2)
            .count()
        == 1;
  }

  private static boolean isOf(MethodResult result, DkimSignature claims) {
    boolean domain =
        result
            .property("header", "d")
            .or(() -> result.property("header", "i"))
            .map(text -> text.substring(text.lastIndexOf('@') + 1))
            .flatMap(DomainName::parse)
            .filter(claims.domain()::equals)
            .isPresent();
    boolean selector =
        result
            .property("header", "s")
            .map(text -> text.equalsIgnoreCase(claims.selector().toString()))
            .orElse(true);
    boolean beginning =
        result
            .property("header", "b")
            .map(text -> claims.signature().toString().startsWith(text))
            .orElse(true);
    return domain && selector && beginning;
  }
}
