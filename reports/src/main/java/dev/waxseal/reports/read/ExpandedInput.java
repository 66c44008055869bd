package dev.waxseal.reports.read;

import java.io.IOException;
import java.io.InputStream;

/** Octets that came out of an archive: refuses too many, and many more than went in. */
final class ExpandedInput extends BlockInput {

  /** Small files may be as dense as they like. */
  private static final long HARMLESS = 1L << 20;

  private final InputStream in;
  private final CountedInput compressed;
  private final ReportLimits limits;
  private long count;

  ExpandedInput(InputStream in, CountedInput compressed, ReportLimits limits) {
    this.in = in;
    this.compressed = compressed;
    this.limits = limits;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int octets = in.read(buffer, offset, length);
    count += Math.max(octets, 0);
    if (count > limits.xmlOctets()) {
      throw new RefusedException(
          Refusal.XML_TOO_LARGE, "more than " + limits.xmlOctets() + " octets");
    }
    if (count > HARMLESS && count / limits.expansion() > compressed.count()) {
      throw new RefusedException(
          Refusal.EXPANDS_TOO_FAR,
          "more than " + limits.expansion() + " times the compressed octets");
    }
    return octets;
  }
}
