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
 * The trust in sealers: the decision whether a chain overrides a failure of DMARC.
 *
 * <p>A valid chain proves who recorded which results, not that they are true (RFC 8617 section 9).
 * So the results of a set count only if its sealer and all later sealers are trusted, since a later
 * one could have changed the message; and only if they say that the author domain of this message
 * passed DMARC, or, where no result says that it failed, that DKIM or SPF passed for that domain.
 */
final class SealerTrust {

  private SealerTrust() {}

  /** The override by the newest trusted set in which the author domain passed, if there is one. */
  static Optional<LocalOverride> of(
      ArcReport arc, Set<DomainName> trusted, DomainName authorDomain) {
    if (!(arc.result() instanceof ArcResult.Pass pass)) {
      return Optional.empty();
    }
    List<ArcSet> sets = arc.sets();
    for (int i = sets.size() - 1; i >= 0 && isTrusted(sets.get(i), trusted); i--) {
      if (sawPass(sets.get(i), authorDomain)) {
        return Optional.of(new LocalOverride(pass.sealers().get(i), i + 1, comment(arc)));
      }
    }
    return Optional.empty();
  }

  /** Returns true if the seal of a set verifies and is of one of these domains. */
  static boolean isTrusted(ArcSet set, Set<DomainName> trusted) {
    return set.claimedSealer().filter(trusted::contains).isPresent() && set.sealCheck().passed();
  }

  /**
   * Returns true if a set records that this author domain passed. Its results of DMARC decide; if
   * they contradict each other, none of its results counts.
   */
  private static boolean sawPass(ArcSet set, DomainName authorDomain) {
    if (!(set.results() instanceof AuthenticationResults.Parsed.Valid valid)) {
      return false;
    }
    List<MethodResult> results = valid.results().unambiguous().results();
    if (ofDmarc(results) < ofDmarc(valid.results().results())) {
      return false;
    }
    List<String> dmarc =
        results.stream()
            .filter(result -> result.isOf("dmarc"))
            .filter(result -> isAbsentOrDomain(result.property("header", "from"), authorDomain))
            .map(MethodResult::result)
            .toList();
    if (dmarc.contains("fail")) {
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

  /** Returns true if it is a pass of DKIM or SPF for this very domain. */
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

  private static boolean isAbsentOrDomain(Optional<String> name, DomainName domain) {
    return name.isEmpty() || isDomain(name, domain);
  }

  private static Optional<String> domainOf(MethodResult result, String type, String property) {
    return result.property(type, property).map(text -> text.substring(text.lastIndexOf('@') + 1));
  }

  /** {@code arc=pass as[2].d=d2.example as[2].s=s2 … remote-ip[1]=2001:DB8::1A}. */
  private static String comment(ArcReport arc) {
    StringBuilder comment = new StringBuilder("arc=pass");
    for (int i = arc.sets().size() - 1; i >= 0; i--) {
      ArcSet set = arc.sets().get(i);
      String place = "[" + set.instance() + "]";
      set.claimedSealer().ifPresent(d -> comment.append(" as" + place + ".d=" + d));
      set.claimedSelector().ifPresent(s -> comment.append(" as" + place + ".s=" + s));
    }
    for (ArcSet set : arc.sets()) {
      String place = "[" + set.instance() + "]";
      remoteIp(set).ifPresent(ip -> comment.append(" remote-ip" + place + "=" + ip));
    }
    return comment.toString();
  }

  private static Optional<String> remoteIp(ArcSet set) {
    return set.results() instanceof AuthenticationResults.Parsed.Valid valid
        ? valid
            .results()
            .first("arc")
            .flatMap(arc -> arc.property("smtp", "remote-ip"))
            .filter(ip -> ip.matches("[0-9A-Fa-f:.]{2,45}"))
        : Optional.empty();
  }
}
