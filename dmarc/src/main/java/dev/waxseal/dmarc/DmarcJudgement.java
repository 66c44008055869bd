package dev.waxseal.dmarc;

import dev.waxseal.dmarc.Identifier.Alignment;
import dev.waxseal.dmarc.Identifier.Method;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.Author;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The evaluation of one message, with its questions to DNS under way: they are asked when the
 * header is there, and what DKIM and SPF say comes later.
 *
 * <p>Share it among threads; it may be used more than once.
 */
public final class DmarcJudgement {

  /** A sentence, and a reply of SMTP (RFC 5321 section 4.5.3.1.5), has room for few names. */
  private static final int DESCRIBED = 2;

  private final Author author;
  private final AuthorDomain authorDomain;
  private final DmarcQueries queries;
  private final Set<DomainName> walked;

  DmarcJudgement(
      Author author, AuthorDomain authorDomain, DmarcQueries queries, Set<DomainName> walked) {
    this.author = author;
    this.authorDomain = authorDomain;
    this.queries = queries;
    this.walked = Set.copyOf(walked);
  }

  /** Completes when DNS has answered all queries; never exceptionally. It may take forever. */
  public CompletableFuture<?> answers() {
    return queries.answers();
  }

  /**
   * The result. Does not block: what DNS has not answered by now counts as unavailable.
   *
   * @param dkim the result of each signature
   * @param mailFrom what SPF says about MAIL FROM
   */
  public DmarcResult judge(List<DkimCheck> dkim, MailFromCheck mailFrom) {
    if (authorDomain instanceof AuthorDomain.Missing missing) {
      return failure(missing.reason(), missing.about(), Optional.empty());
    }
    DomainName domain = authorDomain.name().orElseThrow();
    TreeWalk walk = queries.walk(domain);
    Discovery discovery = Discovery.of(walk);
    if (discovery instanceof Discovery.Missing missing) {
      return failure(missing.reason(), missing.about(), Optional.of(walk));
    }
    Discovery.Found found = (Discovery.Found) discovery;
    AppliedRecord applied =
        AppliedRecord.of(domain, found.domain(), found.dmarcRecord(), queries.exists(domain));
    Alignments alignments = new Alignments(walk, walked, queries);
    DmarcFacts facts =
        new DmarcFacts(
            author,
            Optional.of(domain),
            Optional.of(walk),
            Optional.of(applied),
            identifiers(alignments, found.dmarcRecord(), dkim, mailFrom));
    return facts.aligned().isEmpty()
        ? unaligned(alignments, facts, applied.dmarcRecord(), dkim, mailFrom)
        : new DmarcResult.Pass(domain, applied, facts);
  }

  private DmarcResult failure(DmarcReason reason, String about, Optional<TreeWalk> walk) {
    return new DmarcResult.Failure(
        reason,
        about,
        new DmarcFacts(author, authorDomain.name(), walk, Optional.empty(), List.of()));
  }

  /** "the message cannot be considered to pass or fail" without these answers (section 5.3.6). */
  private static DmarcResult unaligned(
      Alignments alignments,
      DmarcFacts facts,
      DmarcRecord found,
      List<DkimCheck> dkim,
      MailFromCheck mailFrom) {
    Optional<Identifier> unchecked =
        unchecked(alignments, found, dkim, mailFrom).stream()
            .filter(identifier -> identifier.alignment() != Alignment.NONE)
            .findFirst();
    if (unchecked.isPresent()) {
      return new DmarcResult.Failure(
          DmarcReason.IDENTIFIER_UNAVAILABLE, unchecked.get().toString(), facts);
    }
    Optional<Identifier> unknown =
        facts.identifiers().stream()
            .filter(identifier -> identifier.alignment() == Alignment.UNKNOWN)
            .findFirst();
    if (unknown.isPresent()) {
      return new DmarcResult.Failure(
          DmarcReason.ALIGNMENT_UNAVAILABLE, unknown.get().toString(), facts);
    }
    return new DmarcResult.Failure(DmarcReason.NOT_ALIGNED, described(facts), facts);
  }

  private static String described(DmarcFacts facts) {
    List<Identifier> all = facts.identifiers();
    if (all.isEmpty()) {
      return "there is none";
    }
    String some =
        all.stream().limit(DESCRIBED).map(Identifier::toString).collect(Collectors.joining(", "));
    return all.size() <= DESCRIBED ? some : some + " and " + (all.size() - DESCRIBED) + " more";
  }

  /** What is authenticated, each once. */
  private static List<Identifier> identifiers(
      Alignments alignments, DmarcRecord found, List<DkimCheck> dkim, MailFromCheck mailFrom) {
    Set<Identifier> identifiers = new LinkedHashSet<>();
    for (DkimCheck check : dkim) {
      if (check instanceof DkimCheck.Pass pass) {
        identifiers.add(identifier(alignments, found, Method.DKIM, pass.domain()));
      }
    }
    if (mailFrom instanceof MailFromCheck.Pass pass) {
      identifiers.add(identifier(alignments, found, Method.SPF, pass.domain()));
    }
    return List.copyOf(identifiers);
  }

  /** What might have been authenticated, had DNS answered. */
  private static List<Identifier> unchecked(
      Alignments alignments, DmarcRecord found, List<DkimCheck> dkim, MailFromCheck mailFrom) {
    Set<Identifier> identifiers = new LinkedHashSet<>();
    for (DkimCheck check : dkim) {
      if (check instanceof DkimCheck.TempError error) {
        identifiers.add(identifier(alignments, found, Method.DKIM, error.domain()));
      }
    }
    if (mailFrom instanceof MailFromCheck.TempError error) {
      identifiers.add(identifier(alignments, found, Method.SPF, error.domain()));
    }
    return List.copyOf(identifiers);
  }

  private static Identifier identifier(
      Alignments alignments, DmarcRecord found, Method method, DomainName domain) {
    DmarcRecord.AlignmentMode mode =
        switch (method) {
          case DKIM -> found.dkimMode();
          case SPF -> found.spfMode();
        };
    return new Identifier(method, domain, alignments.alignment(domain, mode));
  }
}
