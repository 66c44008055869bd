package dev.waxseal.reports.ready;

import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.ready.Sender.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Author domains below the domain, and the own streams of mail that do not pass. */
final class Subdomains {

  /** The names that are asked for. All others count as names that do not exist. */
  private static final int ASKED = 200;

  private final DomainName domain;
  private final Losses losses;
  private final Set<DomainName> existing;

  private Subdomains(DomainName domain, Losses losses, Set<DomainName> existing) {
    this.domain = domain;
    this.losses = losses;
    this.existing = existing;
  }

  static Subdomains of(ReadinessQuestion question, Losses losses) {
    List<DomainName> asked =
        losses.wantedAuthors().stream()
            .filter(name -> !name.equals(question.domain()))
            .limit(ASKED)
            .toList();
    Set<DomainName> existing = new HashSet<>(asked);
    existing.removeIf(name -> !question.names().exists(name));
    return new Subdomains(question.domain(), losses, existing);
  }

  /** Returns true for an existing subdomain: its policy is that of {@code sp}. */
  boolean isExisting(DomainName author) {
    return existing.contains(author);
  }

  /** The author domain, if it is not the domain itself. */
  Optional<DomainName> below(DomainName author) {
    return Optional.of(author).filter(name -> !name.equals(domain));
  }

  /** Returns true if wanted messages come from a subdomain that does not exist. */
  boolean hasWantedFromNonexistent() {
    return losses.wantedAuthors().stream()
        .anyMatch(name -> below(name).isPresent() && !isExisting(name));
  }

  /** Returns true if a stream of mail of an own host does not pass, and that is no accident. */
  static boolean isUnaligned(Sender sender, Tally tally) {
    Thresholds thresholds = Thresholds.standard();
    return sender.kind() == Kind.OWN
        && tally.messages() >= thresholds.number("stream-messages")
        && thresholds.reaches("stream-failing", tally.failing(), tally.messages());
  }

  /**
   * Returns true if an own host sends unaligned mail of the domain, or of no existing subdomain.
   */
  boolean hasUnalignedSource() {
    return losses.streams().entrySet().stream()
        .anyMatch(it -> isUnaligned(it) && !isExisting(it.getKey().author()));
  }

  /** Returns true if an own host sends unaligned mail of an existing subdomain. */
  boolean hasUnalignedSubdomain() {
    return losses.streams().entrySet().stream()
        .anyMatch(it -> isUnaligned(it) && isExisting(it.getKey().author()));
  }

  private static boolean isUnaligned(Map.Entry<Sender, Tally> stream) {
    return isUnaligned(stream.getKey(), stream.getValue());
  }

  /** The wanted messages that {@code sp=none} would spare, if a subdomain needs that. */
  Optional<Tally> spared() {
    return hasUnalignedSubdomain()
        ? Optional.of(losses.sum(sender -> sender.kind().isWanted() && isExisting(sender.author())))
        : Optional.empty();
  }
}
