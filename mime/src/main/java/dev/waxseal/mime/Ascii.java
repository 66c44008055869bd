package dev.waxseal.mime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * ASCII as mail uses it: comparisons that know no locale, and the two characters that count as
 * white space.
 */
final class Ascii {

  static final byte[] CRLF = {'\r', '\n'};

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private Ascii() {}

  /**
   * Where the next LF stands, eight octets at a time; the end if there is none. A word has a zero
   * octet where subtracting one from each borrows from a bit that was not set; only what comes
   * after the first can be mistaken.
   */
  static int indexOfLf(byte[] bytes, int start, int end) {
    int i = start;
    for (; i + Long.BYTES <= end; i += Long.BYTES) {
      long word = (long) WORD.get(bytes, i) ^ ONES * '\n';
      long zeros = word - ONES & ~word & HIGHS;
      if (zeros != 0) {
        return i + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
      }
    }
    while (i < end && bytes[i] != '\n') {
      i++;
    }
    return i;
  }

  /** Whether a byte is WSP: space or tab and nothing else (RFC 5234 appendix B.1). */
  static boolean isWsp(int b) {
    return b == ' ' || b == '\t';
  }

  /** The lower-case form of an ASCII letter; any other byte as it is. */
  static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
  }

  /** The lower-case form of an ASCII letter; any other character as it is. */
  static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
  }

  /** The lower-case form of the ASCII letters of a string, the rest as it is. */
  static String lower(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      lower.append(lower(text.charAt(i)));
    }
    return lower.toString();
  }
}
