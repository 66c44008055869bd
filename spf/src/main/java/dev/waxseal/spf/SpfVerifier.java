package dev.waxseal.spf;

import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.internal.DnsQueries;
import dev.waxseal.dns.internal.ReadRecords;
import dev.waxseal.mime.Limits;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Checks whether an SMTP client may send with the identities that it uses (RFC 7208), and explains
 * what a domain publishes.
 *
 * <p>Every method that asks DNS exists twice: one blocks, and one, {@code …Async}, returns a stage
 * that never completes exceptionally. Both end after {@link Limits#dnsDeadline()} at the latest; a
 * check that has not ended by then is {@code temperror}. RFC 7208 section 4.6.4 recommends to allow
 * at least 20 seconds, as the default limits do.
 *
 * <p>Immutable: build it once, share it among threads.
 *
 * <pre>{@code
 * SpfVerifier verifier = SpfVerifier.of(Dns.system());
 * SpfClient client = SpfClient.of(address, "mail.example.org", "joe@example.org");
 * SpfResult result = verifier.checkMailFrom(client);
 * }</pre>
 */
public final class SpfVerifier {
  private final Dns dns;
  private final Limits limits;
  private final InstantSource clock;
  private final String receiver;
  private final ReadRecords<SpfRecord> known;

  private SpfVerifier(Dns dns, Limits limits, InstantSource clock, String receiver) {
    this.dns = Objects.requireNonNull(dns, "dns");
    this.limits = Objects.requireNonNull(limits, "limits");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.receiver = Objects.requireNonNull(receiver, "receiver");
    this.known = new ReadRecords<>(limits.cachedRecordOctets());
  }

  /** A verifier with the default limits and the system's clock, which does not tell its name. */
  public static SpfVerifier of(Dns dns) {
    return new SpfVerifier(dns, Limits.defaults(), Clock.systemUTC(), HostNames.UNKNOWN);
  }

  /** This verifier with other limits; {@link Limits#dnsDeadline()} is the one that it uses. */
  public SpfVerifier withLimits(Limits other) {
    return new SpfVerifier(dns, other, clock, receiver);
  }

  /** This verifier with another clock: the macro t tells it (RFC 7208 section 7.3). */
  public SpfVerifier withClock(InstantSource other) {
    return new SpfVerifier(dns, limits, other, receiver);
  }

  /**
   * This verifier with a name, which the macro r tells (RFC 7208 section 7.3).
   *
   * @param name the name of the receiving host; "unknown" to keep it private
   */
  public SpfVerifier withReceiverName(String name) {
    return new SpfVerifier(dns, limits, clock, name);
  }

  /**
   * Checks the identity of MAIL FROM, which is postmaster at the HELO name if the reverse-path is
   * null (RFC 7208 section 2.4). Blocks for DNS.
   */
  public SpfResult checkMailFrom(SpfClient client) {
    return DnsQueries.run(dns, limits.dnsDeadline(), queries -> mailFrom(client, queries));
  }

  /** As {@link #checkMailFrom}, without blocking. */
  public CompletionStage<SpfResult> checkMailFromAsync(SpfClient client) {
    return DnsQueries.runAsync(dns, limits.dnsDeadline(), queries -> mailFrom(client, queries));
  }

  /**
   * Checks the identity of HELO (RFC 7208 section 2.3). An address literal or a name of one label
   * gives {@code none} (section 4.3). Blocks for DNS.
   */
  public SpfResult checkHelo(SpfClient client) {
    return DnsQueries.run(dns, limits.dnsDeadline(), queries -> helo(client, queries));
  }

  /** As {@link #checkHelo}, without blocking. */
  public CompletionStage<SpfResult> checkHeloAsync(SpfClient client) {
    return DnsQueries.runAsync(dns, limits.dnsDeadline(), queries -> helo(client, queries));
  }

  /**
   * Explains what a domain publishes: its record and all those that it includes or redirects to,
   * the look-ups of the worst case, and what is wrong. No client is needed. Blocks for DNS.
   */
  public SpfTree explain(DomainName domain) {
    return DnsQueries.run(dns, limits.dnsDeadline(), queries -> tree(domain, queries));
  }

  /** As {@link #explain}, without blocking. */
  public CompletionStage<SpfTree> explainAsync(DomainName domain) {
    return DnsQueries.runAsync(dns, limits.dnsDeadline(), queries -> tree(domain, queries));
  }

  /**
   * Begins the check of MAIL FROM as a part of the evaluation of a message. The stage completes
   * when the DNS of the message has answered; that DNS keeps the deadline.
   *
   * @param client the client
   * @param messageDns answers the queries of this one message, in place of this verifier's DNS
   */
  public CompletionStage<SpfResult> evaluateMailFrom(SpfClient client, Dns messageDns) {
    return mailFrom(client, DnsQueries.of(messageDns));
  }

  private CompletionStage<SpfResult> mailFrom(SpfClient client, DnsQueries queries) {
    return check(client, SpfScope.MFROM, Sender.mailFrom(client), new SpfQueries(queries, known));
  }

  private CompletionStage<SpfResult> helo(SpfClient client, DnsQueries queries) {
    return check(client, SpfScope.HELO, Sender.helo(client), new SpfQueries(queries, known));
  }

  private CompletionStage<SpfTree> tree(DomainName domain, DnsQueries queries) {
    return new SpfTreeBuilder(new SpfQueries(queries, known)).of(domain);
  }

  private CompletionStage<SpfResult> check(
      SpfClient client, SpfScope scope, Sender sender, SpfQueries queries) {
    if (sender.domain().isEmpty()) {
      return CompletableFuture.completedFuture(noDomain(scope, sender.domainText()));
    }
    DomainName domain = sender.domain().get();
    CheckState state = CheckState.of(client, sender, domain, receiver, clock);
    return new CheckHost(queries, state)
        .of(domain)
        .thenCompose(
            outcome ->
                explanation(queries, state, outcome)
                    .thenApply(explanation -> result(scope, domain, outcome, explanation)));
  }

  /** Only a fail is explained (RFC 7208 section 6.2). */
  private static CompletionStage<Optional<String>> explanation(
      SpfQueries queries, CheckState state, SpfOutcome outcome) {
    return outcome.status() == SpfStatus.FAIL && outcome.explanation().isPresent()
        ? new Explanation(queries, state, outcome.domain()).at(outcome.explanation().get())
        : Steps.none();
  }

  private static SpfResult result(
      SpfScope scope, DomainName domain, SpfOutcome outcome, Optional<String> explanation) {
    Optional<String> mechanism = outcome.matched().map(Texts::about);
    return outcome.reason().isEmpty()
        ? new SpfResult.Pass(domain, scope, mechanism.orElseThrow(), outcome.trace())
        : new SpfResult.Failure(
            scope,
            Optional.of(domain),
            outcome.reason().get(),
            outcome.about(),
            explanation,
            mechanism,
            outcome.trace());
  }

  private static SpfResult noDomain(SpfScope scope, String text) {
    return new SpfResult.Failure(
        scope,
        Optional.empty(),
        SpfReason.NO_DOMAIN,
        Texts.about(text),
        Optional.empty(),
        Optional.empty(),
        new TraceBuilder("", new Tally()).build());
  }
}
