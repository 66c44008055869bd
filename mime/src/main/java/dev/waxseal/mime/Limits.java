package dev.waxseal.mime;

import java.time.Duration;

/**
 * The bounds on what a stranger can send that an operator may want to change. Every verifier,
 * signer and sealer takes them.
 *
 * <p>The defaults are far beyond what honest mail needs, and small enough that no message costs
 * more than time linear in its size.
 *
 * <p>Other bounds are constants, for these reasons:
 *
 * <ul>
 *   <li>An RFC sets them: in SPF 10 terms with look-ups, 2 void look-ups, 10 MX or PTR names (RFC
 *       7208 section 4.6.4); in ARC 50 sets, which {@link #arcSets()} can only lower (RFC 8617
 *       section 4.2.1); in DMARC 8 queries of a tree walk (RFC 9989 section 4.10); RSA keys of at
 *       least 1024 bits (RFC 8301 section 3.2); DKIM times up to 10^12 seconds (RFC 6376 section
 *       3.5).
 *   <li>A larger value is an attack or a mistake: RSA exponents from 3 to 2^32, 16 aliases of a
 *       name in a zone, 1,000 octets of an expanded SPF macro.
 *   <li>They belong to the format that is read without limits: an Authentication-Results field has
 *       100 results, 100 properties of a result and 1,000 characters of an authserv-id.
 *   <li>They only shorten reports, and no result depends on them: 200 terms and 100 steps of an SPF
 *       record, 100 findings about a record, 100 terms with look-ups followed to explain SPF, 500
 *       characters of an SPF explanation, 400 octets of a text in Authentication-Results.
 *   <li>They belong to the resolver, which the caller chooses: {@code Dns.system()} caches 10,000
 *       names.
 * </ul>
 *
 * <p>Immutable; share it among threads.
 *
 * @param headerBytes octets of header; more is an overflow and nothing of the message is read.
 *     Default 1 MiB: mail servers refuse headers from 32 to 100 KiB on.
 * @param headerFields fields of a header; more is an overflow. Default 20,000.
 * @param signatures DKIM-Signature fields that are evaluated, from the top; the others are reported
 *     as not evaluated (RFC 6376 section 8.4). Default 10; honest mail has 1 to 4.
 * @param tags tags of one tag list; a list with more is a syntax error. Default 100.
 * @param signedHeaders names in one {@code h=}; each may cost a header field's canonical form.
 *     Default 1,000.
 * @param keyRecords key records that are tried at one key name; a text that is not a key record
 *     does not count (RFC 6376 section 6.1.2 step 4). Default 4.
 * @param rsaKeyBits largest RSA modulus that is verified with (RFC 6376 section 3.3.3, RFC 8301
 *     section 3.2: 4096 must work). Default 8192.
 * @param arcSets sets of a chain; a chain with more has failed, and no set is added beyond them.
 *     Default 50, the most that a chain may have (RFC 8617 section 4.2.1).
 * @param fromAddresses addresses in a From field; one with more has no author domain. Default 100;
 *     honest mail has one.
 * @param cachedRecordOctets octets of DNS records that a verifier keeps as it has read them: keys,
 *     SPF, DMARC; each may take ten times as much memory. DNS is asked all the same. Default 256
 *     KiB, some 600 keys; 0 keeps none.
 * @param clockSkew how far a clock may be off before {@code x=} counts as past and {@code t=} as
 *     future. Default 300 s.
 * @param dnsDeadline how long a call waits for answers of DNS that are still missing. Default 20 s:
 *     "Such a limit SHOULD allow at least 20 seconds" (RFC 7208 section 4.6.4).
 */
public record Limits(
    int headerBytes,
    int headerFields,
    int signatures,
    int tags,
    int signedHeaders,
    int keyRecords,
    int rsaKeyBits,
    int arcSets,
    int fromAddresses,
    int cachedRecordOctets,
    Duration clockSkew,
    Duration dnsDeadline) {

  /** Java's own RSA goes no further. */
  private static final int MAX_RSA_BITS = 16_384;

  /** RFC 8617 section 4.2.1: "Instance tag values can range from 1-50 (inclusive)". */
  private static final int MAX_ARC_SETS = 50;

  private static final Duration MAX_SKEW = Duration.ofDays(7);
  private static final Duration MAX_DEADLINE = Duration.ofMinutes(10);

  private static final Limits DEFAULTS = new Builder().build();

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if one is negative, or {@code rsaKeyBits} is over 16384,
   *     {@code arcSets} over 50, {@code clockSkew} over a week or {@code dnsDeadline} over ten
   *     minutes
   */
  public Limits {
    requireWithin("headerBytes", headerBytes, Integer.MAX_VALUE);
    requireWithin("headerFields", headerFields, Integer.MAX_VALUE);
    requireWithin("signatures", signatures, Integer.MAX_VALUE);
    requireWithin("tags", tags, Integer.MAX_VALUE);
    requireWithin("signedHeaders", signedHeaders, Integer.MAX_VALUE);
    requireWithin("keyRecords", keyRecords, Integer.MAX_VALUE);
    requireWithin("rsaKeyBits", rsaKeyBits, MAX_RSA_BITS);
    requireWithin("arcSets", arcSets, MAX_ARC_SETS);
    requireWithin("fromAddresses", fromAddresses, Integer.MAX_VALUE);
    requireWithin("cachedRecordOctets", cachedRecordOctets, Integer.MAX_VALUE);
    requireWithin("clockSkew", clockSkew, MAX_SKEW);
    requireWithin("dnsDeadline", dnsDeadline, MAX_DEADLINE);
  }

  /** The defaults named above. */
  public static Limits defaults() {
    return DEFAULTS;
  }

  /** The defaults, to be changed: {@code Limits.with().signatures(3).build()}. */
  public static Builder with() {
    return new Builder();
  }

  /** Limits in the making; for one thread. */
  public static final class Builder {

    private int headerBytes = 1 << 20;
    private int headerFields = 20_000;
    private int signatures = 10;
    private int tags = 100;
    private int signedHeaders = 1_000;
    private int keyRecords = 4;
    private int rsaKeyBits = 8192;
    private int arcSets = MAX_ARC_SETS;
    private int fromAddresses = 100;
    private int cachedRecordOctets = 256 << 10;
    private Duration clockSkew = Duration.ofMinutes(5);
    private Duration dnsDeadline = Duration.ofSeconds(20);

    private Builder() {}

    /** Sets {@link Limits#headerBytes()}. */
    public Builder headerBytes(int other) {
      headerBytes = other;
      return this;
    }

    /** Sets {@link Limits#headerFields()}. */
    public Builder headerFields(int other) {
      headerFields = other;
      return this;
    }

    /** Sets {@link Limits#signatures()}. */
    public Builder signatures(int other) {
      signatures = other;
      return this;
    }

    /** Sets {@link Limits#tags()}. */
    public Builder tags(int other) {
      tags = other;
      return this;
    }

    /** Sets {@link Limits#signedHeaders()}. */
    public Builder signedHeaders(int other) {
      signedHeaders = other;
      return this;
    }

    /** Sets {@link Limits#keyRecords()}. */
    public Builder keyRecords(int other) {
      keyRecords = other;
      return this;
    }

    /** Sets {@link Limits#rsaKeyBits()}. */
    public Builder rsaKeyBits(int other) {
      rsaKeyBits = other;
      return this;
    }

    /** Sets {@link Limits#arcSets()}. */
    public Builder arcSets(int other) {
      arcSets = other;
      return this;
    }

    /** Sets {@link Limits#fromAddresses()}. */
    public Builder fromAddresses(int other) {
      fromAddresses = other;
      return this;
    }

    /** Sets {@link Limits#cachedRecordOctets()}. */
    public Builder cachedRecordOctets(int other) {
      cachedRecordOctets = other;
      return this;
    }

    /** Sets {@link Limits#clockSkew()}. */
    public Builder clockSkew(Duration other) {
      clockSkew = other;
      return this;
    }

    /** Sets {@link Limits#dnsDeadline()}. */
    public Builder dnsDeadline(Duration other) {
      dnsDeadline = other;
      return this;
    }

    /**
     * The limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public Limits build() {
      return new Limits(
          headerBytes,
          headerFields,
          signatures,
          tags,
          signedHeaders,
          keyRecords,
          rsaKeyBits,
          arcSets,
          fromAddresses,
          cachedRecordOctets,
          clockSkew,
          dnsDeadline);
    }
  }

  private static void requireWithin(String name, int value, int most) {
    if (value < 0 || value > most) {
      throw new IllegalArgumentException("The limit " + name + " may be from 0 to " + most);
    }
  }

  private static void requireWithin(String name, Duration value, Duration most) {
    if (value.isNegative() || value.compareTo(most) > 0) {
      throw new IllegalArgumentException("The limit " + name + " may be from 0 to " + most);
    }
  }
}
