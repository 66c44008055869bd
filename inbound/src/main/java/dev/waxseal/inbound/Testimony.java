package dev.waxseal.inbound;

import dev.waxseal.arc.ArcHop;
import dev.waxseal.arc.ArcReport;
import dev.waxseal.arc.ArcResult;
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
 * this very message passed.
 */
final class Testimony {

  private Testimony() {}

  /** The newest testimony for the author domain, if there is one to believe. */
  static Optional<LocalOverride> of(
      ArcReport arc, Set<DomainName> trusted, DomainName authorDomain) {
    if (!(arc.result() instanceof ArcResult.Pass pass)) {
      return Optional.empty();
    }
    List<DomainName> sealers = pass.sealers();
    for (int i = sealers.size() - 1; i >= 0 && trusted.contains(sealers.get(i)); i--) {
      if (sawPass(arc.hops().get(i), authorDomain)) {
        return Optional.of(new LocalOverride(sealers.get(i), i + 1, comment(arc)));
      }
    }
    return Optional.empty();
  }

  private static boolean sawPass(ArcHop hop, DomainName authorDomain) {
    return hop.set().results() instanceof AuthenticationResults.Parsed.Valid valid
        && valid.results().results().stream()
            .filter(result -> result.result().equals("pass"))
            .anyMatch(result -> vouches(result, authorDomain));
  }

  /** Whether it says that the author domain, and no other, was authenticated. */
  private static boolean vouches(MethodResult pass, DomainName authorDomain) {
    return switch (pass.method()) {
      case "dmarc" -> isOr(pass.property("header", "from"), authorDomain, true);
      case "dkim" ->
          isOr(
              pass.property("header", "d").or(() -> domainOf(pass, "header", "i")),
              authorDomain,
              false);
      case "spf" -> isOr(domainOf(pass, "smtp", "mailfrom"), authorDomain, false);
      default -> false;
    };
  }

  private static boolean isOr(Optional<String> name, DomainName authorDomain, boolean absent) {
    return name.map(text -> DomainName.parse(text).filter(authorDomain::equals).isPresent())
        .orElse(absent);
  }

  private static Optional<String> domainOf(MethodResult result, String type, String property) {
    return result.property(type, property).map(text -> text.substring(text.lastIndexOf('@') + 1));
  }

  /** {@code arc=pass as[2].d=d2.example as[2].s=s2 … remote-ip[1]=2001:DB8::1A}. */
  private static String comment(ArcReport arc) {
    StringBuilder comment = new StringBuilder("arc=pass");
    for (int i = arc.hops().size() - 1; i >= 0; i--) {
      ArcHop hop = arc.hops().get(i);
      String place = "[" + hop.set().instance() + "]";
      hop.set().claimedSealer().ifPresent(d -> comment.append(" as" + place + ".d=" + d));
      hop.set().claimedSelector().ifPresent(s -> comment.append(" as" + place + ".s=" + s));
    }
    for (ArcHop hop : arc.hops()) {
      String place = "[" + hop.set().instance() + "]";
      remoteIp(hop).ifPresent(ip -> comment.append(" remote-ip" + place + "=" + ip));
    }
    return comment.toString();
  }

  private static Optional<String> remoteIp(ArcHop hop) {
    return hop.set().results() instanceof AuthenticationResults.Parsed.Valid valid
        ? valid
            .results()
            .first("arc")
            .flatMap(arc -> arc.property("smtp", "remote-ip"))
            .filter(ip -> ip.matches("[0-9A-Fa-f:.]{2,45}"))
        : Optional.empty();
  }
}
