package dev.waxseal.diagnosis;

import dev.waxseal.arc.ArcResult;
import dev.waxseal.arc.ArcSet;
import dev.waxseal.authres.AuthenticationResults;
import dev.waxseal.authres.MethodResult;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dns.DomainName;
import dev.waxseal.inbound.InboundReport;
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
  private final List<ArcSet> sets;

  HopFacts(InboundReport report) {
    this.report = report;
    this.sets = report.arc().sets();
  }

  /** The facts about where a signature broke. */
  List<Fact> of(FailedSignature signature) {
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
    between(lastGood, signature).ifPresent(facts::add);
    return facts;
  }

  /**
   * The hops between which the message was changed.
   *
   * @param lastGood the newest hop that reported a pass; 0 if there is none
   */
  private Optional<Fact> between(int lastGood, FailedSignature signature) {
    int whole = firstWhole();
    if (whole == 0 || !signature.reachedTheMessage()) {
      return Optional.empty();
    }
    return Optional.of(new Fact(Fact.Kind.CHANGED_BETWEEN, sentence(lastGood, whole, signature)));
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
    if (!(set.results() instanceof AuthenticationResults.Parsed.Valid valid)) {
      return Optional.empty();
    }
    List<MethodResult> results =
        valid.results().results().stream()
            .filter(result -> result.isOf("dkim"))
            .filter(result -> isOf(result, signature.claims().orElseThrow()))
            .toList();
    return results.size() == 1 && isOfOne(results.get(0))
        ? Optional.of(results.get(0))
        : Optional.empty();
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
