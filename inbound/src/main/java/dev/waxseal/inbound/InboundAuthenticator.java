package dev.waxseal.inbound;

import dev.waxseal.authres.AuthservIds;
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

/**
 * Judges messages that come in, everything in one pass: DKIM, ARC, SPF, DMARC and what is to be
 * done with them.
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
  private final Dns dns;
  private final Limits limits;
  private final Verifiers verifiers;
  private final LocalPolicy policy;
  private final Optional<AuthservIds> spfReporters;

  private InboundAuthenticator(
      String authservId,
      Dns dns,
      Limits limits,
      Verifiers verifiers,
      LocalPolicy policy,
      Optional<AuthservIds> spfReporters) {
    this.authservId = authservId;
    this.dns = Objects.requireNonNull(dns);
    this.limits = Objects.requireNonNull(limits);
    this.verifiers = verifiers;
    this.policy = policy;
    this.spfReporters = spfReporters;
  }

  /**
   * An authenticator with the default limits and the system's clock, which trusts no sealer and
   * rejects nothing.
   *
   * @param authservId in whose name the results are given, the name of this service as a rule (RFC
   *     8601 section 2.5)
   * @throws IllegalArgumentException if the id is none
   */
  public static InboundAuthenticator of(String authservId, Dns dns) {
    AuthservIds.of(authservId); // refuses what is no id
    return new InboundAuthenticator(
        authservId,
        dns,
        Limits.defaults(),
        Verifiers.of(dns, authservId),
        new LocalPolicy(Set.of(), false),
        Optional.empty());
  }

  /** This authenticator with other limits. */
  public InboundAuthenticator withLimits(Limits other) {
    return new InboundAuthenticator(
        authservId, dns, other, verifiers.with(other), policy, spfReporters);
  }

  /** This authenticator with another clock. */
  public InboundAuthenticator withClock(InstantSource other) {
    return with(verifiers.with(other));
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
   * DkimVerifier#treatingTestKeysAsUnsigned()}. Seals of ARC are not signers' words about their own
   * mail, and count as before.
   */
  public InboundAuthenticator treatingTestKeysAsUnsigned() {
    return with(verifiers.with(verifiers.dkim().treatingTestKeysAsUnsigned()));
  }

  /**
   * This authenticator, believing these sealers. A message that fails DMARC is accepted if one of
   * them says in a chain that holds that it saw the author domain pass, and no sealer after it is a
   * stranger (RFC 8617 sections 7.2.1 and 9). The result of DMARC stays what it is.
   *
   * @param domains the domains of their seals, {@code d=}; they take the place of those named
   *     before
   * @throws IllegalArgumentException if one is no domain name
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
   * This authenticator, taking the result of SPF from Authentication-Results fields of these
   * services where no client is given: those of the mail server itself, which deletes the forged
   * ones. What they say is believed.
   *
   * @throws IllegalArgumentException if an id is none
   */
  public InboundAuthenticator takingSpfFrom(String... authservIds) {
    return new InboundAuthenticator(
        authservId, dns, limits, verifiers, policy, Optional.of(AuthservIds.of(authservIds)));
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

  String authservId() {
    return authservId;
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

  private InboundAuthenticator with(Verifiers other) {
    return new InboundAuthenticator(authservId, dns, limits, other, policy, spfReporters);
  }

  private InboundAuthenticator with(LocalPolicy other) {
    return new InboundAuthenticator(authservId, dns, limits, verifiers, other, spfReporters);
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
