package dev.waxseal.spf;

import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Checks whether an SMTP client may send with the identities that it uses (RFC 7208).
 *
 * <p>Nothing blocks: what is returned completes on the thread on which DNS answers, and never
 * exceptionally. There is no clock on it: how long a check takes is up to the {@link Dns} that is
 * asked, each of whose unanswered queries has to become {@code Unavailable} in the end, upon which
 * the check is over with {@code temperror}.
 *
 * <p>Immutable: build it once, share it among threads.
 *
 * <pre>{@code
 * SpfVerifier verifier = SpfVerifier.of(Dns.system());
 * SpfClient client = SpfClient.of(address, "mail.example.org", "joe@example.org");
 * verifier.checkMailFrom(client).thenAccept(result -> log(result.toString()));
 * }</pre>
 */
public final class SpfVerifier {
  private final Dns dns;
  private final InstantSource clock;
  private final String receiver;

  private SpfVerifier(Dns dns, InstantSource clock, String receiver) {
    this.dns = Objects.requireNonNull(dns, "dns");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.receiver = Objects.requireNonNull(receiver, "receiver");
  }

  /** A verifier with the system's clock that does not tell its name. */
  public static SpfVerifier of(Dns dns) {
    return new SpfVerifier(dns, Clock.systemUTC(), HostNames.UNKNOWN);
  }

  /** This verifier with another clock: the macro t tells it (RFC 7208 section 7.3). */
  public SpfVerifier withClock(InstantSource other) {
    return new SpfVerifier(dns, other, receiver);
  }

  /**
   * This verifier with a name, which the macro r tells (RFC 7208 section 7.3).
   *
   * @param name the name of the receiving host; "unknown" if it is not to be told
   */
  public SpfVerifier withReceiverName(String name) {
    return new SpfVerifier(dns, clock, name);
  }

  /** Checks the identity of MAIL FROM: {@link #checkMailFrom(SpfClient, Dns)} by the own DNS. */
  public CompletionStage<SpfResult> checkMailFrom(SpfClient client) {
    return checkMailFrom(client, dns);
  }

  /**
   * Checks the identity of MAIL FROM, which is postmaster at the HELO name if the reverse-path is
   * null (RFC 7208 section 2.4).
   *
   * @param client the client
   * @param ofMessage the DNS of this one message, by its deadline
   */
  public CompletionStage<SpfResult> checkMailFrom(SpfClient client, Dns ofMessage) {
    return check(client, SpfScope.MFROM, Sender.mailFrom(client), ofMessage);
  }

  /** Checks the identity of HELO: {@link #checkHelo(SpfClient, Dns)} by the own DNS. */
  public CompletionStage<SpfResult> checkHelo(SpfClient client) {
    return checkHelo(client, dns);
  }

  /**
   * Checks the identity of HELO (RFC 7208 section 2.3). An address literal or a name of one label
   * comes to {@code none} (section 4.3).
   *
   * @param client the client
   * @param ofMessage the DNS of this one message, by its deadline
   */
  public CompletionStage<SpfResult> checkHelo(SpfClient client, Dns ofMessage) {
    return check(client, SpfScope.HELO, Sender.helo(client), ofMessage);
  }

  /**
   * What a domain publishes, without a client: its record and all those that it includes or
   * redirects to, with the look-ups of the worst case and what is wrong with them.
   *
   * @param domain the domain
   */
  public CompletionStage<SpfTree> explain(DomainName domain) {
    return new SpfTreeBuilder(new SpfQueries(dns)).of(domain);
  }

  private CompletionStage<SpfResult> check(
      SpfClient client, SpfScope scope, Sender sender, Dns ofMessage) {
    if (sender.domain().isEmpty()) {
      return CompletableFuture.completedFuture(noDomain(scope, sender.domainText()));
    }
    DomainName domain = sender.domain().get();
    CheckState state = CheckState.of(client, sender, domain, receiver, clock);
    SpfQueries queries = new SpfQueries(ofMessage);
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
    Optional<String> mechanism = outcome.matched().map(term -> Texts.about(term.text()));
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
