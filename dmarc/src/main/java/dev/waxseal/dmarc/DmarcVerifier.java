package dev.waxseal.dmarc;

import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.internal.DnsQueries;
import dev.waxseal.dns.internal.ReadRecords;
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

/**
 * Evaluates DMARC for messages (RFC 9989 section 5.3), and explains what a domain publishes.
 *
 * <p>Organizational Domains are found by the DNS Tree Walk; there is no Public Suffix List.
 *
 * <p>Every method that asks DNS exists twice: one blocks, and one, {@code …Async}, returns a stage
 * that never completes exceptionally. Both end after {@link Limits#dnsDeadline()} at the latest; an
 * answer that has not arrived by then, or when the thread is interrupted, is unavailable.
 *
 * <p>Immutable: build it once, share it among threads.
 *
 * <pre>{@code
 * DmarcVerifier verifier = DmarcVerifier.of(Dns.system());
 * DmarcResult result =
 *     verifier.evaluate(
 *         headers, List.of(new DkimCheck.Pass(DomainName.of("example.org"))), MailFromCheck.none());
 * }</pre>
 */
public final class DmarcVerifier {

  private final Dns dns;
  private final Limits limits;
  private final ReadRecords<DmarcRecord.Parsed> known;

  private DmarcVerifier(Dns dns, Limits limits) {
    this.dns = Objects.requireNonNull(dns);
    this.limits = Objects.requireNonNull(limits);
    this.known = new ReadRecords<>(limits.cachedRecordOctets());
  }

  /**
   * The evaluation of one message whose DNS queries are under way: they are sent when the header
   * has ended, and the results of DKIM and SPF come later.
   *
   * <p>Share it among threads; it may be used more than once.
   */
  public interface Evaluation {

    /** Completes when DNS has answered all queries; never exceptionally. */
    CompletableFuture<?> answers();

    /**
     * The result. Does not block: an answer that has not arrived by now is unavailable.
     *
     * @param dkim the result of each signature
     * @param mailFrom the result of SPF for MAIL FROM
     */
    DmarcResult report(List<DkimCheck> dkim, MailFromCheck mailFrom);
  }

  /** A verifier with the default limits. */
  public static DmarcVerifier of(Dns dns) {
    return new DmarcVerifier(dns, Limits.defaults());
  }

  /**
   * This verifier with other limits; it uses {@code fromAddresses}, {@code tags}, {@code
   * dnsDeadline}, {@code signatures} and {@code cachedRecordOctets}.
   */
  public DmarcVerifier withLimits(Limits other) {
    return new DmarcVerifier(dns, other);
  }

  /**
   * Evaluates a message whose DKIM and SPF results are known. Blocks for DNS.
   *
   * @param headers the header of the message
   * @param dkim the result of each signature, of our own verifier or another
   * @param mailFrom the result of SPF for MAIL FROM
   */
  public DmarcResult evaluate(Headers headers, List<DkimCheck> dkim, MailFromCheck mailFrom) {
    return DnsQueries.run(
        dns, limits.dnsDeadline(), queries -> evaluation(headers, dkim, mailFrom, queries));
  }

  /**
   * As {@link #evaluate}, without blocking. The stage may complete on a thread of DNS, on which
   * nothing may block.
   */
  public CompletionStage<DmarcResult> evaluateAsync(
      Headers headers, List<DkimCheck> dkim, MailFromCheck mailFrom) {
    return DnsQueries.runAsync(
        dns, limits.dnsDeadline(), queries -> evaluation(headers, dkim, mailFrom, queries));
  }

  /** Walks the tree from one domain (RFC 9989 section 4.10). Blocks for DNS. */
  public TreeWalk walk(DomainName start) {
    return DnsQueries.run(dns, limits.dnsDeadline(), queries -> walk(start, queries));
  }

  /** As {@link #walk}, without blocking. */
  public CompletionStage<TreeWalk> walkAsync(DomainName start) {
    return DnsQueries.runAsync(dns, limits.dnsDeadline(), queries -> walk(start, queries));
  }

  /**
   * Explains what applies to the mail of a domain: the walk, the policies, where reports go, and
   * what is wrong. Blocks for DNS.
   */
  public DmarcExplanation explain(DomainName domain) {
    return DnsQueries.run(dns, limits.dnsDeadline(), queries -> explanation(domain, queries));
  }

  /** As {@link #explain}, without blocking. */
  public CompletionStage<DmarcExplanation> explainAsync(DomainName domain) {
    return DnsQueries.runAsync(dns, limits.dnsDeadline(), queries -> explanation(domain, queries));
  }

  /**
   * Begins the evaluation of a message when its header has arrived, as a part of a larger one, and
   * sends all DNS queries that may be needed. These are, at most, eight names for the author
   * domain, one query for its existence, and eight names for each candidate that could be aligned;
   * each name once.
   *
   * @param headers the header of the message
   * @param messageDns answers the queries of this one message, in place of this verifier's DNS, and
   *     keeps its deadline
   * @param candidates the domains that may turn out to be authenticated: {@code d=} of the
   *     signatures and the domain of MAIL FROM. A domain that is missing here is aligned only if it
   *     is identical to the author domain. Candidates beyond {@code Limits.signatures} + 1 are
   *     ignored
   */
  public Evaluation begin(Headers headers, Dns messageDns, Collection<DomainName> candidates) {
    Author author = Author.of(headers, limits);
    AuthorDomain authorDomain = AuthorDomain.of(headers, author);
    DmarcQueries queries = queries(DnsQueries.of(messageDns));
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
    return new Begun(author, authorDomain, queries, walked);
  }

  private record Begun(
      Author author, AuthorDomain authorDomain, DmarcQueries queries, Set<DomainName> walked)
      implements Evaluation {

    @Override
    public CompletableFuture<?> answers() {
      return queries.answers();
    }

    @Override
    public DmarcResult report(List<DkimCheck> dkim, MailFromCheck mailFrom) {
      return new EvaluationSteps(author, authorDomain, queries, walked, dkim, mailFrom).result();
    }
  }

  private CompletionStage<DmarcResult> evaluation(
      Headers headers, List<DkimCheck> dkim, MailFromCheck mailFrom, DnsQueries queries) {
    Evaluation begun = begin(headers, queries, candidates(dkim, mailFrom));
    return begun.answers().thenApply(done -> begun.report(dkim, mailFrom));
  }

  private DmarcQueries queries(DnsQueries dnsQueries) {
    return new DmarcQueries(dnsQueries, limits, known);
  }

  private CompletionStage<TreeWalk> walk(DomainName start, DnsQueries dnsQueries) {
    DmarcQueries queries = queries(dnsQueries);
    queries.askWalk(start);
    return queries.answers().thenApply(done -> queries.walk(start));
  }

  private CompletionStage<DmarcExplanation> explanation(DomainName domain, DnsQueries queries) {
    return new Explainer(queries(queries), domain).explanation();
  }

  /** The candidates whose alignment depends on DNS if the mode is relaxed. */
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
