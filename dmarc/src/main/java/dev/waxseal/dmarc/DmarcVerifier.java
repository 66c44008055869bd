package dev.waxseal.dmarc;

import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.Author;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Evaluates DMARC for messages (RFC 9989 section 5.3).
 *
 * <p>Organizational Domains are found by the DNS Tree Walk; there is no Public Suffix List.
 *
 * <p>Immutable: build it once, share it among threads.
 *
 * <pre>{@code
 * DmarcVerifier verifier = DmarcVerifier.of(Dns.system());
 * DmarcJudgement judgement = verifier.plan(headers, candidates); // when the header has ended
 * // the body arrives; when DNS has answered:
 * DmarcResult result = judgement.judge(DkimCheck.ofAll(dkim.results()), spf);
 * }</pre>
 *
 * <p>With results that another program gave, one call is enough:
 *
 * <pre>{@code
 * verifier.evaluate(
 *     headers, List.of(new DkimCheck.Pass(DomainName.of("example.org"))), MailFromCheck.none());
 * }</pre>
 */
public final class DmarcVerifier {

  private final Dns dns;
  private final Limits limits;

  private DmarcVerifier(Dns dns, Limits limits) {
    this.dns = Objects.requireNonNull(dns);
    this.limits = Objects.requireNonNull(limits);
  }

  /** A verifier with the default limits. */
  public static DmarcVerifier of(Dns dns) {
    return new DmarcVerifier(dns, Limits.defaults());
  }

  /**
   * This verifier with other limits, of which {@code fromAddresses}, {@code tags}, {@code
   * dnsDeadline} and {@code signatures} count here.
   */
  public DmarcVerifier withLimits(Limits other) {
    return new DmarcVerifier(dns, other);
  }

  /**
   * Begins the evaluation of a message, when its header has arrived, with this verifier's DNS.
   *
   * @see #plan(Headers, Dns, Collection)
   */
  public DmarcJudgement plan(Headers headers, Collection<DomainName> candidates) {
    return plan(headers, dns, candidates);
  }

  /**
   * Begins the evaluation of a message, when its header has arrived: asks DNS all that may be
   * needed, at once. These are, at most, eight names for the author domain, whether it exists, and
   * eight names for each candidate which could be aligned; each name once.
   *
   * @param headers the header of the message
   * @param messageDns where to ask, such as a cache for this message
   * @param candidates the domains that may turn out to be authenticated: {@code d=} of the
   *     signatures and the domain of MAIL FROM. One that is missing here is aligned only if it is
   *     identical to the author domain. Of more than {@code Limits.signatures} and one, the last do
   *     not count
   */
  public DmarcJudgement plan(Headers headers, Dns messageDns, Collection<DomainName> candidates) {
    Author author = Author.of(headers, limits);
    AuthorDomain authorDomain = AuthorDomain.of(headers, author);
    DmarcQueries queries = new DmarcQueries(messageDns, limits);
    Set<DomainName> walked = new LinkedHashSet<>();
    authorDomain
        .name()
        .ifPresent(
            domain -> {
              queries.askWalk(domain);
              queries.askExistence(domain);
              walked.addAll(worthAWalk(domain, candidates));
              walked.forEach(queries::askWalk);
            });
    return new DmarcJudgement(author, authorDomain, queries, walked);
  }

  /**
   * Evaluates a message of which all is known already. The stage completes at the deadline at the
   * latest, and never exceptionally; it may do so on a thread of DNS, on which nothing may block.
   *
   * @param headers the header of the message
   * @param dkim the result of each signature, of our own verifier or another
   * @param mailFrom what SPF says about MAIL FROM
   */
  public CompletionStage<DmarcResult> evaluate(
      Headers headers, List<DkimCheck> dkim, MailFromCheck mailFrom) {
    DmarcJudgement judgement = plan(headers, candidates(dkim, mailFrom));
    return inTime(judgement.answers()).thenApply(done -> judgement.judge(dkim, mailFrom));
  }

  /** Walks the tree from one domain, by the deadline at the latest; never exceptionally. */
  public CompletionStage<TreeWalk> walk(DomainName start) {
    DmarcQueries queries = new DmarcQueries(dns, limits);
    queries.askWalk(start);
    return inTime(queries.answers()).thenApply(done -> queries.walk(start));
  }

  private CompletableFuture<?> inTime(CompletableFuture<?> answers) {
    return answers
        .thenApply(done -> true)
        .completeOnTimeout(false, limits.dnsDeadline().toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Those candidates whose alignment DNS has to decide, if the mode is relaxed. */
  private Set<DomainName> worthAWalk(DomainName author, Collection<DomainName> candidates) {
    Set<DomainName> worth = new LinkedHashSet<>();
    for (DomainName candidate : candidates) {
      if (worth.size() <= limits.signatures()
          && !candidate.equals(author)
          && Alignments.areComparable(candidate, author)) {
        worth.add(candidate);
      }
    }
    return worth;
  }

  private static List<DomainName> candidates(List<DkimCheck> dkim, MailFromCheck mailFrom) {
    List<DomainName> candidates = new ArrayList<>();
    for (DkimCheck check : dkim) {
      if (check instanceof DkimCheck.Pass pass) {
        candidates.add(pass.domain());
      } else if (check instanceof DkimCheck.TempError error) {
        candidates.add(error.domain());
      }
    }
    if (mailFrom instanceof MailFromCheck.Pass pass) {
      candidates.add(pass.domain());
    } else if (mailFrom instanceof MailFromCheck.TempError error) {
      candidates.add(error.domain());
    }
    return candidates;
  }
}
