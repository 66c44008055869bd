package dev.waxseal.inbound;

import dev.waxseal.arc.ArcVerifier;
import dev.waxseal.authres.AuthservIds;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Objects;

/**
 * Judges messages that come in, everything in one pass: DKIM and ARC.
 *
 * <p>Immutable: build it once, share it among threads.
 */
public final class InboundAuthenticator {

  private final String authservId;
  private final Dns dns;
  private final Limits limits;
  private final InstantSource clock;
  private final boolean bodyLengthLimitAllowed;

  private InboundAuthenticator(
      String authservId,
      Dns dns,
      Limits limits,
      InstantSource clock,
      boolean bodyLengthLimitAllowed) {
    AuthservIds.of(authservId); // refuses what is no id
    this.authservId = authservId;
    this.dns = Objects.requireNonNull(dns);
    this.limits = Objects.requireNonNull(limits);
    this.clock = Objects.requireNonNull(clock);
    this.bodyLengthLimitAllowed = bodyLengthLimitAllowed;
  }

  /**
   * An authenticator with the default limits and the system's clock.
   *
   * @param authservId in whose name the results are given, the name of this service as a rule (RFC
   *     8601 section 2.5)
   * @throws IllegalArgumentException if the id is none
   */
  public static InboundAuthenticator of(String authservId, Dns dns) {
    return new InboundAuthenticator(authservId, dns, Limits.defaults(), Clock.systemUTC(), false);
  }

  /** This authenticator with other limits. */
  public InboundAuthenticator withLimits(Limits other) {
    return new InboundAuthenticator(authservId, dns, other, clock, bodyLengthLimitAllowed);
  }

  /** This authenticator with another clock. */
  public InboundAuthenticator withClock(InstantSource other) {
    return new InboundAuthenticator(authservId, dns, limits, other, bodyLengthLimitAllowed);
  }

  /**
   * This authenticator, letting DKIM signatures pass that cover only the beginning of the body.
   * Dangerous: see {@link DkimVerifier#allowBodyLengthLimit()}.
   */
  public InboundAuthenticator allowBodyLengthLimit() {
    return new InboundAuthenticator(authservId, dns, limits, clock, true);
  }

  /** Begins a message that arrives piece by piece. */
  public InboundSession begin() {
    return new InboundSession(this);
  }

  /** Judges a message in memory. Blocks for DNS, at most {@link Limits#dnsDeadline()}. */
  public InboundReport authenticate(byte[] message) {
    InboundSession session = begin();
    session.write(message);
    return session.finish();
  }

  /**
   * Judges a message, reading it to its end; the stream is not closed. Memory does not grow with
   * the body.
   *
   * @throws IOException if the stream cannot be read
   */
  public InboundReport authenticate(InputStream message) throws IOException {
    InboundSession session = begin();
    byte[] buffer = new byte[8192];
    for (int n = message.read(buffer); n >= 0; n = message.read(buffer)) {
      session.write(buffer, 0, n);
    }
    return session.finish();
  }

  DkimVerifier dkim() {
    DkimVerifier verifier = DkimVerifier.of(dns).withLimits(limits).withClock(clock);
    return bodyLengthLimitAllowed ? verifier.allowBodyLengthLimit() : verifier;
  }

  ArcVerifier arc() {
    return ArcVerifier.of(dns).withLimits(limits).withClock(clock);
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
}
