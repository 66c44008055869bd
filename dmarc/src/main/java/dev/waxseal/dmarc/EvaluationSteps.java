package dev.waxseal.dmarc;

import dev.waxseal.dmarc.Identifier.Alignment;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.Author;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The steps of RFC 9989 section 5.3 for one message, in order; the first that has a result ends the
 * evaluation. Whether the policy is applied (section 5.3.6) is for the receiver to decide.
 */
final class EvaluationSteps {

  /** A sentence, and a reply of SMTP (RFC 5321 section 4.5.3.1.5), has room for few names. */
  private static final int DESCRIBED = 2;

  private final AuthorDomain authorDomain;
  private final Optional<Discovery> discovery;
  private final DmarcFacts facts;
  private final List<Identifier> unchecked;

  /**
   * The steps, with all answers of DNS that have arrived.
   *
   * @param walked the domains for which a walk has been asked
   * @param dkim the result of each signature (section 5.3.3)
   * @param mailFrom the result of SPF (section 5.3.3)
   */
  EvaluationSteps(
      Author author,
      AuthorDomain authorDomain,
      DmarcQueries queries,
      Set<DomainName> walked,
      List<DkimCheck> dkim,
      MailFromCheck mailFrom) {
    this.authorDomain = authorDomain;
    Optional<TreeWalk> walk = authorDomain.name().map(queries::walk);
    this.discovery = walk.map(Discovery::of);
    Optional<AppliedRecord> applied =
        discovery.flatMap(it -> it.applied(authorDomain.name().orElseThrow(), queries::exists));
    Optional<Alignments> alignments =
        applied.map(it -> new Alignments(walk.orElseThrow(), walked, queries, it.dmarcRecord()));
    this.facts =
        new DmarcFacts(
            author,
            authorDomain.name(),
            walk,
            applied,
            alignments.map(it -> it.authenticated(dkim, mailFrom)).orElse(List.of()));
    this.unchecked = alignments.map(it -> it.unchecked(dkim, mailFrom)).orElse(List.of());
  }

  /** The result of the first step that has one. */
  DmarcResult result() {
    return withoutAuthorDomain() // section 5.3.1: validation is not possible
        .or(this::withoutRecord) // section 5.3.2: the mechanism does not apply
        .or(this::aligned) // sections 5.3.3 and 5.3.4, and 5.3.5: a pass
        .or(this::identifierUnavailable) // section 5.3.6: neither pass nor fail
        .or(this::alignmentUnavailable) // section 5.3.6: neither pass nor fail
        .orElseGet(this::notAligned); // section 5.3.5: a fail
  }

  private Optional<DmarcResult> withoutAuthorDomain() {
    return authorDomain instanceof AuthorDomain.Missing missing
        ? failure(missing.reason(), missing.about())
        : Optional.empty();
  }

  private Optional<DmarcResult> withoutRecord() {
    return discovery.orElseThrow() instanceof Discovery.Missing missing
        ? failure(missing.reason(), missing.about())
        : Optional.empty();
  }

  private Optional<DmarcResult> aligned() {
    for (Identifier identifier : facts.identifiers()) {
      if (identifier.isAligned()) {
        return Optional.of(
            new DmarcResult.Pass(
                authorDomain.name().orElseThrow(), facts.applied().orElseThrow(), facts));
      }
    }
    return Optional.empty();
  }

  private Optional<DmarcResult> identifierUnavailable() {
    return unchecked.stream()
        .filter(identifier -> identifier.alignment() != Alignment.NONE)
        .findFirst()
        .flatMap(it -> failure(DmarcReason.IDENTIFIER_UNAVAILABLE, it.toString()));
  }

  private Optional<DmarcResult> alignmentUnavailable() {
    return facts.identifiers().stream()
        .filter(identifier -> identifier.alignment() == Alignment.UNKNOWN)
        .findFirst()
        .flatMap(it -> failure(DmarcReason.ALIGNMENT_UNAVAILABLE, it.toString()));
  }

  private DmarcResult notAligned() {
    return new DmarcResult.Failure(DmarcReason.NOT_ALIGNED, described(facts.identifiers()), facts);
  }

  private Optional<DmarcResult> failure(DmarcReason reason, String about) {
    return Optional.of(new DmarcResult.Failure(reason, about, facts));
  }

  private static String described(List<Identifier> all) {
    if (all.isEmpty()) {
      return "there is none";
    }
    String some =
        all.stream().limit(DESCRIBED).map(Identifier::toString).collect(Collectors.joining(", "));
    return all.size() <= DESCRIBED ? some : some + " and " + (all.size() - DESCRIBED) + " more";
  }
}
