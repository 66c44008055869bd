package dev.waxseal.reports.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Decodes base64 in lines of any length. Characters that do not belong there are passed over, and
 * so is everything behind the padding (RFC 2045 section 6.8).
 */
final class Base64Input extends BlockInput {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private static final byte[] VALUES = new byte[256];
  private static final byte NONE = -1;
  private static final byte SPACE = -2;
  private static final byte PAD = -3;

  static {
    Arrays.fill(VALUES, NONE);
    for (int i = 0; i < ALPHABET.length(); i++) {
      VALUES[ALPHABET.charAt(i)] = (byte) i;
    }
    for (char space : " \t\r\n".toCharArray()) {
      VALUES[space] = SPACE;
    }
    VALUES['='] = PAD;
  }

  private final InputStream in;
  private final byte[] encoded = new byte[8192];
  private int next;
  private int end;
  private int bits;
  private int held;
  private boolean padded;
  private boolean ended;
  private boolean odd;

  Base64Input(InputStream in) {
    this.in = in;
  }

  /** Returns true if something did not belong there, as far as it was read. */
  boolean isOdd() {
    return odd;
  }

  @Override
  public int read(byte[] octets, int offset, int length) throws IOException {
    int count = 0;
    while (count < length && more()) {
      byte value = VALUES[encoded[next++] & 0xFF];
      if (value >= 0 && !padded) {
        held = held << 6 | value;
        bits += 6;
        if (bits >= 8) {
          bits -= 8;
          octets[offset + count++] = (byte) (held >> bits);
        }
      } else if (value == PAD) {
        odd |= !padded && (bits == 0 || hasLeftBits());
        padded = true;
      } else if (value != SPACE) {
        odd = true;
      }
    }
    return count == 0 && length > 0 ? -1 : count;
  }

  /** Returns true if bits are set that mean nothing. */
  private boolean hasLeftBits() {
    return (held & ((1 << bits) - 1)) != 0;
  }

  private boolean more() throws IOException {
    if (next == end && !ended) {
      next = 0;
      end = Math.max(0, in.read(encoded, 0, encoded.length));
      ended = end == 0;
      odd |= ended && (bits >= 6 || (!padded && bits != 0));
    }
    return next < end;
  }
}
