package dev.waxseal.dkim;

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

  private final Dns dns;
  private final Limits limits;
  private final InstantSource clock;
  private final boolean bodyLengthLimitAllowed;
  private final boolean testKeysCount;
  private final KeyCache keyCache;

  private DkimVerifier(
      Dns dns,
      Limits limits,
      InstantSource clock,
      boolean bodyLengthLimitAllowed,
      boolean testKeysCount) {
    this.dns = Objects.requireNonNull(dns);
    this.limits = Objects.requireNonNull(limits);
    this.clock = Objects.requireNonNull(clock);
    this.bodyLengthLimitAllowed = bodyLengthLimitAllowed;
    this.testKeysCount = testKeysCount;
    this.keyCache = new KeyCache(limits);
  }

  /** A verifier with the default limits and the system's clock. */
  public static DkimVerifier of(Dns dns) {
    return new DkimVerifier(dns, Limits.defaults(), Clock.systemUTC(), false, true);
  }

  /** This verifier with other limits. */
  public DkimVerifier withLimits(Limits other) {
    return new DkimVerifier(dns, other, clock, bodyLengthLimitAllowed, testKeysCount);
  }

  /** This verifier with another clock: it decides about {@code x=} and {@code t=}. */
  public DkimVerifier withClock(InstantSource other) {
    return new DkimVerifier(dns, limits, other, bodyLengthLimitAllowed, testKeysCount);
  }

  /**
   * This verifier, letting signatures pass that cover only the beginning of the body. Dangerous:
   * anyone can append to such a message what its reader will see instead (RFC 6376 section 8.2).
   */
  public DkimVerifier allowBodyLengthLimit() {
    return new DkimVerifier(dns, limits, clock, true, testKeysCount);
  }

  /**
   * This verifier, keeping RFC 6376 section 3.6.1 to the letter: a signature that verifies by a key
   * in testing, {@code t=y}, is {@code policy} for the reason {@link DkimReason#KEY_IN_TESTING},
   * since verifiers "MUST NOT treat messages from Signers in testing mode differently from unsigned
   * email". Without this a pass is a pass: RFC 9989 section 4.4.1 counts the domain of every
   * signature that verifies, and domains that forgot the flag would lose all of their mail.
   */
  public DkimVerifier treatingTestKeysAsUnsigned() {
    return new DkimVerifier(dns, limits, clock, bodyLengthLimitAllowed, false);
  }

  /** Begins a message that arrives piece by piece. */
  public DkimSession begin() {
    return new DkimSession(this);
  }

  /** Verifies a message that is in memory. Blocks for DNS, at most {@link Limits#dnsDeadline()}. */
  public DkimReport verify(byte[] message) {
    DkimSession session = begin();
    session.write(message);
    return session.finish();
  }

  /**
   * Verifies a message, reading it to its end; the stream is not closed. Memory does not grow with
   * the body.
   *
   * @throws IOException if the stream cannot be read
   */
  public DkimReport verify(InputStream message) throws IOException {
    DkimSession session = begin();
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
  public DkimJudgement judge(Headers headers, Dns messageDns) {
    return new DkimJudgement(this, headers, messageDns);
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

  boolean bodyLengthLimitAllowed() {
    return bodyLengthLimitAllowed;
  }

  boolean testKeysCount() {
    return testKeysCount;
  }
}
