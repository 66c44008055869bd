package dev.waxseal.diagnosis;

import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.Limits;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds out why signatures do not verify: what was done to a message on its way, proved by undoing
 * it.
 *
 * <p>A body is proved by {@code bh=}, a header by the signature (RFC 6376 section 3.7): the one
 * does not depend on the other, and each change that is reported leads, undone, to exactly what was
 * signed. What cannot be proved is not said.
 *
 * <p>Immutable: build it once, share it among threads. A diagnosis takes tens of milliseconds, and
 * blocks for DNS where a key is missing, ten seconds at most.
 *
 * <pre>{@code
 * InboundReport report = inbound.authenticate(message);
 * Diagnosis diagnosis = Diagnostician.of(dns).diagnose(report, body);
 * for (SignatureDiagnosis signature : diagnosis.signatures()) {
 *   signature.changes().forEach(change -> System.out.println(change.sentence()));
 * }
 * }</pre>
 */
public final class Diagnostician {

  private final Dns dns;
  private final InstantSource clock;
  private final SearchLimits limits;

  private Diagnostician(Dns dns, InstantSource clock, SearchLimits limits) {
    this.dns = Objects.requireNonNull(dns);
    this.clock = Objects.requireNonNull(clock);
    this.limits = Objects.requireNonNull(limits);
  }

  /** One with the default limits and the system's clock. */
  public static Diagnostician of(Dns dns) {
    return new Diagnostician(dns, Clock.systemUTC(), SearchLimits.defaults());
  }

  /** This one with another clock. */
  public Diagnostician withClock(InstantSource other) {
    return new Diagnostician(dns, other, limits);
  }

  /** This one with other limits. */
  public Diagnostician withLimits(SearchLimits other) {
    return new Diagnostician(dns, clock, other);
  }

  /** How much is tried. */
  public SearchLimits limits() {
    return limits;
  }

  /**
   * Looks at all signatures of a message that do not verify.
   *
   * @param report what was found of the message
   * @param body its body, with the line ends that were verified; empty if it was not kept, and then
   *     nothing is said of it
   */
  public Diagnosis diagnose(InboundReport report, Optional<byte[]> body) {
    KeyDns keys = new KeyDns(dns, Limits.defaults().dnsDeadline());
    Instant now = clock.instant();
    Optional<byte[]> usable = body.filter(octets -> octets.length <= limits.bodyOctets());
    Examination examination = new Examination(report, usable, limits, keys, now);
    return new Diagnosis(
        Suspects.of(report, limits.signatures(), keys, now).stream()
            .flatMap(suspect -> examination.of(suspect).stream())
            .toList());
  }

  /** As {@link #diagnose(InboundReport, Optional)}, with the body. */
  public Diagnosis diagnose(InboundReport report, byte[] body) {
    return diagnose(report, Optional.of(body));
  }
}
