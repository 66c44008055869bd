package dev.waxseal.cli.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waxseal.mime.ByteSink;
import java.util.Optional;
import java.util.function.Function;

/** Reads UTF-16, in which text editors save files, and writes UTF-8. */
final class Utf16 implements Layer {

  private final boolean littleEndian;
  private final ByteSink out;
  private final StringBuilder units = new StringBuilder();
  private int first = -1;
  private boolean begun;
  private long beyondAscii;

  private Utf16(boolean littleEndian, ByteSink out) {
    this.littleEndian = littleEndian;
    this.out = out;
  }

  /** The layer of a file that begins with a byte order mark, or with two letters in UTF-16. */
  static Optional<Function<ByteSink, Layer>> at(byte[] head) {
    if (head.length < 4) {
      return Optional.empty();
    }
    boolean little = head[0] == (byte) 0xFF && head[1] == (byte) 0xFE;
    boolean big = head[0] == (byte) 0xFE && head[1] == (byte) 0xFF;
    boolean bareLittle = head[0] > ' ' && head[1] == 0 && head[2] > ' ' && head[3] == 0;
    boolean bareBig = head[0] == 0 && head[1] > ' ' && head[2] == 0 && head[3] > ' ';
    return little || big || bareLittle || bareBig
        ? Optional.of(out -> new Utf16(little || bareLittle, out))
        : Optional.empty();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      int octet = bytes[i] & 0xFF;
      if (first < 0) {
        first = octet;
      } else {
        unit((char) (littleEndian ? octet << 8 | first : first << 8 | octet));
        first = -1;
      }
    }
    boolean isOpen =
        !units.isEmpty() && Character.isHighSurrogate(units.charAt(units.length() - 1));
    pass(units.length() - (isOpen ? 1 : 0));
  }

  @Override
  public void finish() {
    pass(units.length());
  }

  private void unit(char unit) {
    if (begun || unit != '\uFEFF') {
      units.append(unit);
      beyondAscii += unit > 0x7F ? 1 : 0;
    }
    begun = true;
  }

  private void pass(int count) {
    byte[] octets = units.substring(0, count).getBytes(UTF_8);
    out.write(octets, 0, octets.length);
    units.delete(0, count);
  }

  @Override
  public String note() {
    return "the file is in UTF-16, as a text editor saved it, and was read as UTF-8"
        + (beyondAscii == 0
            ? ""
            : "; characters beyond ASCII (" + beyondAscii + ") may have had other octets");
  }
}
