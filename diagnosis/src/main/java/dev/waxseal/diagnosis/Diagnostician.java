package dev.waxseal.diagnosis;

import dev.waxseal.diagnosis.body.InnerMessages;
import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.Limits;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds out why signatures fail: which changes were made to a message after it was signed. A change
 * is reported only if undoing it gives exactly what was signed.
 *
 * <p>The body is checked against {@code bh=}, the header against the signature (RFC 6376 section
 * 3.7). The two are independent: the one can be explained without the other.
 *
 * <p>Immutable: build it once, share it among threads. A diagnosis takes tens of milliseconds. If a
 * key is missing, it also blocks for DNS, {@link Limits#dnsDeadline()} at most.
 *
 * <pre>{@code
 * InboundReport report = inbound.authenticate(message);
 * Diagnosis diagnosis = Diagnostician.of(dns).diagnose(report, body);
 * for (Diagnosis.Signature signature : diagnosis.signatures()) {
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

  /** A diagnostician with the default limits and the system's clock. */
  public static Diagnostician of(Dns dns) {
    return new Diagnostician(dns, Clock.systemUTC(), SearchLimits.defaults());
  }

  /** A copy with another clock. */
  public Diagnostician withClock(InstantSource other) {
    return new Diagnostician(dns, other, limits);
  }

  /** A copy with other limits. */
  public Diagnostician withLimits(SearchLimits other) {
    return new Diagnostician(dns, clock, other);
  }

  /** The limits of the search. */
  public SearchLimits limits() {
    return limits;
  }

  /**
   * Diagnoses all failed signatures of a message.
   *
   * @param report the report on the message
   * @param body its body, with the line ends that were verified; empty if it was not kept, and then
   *     the body of each signature is {@link Diagnosis.Outcome#UNDECIDED}
   */
  public Diagnosis diagnose(InboundReport report, Optional<byte[]> body) {
    KeyDns keys = new KeyDns(dns, Limits.defaults().dnsDeadline());
    Instant now = clock.instant();
    Optional<byte[]> usable = body.filter(octets -> octets.length <= limits.largeBodyOctets());
    Optional<DoubledLineEnds> doubled = DoubledLineEnds.undone(report.headers(), usable);
    List<FailedSignature> failed =
        FailedSignatures.of(report, doubled, limits.signatures(), keys, now);
    if (failed.isEmpty()) {
      return new Diagnosis(List.of());
    }
    SignatureExplainer explainer =
        new SignatureExplainer(report, usable, doubled, limits, keys, now);
    return new Diagnosis(
        failed.stream().flatMap(signature -> explainer.explain(signature).stream()).toList());
  }

  /** As {@link #diagnose(InboundReport, Optional)}, with the body. */
  public Diagnosis diagnose(InboundReport report, byte[] body) {
    return diagnose(report, Optional.of(body));
  }

  /**
   * The octets that were hashed for each signature and seal of a message, 50 at most, and their
   * hashes: DKIM first, then the ARC sets, the oldest first.
   *
   * @param body its body, with the line ends that were verified; empty if it was not kept
   */
  public List<HashedText> hashedTexts(InboundReport report, Optional<byte[]> body) {
    KeyDns keys = new KeyDns(dns, Limits.defaults().dnsDeadline());
    return new HashedTexts(report, body, keys, clock.instant()).all();
  }

  /**
   * The signed messages within a message, three at most: spam filters attach what they mark, lists
   * attach what they wrap, and people forward messages so.
   *
   * @param body the body of the outer message, with line ends of CRLF
   */
  public static List<byte[]> messagesIn(InboundReport report, byte[] body) {
    return InnerMessages.of(report.headers(), body);
  }

  /**
   * The limits of the search, so that a hostile message costs no more than any other. All
   * signatures of a message together get twice what each may get.
   *
   * @param bodyOctets the largest body that is searched everywhere. Default 1 MiB.
   * @param largeBodyOctets the largest body that is searched at its ends. Default 36 MiB, for
   *     attachments of 25 MB in base64.
   * @param hashedOctets the octets that are hashed in the search for each body hash, and two thirds
   *     more within encoded text and HTML. Default 48 MiB, a tenth of a second on current machines.
   * @param headerTries the headers that are tried for each RSA signature. An RSA signature reveals
   *     the signed hash, so that a try costs only a hash of the header. Default 100,000.
   * @param verifications the headers that are tried for each Ed25519 signature, where a try costs a
   *     verification. Default 1,500.
   * @param signatures the number of signatures that are diagnosed. Default 12.
   */
  public record SearchLimits(
      int bodyOctets,
      int largeBodyOctets,
      long hashedOctets,
      int headerTries,
      int verifications,
      int signatures) {

    /** The number of full searches that a message may cost; honest mail needs one. */
    static final int SEARCHES = 2;

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public SearchLimits {
      if (bodyOctets < 0
          || largeBodyOctets < 0
          || hashedOctets < 0
          || headerTries < 0
          || verifications < 0
          || signatures < 0) {
        throw new IllegalArgumentException("A limit may not be negative");
      }
    }

    /** The defaults named above. */
    public static SearchLimits defaults() {
      return new SearchLimits(1 << 20, 36 << 20, 48L << 20, 100_000, 1_500, 12);
    }
  }
}
