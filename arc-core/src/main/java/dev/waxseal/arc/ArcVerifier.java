package dev.waxseal.arc;

import dev.waxseal.dkim.Crypto;
import dev.waxseal.dkim.internal.KeyCache;
import dev.waxseal.dkim.internal.VerificationRules;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import dev.waxseal.pass.MessageSession;
import dev.waxseal.pass.internal.Evaluation;
import dev.waxseal.pass.internal.Evaluator;
import dev.waxseal.pass.internal.MessagePass;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Validates the chains of messages (RFC 8617 section 5.2).
 *
 * <p>A valid chain says who handled the message and which results they recorded. It does not say
 * whether they can be trusted: a receiver needs its own list of trusted sealers, and without one a
 * chain changes nothing (section 9).
 *
 * <p>Immutable: build it once, share it among threads.
 */
public final class ArcVerifier {

  private final Dns dns;
  private final Limits limits;
  private final InstantSource clock;
  private final Crypto crypto;
  private final VerificationRules rules;

  private ArcVerifier(Dns dns, Limits limits, InstantSource clock, Crypto crypto) {
    this.dns = Objects.requireNonNull(dns);
    this.limits = Objects.requireNonNull(limits);
    this.clock = Objects.requireNonNull(clock);
    this.crypto = Objects.requireNonNull(crypto);
    this.rules = VerificationRules.of(new KeyCache(limits, crypto.provider()));
  }

  /** A verifier with the default limits and the system's clock. */
  public static ArcVerifier of(Dns dns) {
    return new ArcVerifier(dns, Limits.defaults(), Clock.systemUTC(), Crypto.standard());
  }

  /** This verifier with other limits. */
  public ArcVerifier withLimits(Limits other) {
    return new ArcVerifier(dns, other, clock, crypto);
  }

  /** This verifier with another clock: it decides about {@code x=} and {@code t=}. */
  public ArcVerifier withClock(InstantSource other) {
    return new ArcVerifier(dns, limits, other, crypto);
  }

  /** This verifier with another implementation of RSA and Ed25519; its results are the same. */
  public ArcVerifier withCrypto(Crypto other) {
    return new ArcVerifier(dns, limits, clock, other);
  }

  /** A session for one message that arrives piece by piece. */
  public MessageSession<ArcReport> begin() {
    return new MessagePass<>(limits, dns, new MessageEvaluator(this));
  }

  /**
   * A session that checks, for one message that arrives piece by piece, that the machine that hands
   * it over sealed it last: {@link ArcHandover.Checked}. Write the message as it came, before
   * anything in it is changed.
   *
   * <p>Give this verifier a {@link Dns#zone} of the key records of these machines: then no other
   * keys count, and no network is needed.
   *
   * @param maxAge the time since the sealing, in which the message may wait in queues
   * @param sealers the domains of the seals, {@code d=}
   * @throws IllegalArgumentException if the time is not positive, there is no domain, or one is not
   *     a domain name
   */
  public MessageSession<ArcHandover.Checked> beginHandover(Duration maxAge, String... sealers) {
    var evaluator = new HandoverEvaluation.OfMessages(this, maxAge, sealers);
    return new MessagePass<>(limits, dns, evaluator);
  }

  /**
   * Validates the chain of a message in memory. If its lines end in LF, as in a file on Unix, every
   * bare LF is read as CRLF, and the report says so. Blocks for DNS, at most {@link
   * Limits#dnsDeadline()}.
   */
  public ArcReport verify(byte[] message) {
    MessageSession<ArcReport> session = begin();
    session.read(message);
    return session.finish();
  }

  /**
   * Validates the chain of a message in memory without blocking, as {@link #verify(byte[])}. The
   * stage completes by {@link Limits#dnsDeadline()}.
   *
   * @param executor where the signatures are verified, so that no thread of DNS is held up
   */
  public CompletionStage<ArcReport> verifyAsync(byte[] message, Executor executor) {
    MessageSession<ArcReport> session = begin();
    session.read(message);
    return session.finishAsync(executor);
  }

  /**
   * Validates the chain of a message, reading it to its end; the stream is not closed. Memory does
   * not grow with the body. Line ends and DNS as in {@link #verify(byte[])}.
   *
   * @throws IOException if the stream cannot be read
   */
  public ArcReport verify(InputStream message) throws IOException {
    MessageSession<ArcReport> session = begin();
    session.read(message);
    return session.finish();
  }

  /**
   * Validates the chain of a message in a file. Memory does not grow with the body. Line ends and
   * DNS as in {@link #verify(byte[])}.
   *
   * @throws IOException if the file cannot be read
   */
  public ArcReport verify(Path message) throws IOException {
    MessageSession<ArcReport> session = begin();
    session.read(message);
    return session.finish();
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

  private record MessageEvaluator(ArcVerifier verifier) implements Evaluator<ArcReport> {

    @Override
    public Evaluation<ArcReport> begin(Headers headers, Dns dns) {
      return new ArcEvaluation(verifier, headers, dns);
    }

    @Override
    public ArcReport overflow(Headers.Overflow overflow) {
      return ArcReport.unread(overflow);
    }
  }
}
