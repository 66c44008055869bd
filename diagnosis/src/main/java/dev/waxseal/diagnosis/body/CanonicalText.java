package dev.waxseal.diagnosis.body;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.internal.BodyCanonicalizer;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * A body in canonical form, with the start of each line of the body. Empty lines at the end have no
 * canonical form (RFC 6376 section 3.4.3, 3.4.4).
 */
final class CanonicalText {

  private final byte[] octets;

  /** The offset of each line; the last entry is the length. */
  private final int[] starts;

  private CanonicalText(byte[] octets, int lineCount) {
    this.octets = octets;
    this.starts = new int[lineCount + 1];
    int line = 0;
    for (int i = 1; i < octets.length && line < lineCount; i++) {
      if (octets[i] == '\n' && octets[i - 1] == '\r') {
        starts[++line] = i + 1;
      }
    }
    Arrays.fill(starts, Math.min(line + 1, lineCount), lineCount + 1, octets.length);
  }

  /** The canonical form of a body. */
  static CanonicalText of(BodyText body, Canonicalization form) {
    byte[] source = body.octets().getBytes(ISO_8859_1);
    ByteArrayOutputStream out = new ByteArrayOutputStream(source.length + 2);
    BodyCanonicalizer canonicalizer = BodyCanonicalizer.of(form, out::write);
    canonicalizer.write(source, 0, source.length);
    canonicalizer.finish();
    return new CanonicalText(out.toByteArray(), body.lineCount());
  }

  byte[] octets() {
    return octets;
  }

  int lineCount() {
    return starts.length - 1;
  }

  /** The offset of a line; the number of lines as argument gives the length. */
  int start(int line) {
    return starts[line];
  }

  /** Returns true if a line consists of its line end only. */
  boolean isEmpty(int line) {
    return starts[line + 1] - starts[line] <= 2;
  }
}
