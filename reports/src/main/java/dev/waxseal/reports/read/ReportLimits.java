package dev.waxseal.reports.read;

/**
 * The bounds on what a report may cost its reader. Anyone may mail to the address of a {@code rua}
 * tag, so whatever is beyond a bound is refused (RFC 9990 section 8.1).
 *
 * @param mailOctets octets of a mail. Default 25 MiB; many mail servers take no more
 * @param compressedOctets octets of a compressed part. Default 10 MiB, what RFC 7489 took for a
 *     usual bound; typical is under 100 KiB
 * @param xmlOctets octets of the XML or JSON, expanded. Default 64 MiB; the largest senders reach
 *     tens of MiB
 * @param expansion how many times larger than the compressed octets the XML may be, once it is over
 *     1 MiB. Default 200; XML of reports reaches 40
 * @param zipEntries entries of a zip archive that are looked at. Default 10; honest ones have one
 * @param parts parts of a mail. Default 1,000; honest mail has three
 * @param reports reports of a mail. Default 10; nearly all have one
 * @param messageDepth messages within messages that are opened. Default 2: a report that somebody
 *     forwarded, and an archive of that
 * @param depth levels of elements or of JSON. Default 16; the schema has 6
 * @param attributes attributes of an element. Default 16; the schema has one
 * @param nameLength characters of the name of an element or an attribute. Default 1,000; the
 *     longest of the schema has 18
 * @param textLength characters of the text of one element, and of an attribute. Default 65,536;
 *     comments are unbounded in the RFC
 * @param records records of a report. Default 1,000,000
 * @param authResults results of DKIM or SPF of a record that are kept; the rest is passed over with
 *     a note. Default 1,000; "A report SHOULD contain no more than 100 signatures" (RFC 9990
 *     section 3.1.3)
 * @param repairOctets octets of XML that are held in memory for a second try, in case that it is
 *     not well-formed. Default 16 MiB; XML that is not well-formed further behind is refused
 */
public record ReportLimits(
    long mailOctets,
    long compressedOctets,
    long xmlOctets,
    int expansion,
    int zipEntries,
    int parts,
    int reports,
    int messageDepth,
    int depth,
    int attributes,
    int nameLength,
    int textLength,
    long records,
    int authResults,
    int repairOctets) {

  private static final ReportLimits DEFAULTS = new Builder().build();

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public ReportLimits {
    requirePositive(mailOctets, compressedOctets, xmlOctets, expansion, zipEntries, parts);
    requirePositive(reports);
    requirePositive(messageDepth, depth, attributes, nameLength, textLength, records);
    requirePositive(authResults, repairOctets);
  }

  /** The defaults named above. */
  public static ReportLimits defaults() {
    return DEFAULTS;
  }

  /** The defaults, to be changed: {@code ReportLimits.with().records(1_000).build()}. */
  public static Builder with() {
    return new Builder();
  }

  private static void requirePositive(long... values) {
    for (long value : values) {
      if (value < 0) {
        throw new IllegalArgumentException("A limit may not be negative: " + value);
      }
    }
  }

  /** Limits in the making; for one thread. */
  public static final class Builder {

    private long mailOctets = 25L << 20;
    private long compressedOctets = 10L << 20;
    private long xmlOctets = 64L << 20;
    private int expansion = 200;
    private int zipEntries = 10;
    private int parts = 1_000;
    private int reports = 10;
    private int messageDepth = 2;
    private int depth = 16;
    private int attributes = 16;
    private int nameLength = 1_000;
    private int textLength = 64 << 10;
    private long records = 1_000_000;
    private int authResults = 1_000;
    private int repairOctets = 16 << 20;

    private Builder() {}

    /** Sets {@link ReportLimits#mailOctets()}. */
    public Builder mailOctets(long other) {
      mailOctets = other;
      return this;
    }

    /** Sets {@link ReportLimits#compressedOctets()}. */
    public Builder compressedOctets(long other) {
      compressedOctets = other;
      return this;
    }

    /** Sets {@link ReportLimits#xmlOctets()}. */
    public Builder xmlOctets(long other) {
      xmlOctets = other;
      return this;
    }

    /** Sets {@link ReportLimits#expansion()}. */
    public Builder expansion(int other) {
      expansion = other;
      return this;
    }

    /** Sets {@link ReportLimits#zipEntries()}. */
    public Builder zipEntries(int other) {
      zipEntries = other;
      return this;
    }

    /** Sets {@link ReportLimits#parts()}. */
    public Builder parts(int other) {
      parts = other;
      return this;
    }

    /** Sets {@link ReportLimits#reports()}. */
    public Builder reports(int other) {
      reports = other;
      return this;
    }

    /** Sets {@link ReportLimits#messageDepth()}. */
    public Builder messageDepth(int other) {
      messageDepth = other;
      return this;
    }

    /** Sets {@link ReportLimits#depth()}. */
    public Builder depth(int other) {
      depth = other;
      return this;
    }

    /** Sets {@link ReportLimits#attributes()}. */
    public Builder attributes(int other) {
      attributes = other;
      return this;
    }

    /** Sets {@link ReportLimits#nameLength()}. */
    public Builder nameLength(int other) {
      nameLength = other;
      return this;
    }

    /** Sets {@link ReportLimits#textLength()}. */
    public Builder textLength(int other) {
      textLength = other;
      return this;
    }

    /** Sets {@link ReportLimits#records()}. */
    public Builder records(long other) {
      records = other;
      return this;
    }

    /** Sets {@link ReportLimits#authResults()}. */
    public Builder authResults(int other) {
      authResults = other;
      return this;
    }

    /** Sets {@link ReportLimits#repairOctets()}. */
    public Builder repairOctets(int other) {
      repairOctets = other;
      return this;
    }

    /**
     * The limits.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public ReportLimits build() {
      return new ReportLimits(
          mailOctets,
          compressedOctets,
          xmlOctets,
          expansion,
          zipEntries,
          parts,
          reports,
          messageDepth,
          depth,
          attributes,
          nameLength,
          textLength,
          records,
          authResults,
          repairOctets);
    }
  }
}
