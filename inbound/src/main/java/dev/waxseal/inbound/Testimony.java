package dev.waxseal.inbound;

import dev.waxseal.arc.ArcReport;
import dev.waxseal.arc.ArcResult;
import dev.waxseal.arc.ArcSet;
import dev.waxseal.authres.AuthenticationResults;
import dev.waxseal.authres.MethodResult;
import dev.waxseal.dns.DomainName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What trusted sealers say that they saw.
 *
 * <p>A chain that holds proves who said what, not that it is true (RFC 8617 section 9). So it
 * counts only from a sealer who is trusted, who is followed by trusted sealers alone (whoever came
 * later could have changed the message and sealed that), and who says that the author domain of
 * this very message passed DMARC; or, where nobody says that it failed, that DKIM or SPF passed for
 * that very domain.
 */
final class Testimony {

  private Testimony() {}

  /** The newest testimony for the author domain, if there is one to believe. */
  static Optional<LocalOverride> of(
      ArcReport arc, Set<DomainName> trusted, DomainName authorDomain) {
    if (!(arc.result() instanceof ArcResult.Pass pass)) {
      return Optional.empty();
    }
    List<ArcSet> hops = arc.sets();
    for (int i = hops.size() - 1; i >= 0 && isTrusted(hops.get(i), trusted); i--) {
      if (sawPass(hops.get(i), authorDomain)) {
        return Optional.of(new LocalOverride(pass.sealers().get(i), i + 1, comment(arc)));
      }
    }
    return Optional.empty();
  }

  /** Whether a hop is sealed by one of these. */
  static boolean isTrusted(ArcSet hop, Set<DomainName> trusted) {
    return hop.claimedSealer().filter(trusted::contains).isPresent() && hop.sealCheck().passed();
  }

  /**
   * Whether it says of this author domain that it passed; what it says of DMARC decides, and where
   * that contradicts itself, nothing of it is believed.
   */
  private static boolean sawPass(ArcSet hop, DomainName authorDomain) {
    if (!(hop.results() instanceof AuthenticationResults.Parsed.Valid valid)) {
      return false;
    }
    List<MethodResult> results = valid.results().unambiguous().results();
    if (ofDmarc(results) < ofDmarc(valid.results().results())) {
      return false;
    }
    List<String> verdicts =
        results.stream()
            .filter(result -> result.isOf("dmarc"))
            .filter(result -> isOr(result.property("header", "from"), authorDomain))
            .map(MethodResult::result)
            .toList();
    if (verdicts.contains("fail")) {
      return false;
    }
    boolean sawDmarc = results.stream().anyMatch(result -> passedDmarc(result, authorDomain));
    return sawDmarc || results.stream().anyMatch(result -> vouches(result, authorDomain));
  }

  private static long ofDmarc(List<MethodResult> results) {
    return results.stream().filter(result -> result.isOf("dmarc")).count();
  }

  private static boolean passedDmarc(MethodResult result, DomainName authorDomain) {
    return result.isOf("dmarc")
        && passed(result)
        && isDomain(result.property("header", "from"), authorDomain);
  }

  /** Whether it says that this domain itself was authenticated. */
  private static boolean vouches(MethodResult result, DomainName authorDomain) {
    Optional<String> domain =
        switch (result.method()) {
          case "dkim" -> result.property("header", "d").or(() -> domainOf(result, "header", "i"));
          case "spf" -> domainOf(result, "smtp", "mailfrom");
          default -> Optional.empty();
        };
    return passed(result) && isDomain(domain, authorDomain);
  }

  private static boolean passed(MethodResult result) {
    return result.result().equals("pass");
  }

  private static boolean isDomain(Optional<String> name, DomainName domain) {
    return name.flatMap(DomainName::parse).filter(domain::equals).isPresent();
  }

  /** Whether it is this domain, or none is named. */
  private static boolean isOr(Optional<String> name, DomainName domain) {
    return name.isEmpty() || isDomain(name, domain);
  }

  private static Optional<String> domainOf(MethodResult result, String type, String property) {
    return result.property(type, property).map(text -> text.substring(text.lastIndexOf('@') + 1));
  }

  /** {@code arc=pass as[2].d=d2.example as[2].s=s2 … remote-ip[1]=2001:DB8::1A}. */
  private static String comment(ArcReport arc) {
    StringBuilder comment = new StringBuilder("arc=pass");
    for (int i = arc.sets().size() - 1; i >= 0; i--) {
      ArcSet hop = arc.sets().get(i);
      String place = "[" + hop.instance() + "]";
      hop.claimedSealer().ifPresent(d -> comment.append(" as" + place + ".d=" + d));
      hop.claimedSelector().ifPresent(s -> comment.append(" as" + place + ".s=" + s));
    }
    for (ArcSet hop : arc.sets()) {
      String place = "[" + hop.instance() + "]";
      remoteIp(hop).ifPresent(ip -> comment.append(" remote-ip" + place + "=" + ip));
    }
    return comment.toString();
  }

  private static Optional<String> remoteIp(ArcSet hop) {
    return hop.results() instanceof AuthenticationResults.Parsed.Valid valid
        ? valid
            .results()
            .first("arc")
            .flatMap(arc -> arc.property("smtp", "remote-ip"))
            .filter(ip -> ip.matches("[0-9A-Fa-f:.]{2,45}"))
        : Optional.empty();
  }
}
