package dev.waxseal.arc;

import dev.waxseal.dkim.internal.KeyCache;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Objects;

/**
 * Validates the chains of messages (RFC 8617 section 5.2).
 *
 * <p>A chain that holds says who handled the message and what they claim to have seen. Whether they
 * are to be believed is for the receiver to know; without a list of sealers that it trusts, a chain
 * changes nothing (section 9).
 *
 * <p>Immutable: build it once, share it among threads.
 */
public final class ArcVerifier {

  private final Dns dns;
  private final Limits limits;
  private final InstantSource clock;
  private final KeyCache keyCache;

  private ArcVerifier(Dns dns, Limits limits, InstantSource clock) {
    this.dns = Objects.requireNonNull(dns);
    this.limits = Objects.requireNonNull(limits);
    this.clock = Objects.requireNonNull(clock);
    this.keyCache = new KeyCache(limits);
  }

  /** A verifier with the default limits and the system's clock. */
  public static ArcVerifier of(Dns dns) {
    return new ArcVerifier(dns, Limits.defaults(), Clock.systemUTC());
  }

  /** This verifier with other limits. */
  public ArcVerifier withLimits(Limits other) {
    return new ArcVerifier(dns, other, clock);
  }

  /** This verifier with another clock: it decides about {@code x=} and {@code t=}. */
  public ArcVerifier withClock(InstantSource other) {
    return new ArcVerifier(dns, limits, other);
  }

  /** Begins a message that arrives piece by piece. */
  public ArcSession begin() {
    return new ArcSession(this);
  }

  /** Validates a message in memory. Blocks for DNS, at most {@link Limits#dnsDeadline()}. */
  public ArcReport verify(byte[] message) {
    ArcSession session = begin();
    session.write(message);
    return session.finish();
  }

  /**
   * Validates a message, reading it to its end; the stream is not closed. Memory does not grow with
   * the body.
   *
   * @throws IOException if the stream cannot be read
   */
  public ArcReport verify(InputStream message) throws IOException {
    ArcSession session = begin();
    byte[] buffer = new byte[8192];
    for (int n = message.read(buffer); n >= 0; n = message.read(buffer)) {
      session.write(buffer, 0, n);
    }
    return session.finish();
  }

  /**
   * Begins the judgement of a message whose body somebody else reads, with other judgements in the
   * same pass.
   *
   * @param headers the header of the message
   * @param messageDns whom to ask, in the place of this verifier's own DNS: the questions of this
   *     one message
   */
  public ArcJudgement judge(Headers headers, Dns messageDns) {
    return new ArcJudgement(this, headers, messageDns);
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

  KeyCache keyCache() {
    return keyCache;
  }
}
