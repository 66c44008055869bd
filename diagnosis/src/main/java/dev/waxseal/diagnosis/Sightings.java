package dev.waxseal.diagnosis;

import dev.waxseal.arc.ArcHop;
import dev.waxseal.arc.ArcResult;
import dev.waxseal.arc.ArcSet;
import dev.waxseal.authres.AuthenticationResults;
import dev.waxseal.authres.MethodResult;
import dev.waxseal.dkim.DkimSignature;
import dev.waxseal.dns.DomainName;
import dev.waxseal.inbound.InboundReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the hops of the chain say of a signature, and between which of them the message was changed.
 * A message signature that passes proves that the message is as it left that hop; what a hop found
 * of DKIM is its word.
 */
final class Sightings {

  private final InboundReport report;
  private final List<ArcHop> hops;

  Sightings(InboundReport report) {
    this.report = report;
    this.hops = report.arc().hops();
  }

  /** What is known of where a signature broke. */
  List<Fact> of(Suspect suspect) {
    if (hops.isEmpty() || suspect.claims().isEmpty()) {
      return List.of();
    }
    List<Fact> facts = new ArrayList<>();
    int lastGood = suspect.instance().orElse(0);
    if (suspect.instance().isEmpty()) {
      for (ArcHop hop : hops) {
        Optional<MethodResult> seen = seen(hop.set(), suspect.claims().get());
        if (seen.isPresent()) {
          facts.add(new Fact(FactKind.SEEN_BY_HOP, sentence(hop.set(), seen.get())));
          lastGood = seen.get().result().equals("pass") ? hop.set().instance() : lastGood;
        }
      }
    }
    between(lastGood, suspect).ifPresent(facts::add);
    return facts;
  }

  /**
   * Between which hops.
   *
   * @param lastGood the newest hop at which the signature passed; 0 if there is none
   */
  private Optional<Fact> between(int lastGood, Suspect suspect) {
    int whole = firstWhole();
    if (whole == 0 || !suspect.reachedTheMessage()) {
      return Optional.empty();
    }
    return Optional.of(new Fact(FactKind.CHANGED_BETWEEN, sentence(lastGood, whole, suspect)));
  }

  private String sentence(int lastGood, int whole, Suspect suspect) {
    if (suspect.instance().isPresent()) {
      return "the message was changed after "
          + title(lastGood)
          + " sealed it, and before "
          + title(whole)
          + " did";
    }
    if (lastGood == whole) {
      return "the message was changed by "
          + title(whole)
          + ": by its word the signature passed when the message came, and it sealed what is here";
    }
    return "the message was changed "
        + (lastGood > 0 && lastGood < whole
            ? "after " + title(lastGood) + " saw the signature pass, by its word, and "
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

  /** A hop of a chain that holds, so that places and instances agree. */
  private String title(int instance) {
    return title(hops.get(instance - 1).set());
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
    return title(set) + " says dkim=" + result.result() + ", in the name of " + host;
  }

  /** The result for this signature, told by its domain, and by its selector where that is given. */
  private static Optional<MethodResult> seen(ArcSet set, DkimSignature claims) {
    return set.results() instanceof AuthenticationResults.Parsed.Valid valid
        ? valid.results().results().stream()
            .filter(result -> result.isOf("dkim"))
            .filter(result -> isOf(result, claims))
            .findFirst()
        : Optional.empty();
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
