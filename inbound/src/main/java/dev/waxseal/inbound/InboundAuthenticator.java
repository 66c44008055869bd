package dev.waxseal.inbound;

import dev.waxseal.arc.ArcSealer;
import dev.waxseal.authres.AuthservIds;
import dev.waxseal.dkim.Crypto;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import dev.waxseal.pass.MessageSession;
import dev.waxseal.pass.internal.Evaluator;
import dev.waxseal.pass.internal.MessagePass;
import dev.waxseal.spf.SpfClient;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Authenticates inbound messages by DKIM, ARC, SPF and DMARC in one pass, and says how to treat
 * them.
 *
 * <p>Immutable: build it once, share it among threads.
 *
 * <pre>{@code
 * InboundAuthenticator inbound =
 *     InboundAuthenticator.of("mx.example.net", Dns.system())
 *         .trustingSealers("lists.example.org");
 *
 * MessageSession<InboundReport> session = inbound.begin(SpfClient.of(address, helo, mailFrom));
 * for (int n = data.read(buffer); n >= 0; n = data.read(buffer)) {
 *   session.write(buffer, 0, n);
 *   spool.write(buffer, 0, n);
 * }
 * InboundReport report = session.finish();
 * report.deliver(spool.inputStream(), out); // without forged results, ours on top
 * }</pre>
 */
public final class InboundAuthenticator {

  private final String authservId;
  private final AuthservIds ownIds;
  private final Dns dns;
  private final Limits limits;
  private final Verifiers verifiers;
  private final LocalPolicy policy;
  private final Optional<AuthservIds> spfReporters;
  private final Optional<Evaluator<ArcSealer.Prepared>> sealing;

  private InboundAuthenticator(
      String authservId,
      Dns dns,
      Limits limits,
      Verifiers verifiers,
      LocalPolicy policy,
      Optional<AuthservIds> spfReporters,
      Optional<Evaluator<ArcSealer.Prepared>> sealing) {
    this.authservId = authservId;
    this.ownIds = AuthservIds.of(authservId);
    this.dns = Objects.requireNonNull(dns);
    this.limits = Objects.requireNonNull(limits);
    this.verifiers = verifiers;
    this.policy = policy;
    this.spfReporters = spfReporters;
    this.sealing = sealing;
  }

  /**
   * An authenticator with the default limits and the system's clock, which trusts no sealer and
   * rejects nothing.
   *
   * @param authservId the id of this service in its results, usually its host name (RFC 8601
   *     section 2.5)
   * @throws IllegalArgumentException if it cannot be an id
   */
  public static InboundAuthenticator of(String authservId, Dns dns) {
    return new InboundAuthenticator(
        authservId,
        dns,
        Limits.defaults(),
        Verifiers.of(dns, authservId),
        new LocalPolicy(Set.of(), false),
        Optional.empty(),
        Optional.empty());
  }

  /** This authenticator with other limits. */
  public InboundAuthenticator withLimits(Limits other) {
    return new InboundAuthenticator(
        authservId, dns, other, verifiers.with(other), policy, spfReporters, sealing);
  }

  /** This authenticator with another clock. */
  public InboundAuthenticator withClock(InstantSource other) {
    return with(verifiers.with(other));
  }

  /**
   * This authenticator with another implementation of RSA and Ed25519; its results are the same.
   */
  public InboundAuthenticator withCrypto(Crypto crypto) {
    return with(verifiers.with(crypto));
  }

  /**
   * This authenticator, letting DKIM signatures pass that cover only the beginning of the body.
   * Dangerous: see {@link DkimVerifier#allowBodyLengthLimit()}.
   */
  public InboundAuthenticator allowBodyLengthLimit() {
    return with(verifiers.with(verifiers.dkim().allowBodyLengthLimit()));
  }

  /**
   * This authenticator, counting no DKIM signature by a key in testing: see {@link
   * DkimVerifier#treatingTestKeysAsUnsigned()}. It does not affect ARC: a seal is not a signer's
   * statement about its own mail.
   */
  public InboundAuthenticator treatingTestKeysAsUnsigned() {
    return with(verifiers.with(verifiers.dkim().treatingTestKeysAsUnsigned()));
  }

  /**
   * This authenticator, counting no DKIM signature by a shorter RSA key: see {@link
   * DkimVerifier#requiringRsaKeyBits}. It does not affect ARC: what is found of a chain is sealed
   * into its next set, so that the taste of one receiver would break the chain for all later ones.
   * Sealers are trusted by name.
   *
   * @throws IllegalArgumentException if it is less than 1024 or more than 4096
   */
  public InboundAuthenticator requiringRsaKeyBits(int bits) {
    return with(verifiers.with(verifiers.dkim().requiringRsaKeyBits(bits)));
  }

  /**
   * This authenticator, trusting these sealers. A message that fails DMARC is accepted if its chain
   * is valid, one of them recorded in it that the author domain passed, and all later sealers are
   * trusted, too (RFC 8617 sections 7.2.1 and 9). The result of DMARC does not change.
   *
   * @param domains the domains of their seals, {@code d=}; they replace those named before
   * @throws IllegalArgumentException if one is not a domain name
   */
  public InboundAuthenticator trustingSealers(String... domains) {
    return trustingSealers(List.of(domains));
  }

  /** The same, for a list such as that of a configuration. */
  public InboundAuthenticator trustingSealers(Collection<String> domains) {
    Set<DomainName> trusted = new HashSet<>();
    domains.stream().map(DomainName::of).forEach(trusted::add);
    return with(new LocalPolicy(trusted, policy.rejecting()));
  }

  /**
   * This authenticator, rejecting what fails under a policy of reject. Without it such mail is
   * quarantined: "Mail Receivers MUST NOT reject incoming messages solely on the basis of a
   * p=reject policy" (RFC 9989 section 7.4), since mailing lists break more than they should.
   */
  public InboundAuthenticator rejectingByPolicy() {
    return with(new LocalPolicy(policy.trustedSealers(), true));
  }

  /**
   * This authenticator, taking the result of SPF from the Authentication-Results fields of these
   * services if no client is given. They are believed, so name only the mail server itself, and let
   * it delete forged fields.
   *
   * @throws IllegalArgumentException if one cannot be an id
   */
  public InboundAuthenticator takingSpfFrom(String... authservIds) {
    return new InboundAuthenticator(
        authservId,
        dns,
        limits,
        verifiers,
        policy,
        Optional.of(AuthservIds.of(authservIds)),
        sealing);
  }

  /**
   * This authenticator, reading messages for their seal in the same pass: {@link
   * InboundReport#seal()} then gives the set that records what was found. The body is hashed once
   * for all signatures, old and new. Nothing is signed unless {@code seal()} is called.
   *
   * @param sealer seals with its own clock and limits; the limits of the header are those of this
   *     authenticator
   */
  public InboundAuthenticator sealing(ArcSealer sealer) {
    return new InboundAuthenticator(
        authservId,
        dns,
        limits,
        verifiers,
        policy,
        spfReporters,
        Optional.of(MessagePass.evaluator(sealer.begin())));
  }

  /** A session for one message whose client is unknown, so that there is no SPF to check. */
  public MessageSession<InboundReport> begin() {
    return begin(Optional.empty());
  }

  /** A session for one message that arrives piece by piece from this client. */
  public MessageSession<InboundReport> begin(SpfClient client) {
    return begin(Optional.of(client));
  }

  /**
   * Authenticates a message in memory whose client is unknown. If its lines end in LF, as in a file
   * on Unix, every bare LF is read as CRLF, and the report says so. Blocks for DNS, at most {@link
   * Limits#dnsDeadline()}.
   */
  public InboundReport authenticate(byte[] message) {
    MessageSession<InboundReport> session = begin();
    session.read(message);
    return session.finish();
  }

  /** Authenticates a message in memory, as {@link #authenticate(byte[])}. */
  public InboundReport authenticate(byte[] message, SpfClient client) {
    MessageSession<InboundReport> session = begin(client);
    session.read(message);
    return session.finish();
  }

  /**
   * Authenticates a message, reading it to its end; the stream is not closed. Memory does not grow
   * with the body. Line ends and DNS as in {@link #authenticate(byte[])}.
   *
   * @throws IOException if the stream cannot be read
   */
  public InboundReport authenticate(InputStream message, SpfClient client) throws IOException {
    MessageSession<InboundReport> session = begin(client);
    session.read(message);
    return session.finish();
  }

  /**
   * Authenticates a message in memory without blocking, as {@link #authenticate(byte[],
   * SpfClient)}. The stage completes by {@link Limits#dnsDeadline()}.
   *
   * @param executor where the signatures are verified, so that no thread of DNS is held up
   */
  public CompletionStage<InboundReport> authenticateAsync(
      byte[] message, SpfClient client, Executor executor) {
    MessageSession<InboundReport> session = begin(client);
    session.read(message);
    return session.finishAsync(executor);
  }

  String authservId() {
    return authservId;
  }

  AuthservIds ownIds() {
    return ownIds;
  }

  Dns dns() {
    return dns;
  }

  Limits limits() {
    return limits;
  }

  Verifiers verifiers() {
    return verifiers;
  }

  LocalPolicy policy() {
    return policy;
  }

  Optional<AuthservIds> spfReporters() {
    return spfReporters;
  }

  Optional<Evaluator<ArcSealer.Prepared>> sealing() {
    return sealing;
  }

  private InboundAuthenticator with(Verifiers other) {
    return new InboundAuthenticator(authservId, dns, limits, other, policy, spfReporters, sealing);
  }

  private InboundAuthenticator with(LocalPolicy other) {
    return new InboundAuthenticator(
        authservId, dns, limits, verifiers, other, spfReporters, sealing);
  }

  private MessageSession<InboundReport> begin(Optional<SpfClient> client) {
    return new MessagePass<>(limits, dns, new MessageEvaluator(this, client));
  }

  private record MessageEvaluator(InboundAuthenticator authenticator, Optional<SpfClient> client)
      implements Evaluator<InboundReport> {

    @Override
    public InboundEvaluation begin(Headers headers, Dns dns) {
      return new InboundEvaluation(authenticator, client, headers, dns);
    }

    @Override
    public InboundReport overflow(Headers.Overflow overflow) {
      return InboundReport.unread(authenticator, overflow);
    }
  }
}
