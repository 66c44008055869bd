package dev.waxseal.dkim;

import dev.waxseal.dkim.internal.KeyCache;
import dev.waxseal.dkim.internal.VerificationRules;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.dns.internal.DnsQueries;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import dev.waxseal.pass.MessageSession;
import dev.waxseal.pass.internal.Evaluator;
import dev.waxseal.pass.internal.MessagePass;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Verifies the DKIM signatures of messages (RFC 6376 section 6).
 *
 * <p>Immutable: build it once, share it among threads.
 *
 * <pre>{@code
 * DkimVerifier verifier = DkimVerifier.of(Dns.system());
 * for (DkimResult.Pass pass : verifier.verify(message).passes()) {
 *   System.out.println(pass.domain() + " vouches for this message");
 * }
 * }</pre>
 */
public final class DkimVerifier {

  /** Longer keys need not be verified by anyone (RFC 8301 section 3.2). */
  private static final int MOST_REQUIRED_BITS = 4096;

  private final Dns dns;
  private final Limits limits;
  private final InstantSource clock;
  private final Crypto crypto;
  private final VerificationRules rules;

  private DkimVerifier(
      Dns dns, Limits limits, InstantSource clock, Crypto crypto, VerificationRules rules) {
    this.dns = Objects.requireNonNull(dns);
    this.limits = Objects.requireNonNull(limits);
    this.clock = Objects.requireNonNull(clock);
    this.crypto = Objects.requireNonNull(crypto);
    this.rules = rules.with(new KeyCache(limits, crypto.provider()));
  }

  /** A verifier with the default limits and the system's clock. */
  public static DkimVerifier of(Dns dns) {
    Limits limits = Limits.defaults();
    Crypto crypto = Crypto.standard();
    VerificationRules rules = VerificationRules.of(new KeyCache(limits, crypto.provider()));
    return new DkimVerifier(dns, limits, Clock.systemUTC(), crypto, rules);
  }

  /** This verifier with other limits. */
  public DkimVerifier withLimits(Limits other) {
    return new DkimVerifier(dns, other, clock, crypto, rules);
  }

  /** This verifier with another clock: it decides about {@code x=} and {@code t=}. */
  public DkimVerifier withClock(InstantSource other) {
    return new DkimVerifier(dns, limits, other, crypto, rules);
  }

  /** This verifier with another implementation of RSA and Ed25519; its results are the same. */
  public DkimVerifier withCrypto(Crypto other) {
    return new DkimVerifier(dns, limits, clock, other, rules);
  }

  /**
   * This verifier, letting signatures pass that cover only the beginning of the body. Dangerous:
   * anyone can append to such a message what its reader will see instead (RFC 6376 section 8.2).
   */
  public DkimVerifier allowBodyLengthLimit() {
    return new DkimVerifier(dns, limits, clock, crypto, rules.allowingBodyLengthLimit());
  }

  /**
   * This verifier, keeping RFC 6376 section 3.6.1 to the letter: a signature that verifies by a key
   * in testing, {@code t=y}, is {@code policy} for the reason {@link DkimReason#KEY_IN_TESTING},
   * since verifiers "MUST NOT treat messages from Signers in testing mode differently from unsigned
   * email". Without this a pass is a pass: RFC 9989 section 4.4.1 counts the domain of every
   * signature that verifies, and domains that forgot the flag would lose all of their mail.
   */
  public DkimVerifier treatingTestKeysAsUnsigned() {
    return new DkimVerifier(dns, limits, clock, crypto, rules.withoutTestKeys());
  }

  /**
   * This verifier, asking for longer RSA keys: a signature by a shorter one is {@code policy} for
   * the reason {@link DkimReason#KEY_BELOW_MINIMUM}. "Verifier policies can use the length of the
   * signing key as one metric for determining whether a signature is acceptable" (RFC 8301 section
   * 3.2). Ed25519 keys have one length and are not affected.
   *
   * @param bits the least length of the modulus, 1024 to 4096: "Verifiers MUST NOT consider
   *     signatures using RSA keys of less than 1024 bits as valid signatures", and "MUST be able to
   *     validate signatures with keys ranging from 1024 bits to 4096 bits" (RFC 8301 section 3.2)
   * @throws IllegalArgumentException if it is out of these bounds
   */
  public DkimVerifier requiringRsaKeyBits(int bits) {
    return new DkimVerifier(dns, limits, clock, crypto, rules.requiringRsaBits(checked(bits)));
  }

  private static int checked(int bits) {
    int least = SigningAlgorithm.RSA_SHA256.leastKeyBits();
    if (bits < least || bits > MOST_REQUIRED_BITS) {
      throw new IllegalArgumentException(
          "RSA keys of %d to %d bits can be required, not of %d (RFC 8301 section 3.2)"
              .formatted(least, MOST_REQUIRED_BITS, bits));
    }
    return bits;
  }

  /** A session for one message that arrives piece by piece. */
  public MessageSession<DkimReport> begin() {
    return new MessagePass<>(limits, dns, new MessageEvaluator(this));
  }

  /**
   * Verifies the signatures of a message in memory. If its lines end in LF, as in a file on Unix,
   * every bare LF is read as CRLF, and the report says so. Blocks for DNS, at most {@link
   * Limits#dnsDeadline()}.
   */
  public DkimReport verify(byte[] message) {
    MessageSession<DkimReport> session = begin();
    session.read(message);
    return session.finish();
  }

  /**
   * Verifies the signatures of a message, reading it to its end; the stream is not closed. Memory
   * does not grow with the body. Line ends and DNS as in {@link #verify(byte[])}.
   *
   * @throws IOException if the stream cannot be read
   */
  public DkimReport verify(InputStream message) throws IOException {
    MessageSession<DkimReport> session = begin();
    session.read(message);
    return session.finish();
  }

  /**
   * Verifies the signatures of a message in a file. Memory does not grow with the body. Line ends
   * and DNS as in {@link #verify(byte[])}.
   *
   * @throws IOException if the file cannot be read
   */
  public DkimReport verify(Path message) throws IOException {
    MessageSession<DkimReport> session = begin();
    session.read(message);
    return session.finish();
  }

  /**
   * Verifies the signatures of a message in memory without blocking, as {@link #verify(byte[])}.
   * The stage completes by {@link Limits#dnsDeadline()}.
   *
   * @param executor where the signatures are verified, so that no thread of DNS is held up
   */
  public CompletionStage<DkimReport> verifyAsync(byte[] message, Executor executor) {
    MessageSession<DkimReport> session = begin();
    session.read(message);
    return session.finishAsync(executor);
  }

  /**
   * Looks a key up and says what is wrong with its record. Blocks for DNS, at most {@link
   * Limits#dnsDeadline()}; the answer is {@code Unavailable} then.
   *
   * @param domain {@code d=} of the signatures
   * @param selector {@code s=} of the signatures
   * @throws IllegalArgumentException if both together are too long for a name in DNS
   */
  public DkimExplanation explain(DomainName domain, DomainName selector) {
    return DnsQueries.run(
        dns, limits.dnsDeadline(), queries -> explanation(keyName(domain, selector), queries));
  }

  /** As {@link #explain}, without blocking: the stage completes at the deadline at the latest. */
  public CompletionStage<DkimExplanation> explainAsync(DomainName domain, DomainName selector) {
    return DnsQueries.runAsync(
        dns, limits.dnsDeadline(), queries -> explanation(keyName(domain, selector), queries));
  }

  private static CompletionStage<DkimExplanation> explanation(DomainName name, DnsQueries queries) {
    return queries
        .lookup(name, RecordType.TXT)
        .thenApply(answer -> DkimExplanation.of(name, answer));
  }

  private static DomainName keyName(DomainName domain, DomainName selector) {
    return domain
        .prefixed(selector + "._domainkey")
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Too long for DNS: " + selector + "._domainkey." + domain));
  }

  Dns dns() {
    return dns;
  }

  Limits limits() {
    return limits;
  }

  InstantSource clock() {
    return clock;
  }

  VerificationRules rules() {
    return rules;
  }

  private record MessageEvaluator(DkimVerifier verifier) implements Evaluator<DkimReport> {

    @Override
    public DkimEvaluation begin(Headers headers, Dns dns) {
      return new DkimEvaluation(verifier, headers, dns);
    }

    @Override
    public DkimReport overflow(Headers.Overflow overflow) {
      return DkimReport.unread(overflow);
    }
  }
}
