package dev.waxseal.mime;

import java.time.Duration;

/**
 * How much of what a stranger sends is looked at: every bound of the library in one place.
 *
 * <p>The defaults are far beyond what honest mail needs and small enough that no message costs more
 * than time linear in its size. Immutable; share it among threads.
 *
 * @param headerBytes octets of header; more is an overflow and nothing is judged. Default 1 MiB:
 *     mail servers refuse headers from 32 to 100 KiB on.
 * @param headerFields fields of a header; more is an overflow. Default 20,000.
 * @param signatures DKIM-Signature fields that are evaluated, from the top; the others are reported
 *     as not evaluated (RFC 6376 section 8.4). Default 10; honest mail has 1 to 4.
 * @param tags tags of one tag list; a list with more is a syntax error. Default 100.
 * @param signedHeaders names in one {@code h=}; each may cost a header field's canonical form.
 *     Default 1,000.
 * @param keyRecords key records that are tried at one key name, what is none not counted (RFC 6376
 *     section 6.1.2 step 4). Default 4.
 * @param rsaKeyBits largest RSA modulus that is verified with (RFC 6376 section 3.3.3, RFC 8301
 *     section 3.2: 4096 must work). Default 8192.
 * @param clockSkew how far a clock may be off before {@code x=} counts as past and {@code t=} as
 *     future. Default 300 s.
 * @param dnsDeadline how long {@code finish()} waits for the answers that are still missing.
 *     Default 10 s.
 */
public record Limits(
    int headerBytes,
    int headerFields,
    int signatures,
    int tags,
    int signedHeaders,
    int keyRecords,
    int rsaKeyBits,
    Duration clockSkew,
    Duration dnsDeadline) {

  /** Java's own RSA goes no further. */
  private static final int MAX_RSA_BITS = 16_384;

  private static final Duration MAX_SKEW = Duration.ofDays(7);
  private static final Duration MAX_DEADLINE = Duration.ofMinutes(10);

  private static final Limits DEFAULTS =
      new Limits(
          1 << 20,
          20_000,
          10,
          100,
          1_000,
          4,
          8192,
          Duration.ofSeconds(300),
          Duration.ofSeconds(10));

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if one is negative, or {@code rsaKeyBits} is over 16384,
   *     {@code clockSkew} over a week or {@code dnsDeadline} over ten minutes
   */
  public Limits {
    requireNotNegative("headerBytes", headerBytes);
    requireNotNegative("headerFields", headerFields);
    requireNotNegative("signatures", signatures);
    requireNotNegative("tags", tags);
    requireNotNegative("signedHeaders", signedHeaders);
    requireNotNegative("keyRecords", keyRecords);
    requireNotNegative("rsaKeyBits", rsaKeyBits);
    if (rsaKeyBits > MAX_RSA_BITS) {
      throw new IllegalArgumentException("The limit rsaKeyBits may be 16384 at most");
    }
    requireWithin("clockSkew", clockSkew, MAX_SKEW);
    requireWithin("dnsDeadline", dnsDeadline, MAX_DEADLINE);
  }

  /** The defaults named above. */
  public static Limits defaults() {
    return DEFAULTS;
  }

  /** These limits with another {@link #headerBytes()}. */
  public Limits withHeaderBytes(int other) {
    return new Limits(
        other,
        headerFields,
        signatures,
        tags,
        signedHeaders,
        keyRecords,
        rsaKeyBits,
        clockSkew,
        dnsDeadline);
  }

  /** These limits with another {@link #headerFields()}. */
  public Limits withHeaderFields(int other) {
    return new Limits(
        headerBytes,
        other,
        signatures,
        tags,
        signedHeaders,
        keyRecords,
        rsaKeyBits,
        clockSkew,
        dnsDeadline);
  }

  /** These limits with another {@link #signatures()}. */
  public Limits withSignatures(int other) {
    return new Limits(
        headerBytes,
        headerFields,
        other,
        tags,
        signedHeaders,
        keyRecords,
        rsaKeyBits,
        clockSkew,
        dnsDeadline);
  }

  /** These limits with another {@link #tags()}. */
  public Limits withTags(int other) {
    return new Limits(
        headerBytes,
        headerFields,
        signatures,
        other,
        signedHeaders,
        keyRecords,
        rsaKeyBits,
        clockSkew,
        dnsDeadline);
  }

  /** These limits with another {@link #signedHeaders()}. */
  public Limits withSignedHeaders(int other) {
    return new Limits(
        headerBytes,
        headerFields,
        signatures,
        tags,
        other,
        keyRecords,
        rsaKeyBits,
        clockSkew,
        dnsDeadline);
  }

  /** These limits with another {@link #keyRecords()}. */
  public Limits withKeyRecords(int other) {
    return new Limits(
        headerBytes,
        headerFields,
        signatures,
        tags,
        signedHeaders,
        other,
        rsaKeyBits,
        clockSkew,
        dnsDeadline);
  }

  /** These limits with another {@link #rsaKeyBits()}. */
  public Limits withRsaKeyBits(int other) {
    return new Limits(
        headerBytes,
        headerFields,
        signatures,
        tags,
        signedHeaders,
        keyRecords,
        other,
        clockSkew,
        dnsDeadline);
  }

  /** These limits with another {@link #clockSkew()}. */
  public Limits withClockSkew(Duration other) {
    return new Limits(
        headerBytes,
        headerFields,
        signatures,
        tags,
        signedHeaders,
        keyRecords,
        rsaKeyBits,
        other,
        dnsDeadline);
  }

  /** These limits with another {@link #dnsDeadline()}. */
  public Limits withDnsDeadline(Duration other) {
    return new Limits(
        headerBytes,
        headerFields,
        signatures,
        tags,
        signedHeaders,
        keyRecords,
        rsaKeyBits,
        clockSkew,
        other);
  }

  private static void requireNotNegative(String name, int value) {
    if (value < 0) {
      throw new IllegalArgumentException("The limit " + name + " may not be negative");
    }
  }

  private static void requireWithin(String name, Duration value, Duration most) {
    if (value.isNegative() || value.compareTo(most) > 0) {
      throw new IllegalArgumentException("The limit " + name + " may be from 0 to " + most);
    }
  }
}
