package dev.waxseal.mime.internal.octets;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * ASCII as mail uses it: comparisons that know no locale, and the two characters that count as
 * white space.
 */
public final class Ascii {

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
  public static int indexOfLf(byte[] bytes, int start, int end) {
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

  /**
   * Where the next octet below a limit stands, eight octets at a time; the end if there is none.
   *
   * @param limit at most 0x80; octets beyond ASCII are above it
   */
  public static int indexBelow(int limit, byte[] bytes, int start, int end) {
    int i = start;
    for (; i + Long.BYTES <= end; i += Long.BYTES) {
      long word = (long) WORD.get(bytes, i);
      long below = word - ONES * limit & ~word & HIGHS;
      if (below != 0) {
        return i + Long.numberOfTrailingZeros(below) / Byte.SIZE;
      }
    }
    while (i < end && (bytes[i] < 0 || bytes[i] >= limit)) {
      i++;
    }
    return i;
  }

  /**
   * The number of next octets, eight at most, that are not below a limit. A word has an octet below
   * it where subtracting it from each borrows from a bit that was not set; only what comes after
   * the first can be mistaken.
   *
   * @param limit at most 0x80
   */
  public static int notBelow(int limit, byte[] bytes, int start, int end) {
    long word = word(bytes, start, end);
    long below = word - ONES * limit & ~word & HIGHS;
    return below == 0 ? Long.BYTES : Long.numberOfTrailingZeros(below) / Byte.SIZE;
  }

  /** Copies some octets, eight at most; what follows them at the target may change. */
  public static void copy(byte[] from, int start, byte[] to, int at, int length) {
    if (start + Long.BYTES <= from.length && at + Long.BYTES <= to.length) {
      WORD.set(to, at, (long) WORD.get(from, start));
    } else {
      System.arraycopy(from, start, to, at, length);
    }
  }

  /** Up to eight octets, the first one lowest; zeros after the end. */
  public static long word(byte[] bytes, int start, int end) {
    int length = end - start;
    if (start + Long.BYTES <= bytes.length) {
      long word = (long) WORD.get(bytes, start);
      return length < Long.BYTES ? word & ((1L << (length * Byte.SIZE)) - 1) : word;
    }
    long word = 0;
    for (int i = 0; i < length; i++) {
      word |= (bytes[start + i] & 0xFFL) << (i * Byte.SIZE);
    }
    return word;
  }

  /**
   * Eight octets with their ASCII letters in lower case. Without its highest bit, an octet that is
   * at least A, or beyond Z, carries into that bit when the right number is added.
   */
  public static long lower(long word) {
    long low = word & ~HIGHS;
    long fromA = low + ONES * (0x80 - 'A');
    long beyondZ = low + ONES * (0x80 - 'Z' - 1);
    return word | ((fromA & ~beyondZ & ~word & HIGHS) >>> 2);
  }

  /** Returns true if a byte is WSP: space or tab and nothing else (RFC 5234 appendix B.1). */
  public static boolean isWsp(int b) {
    return b == ' ' || b == '\t';
  }

  /** The lower-case form of an ASCII letter; any other byte as it is. */
  public static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
  }

  /** The lower-case form of an ASCII letter; any other character as it is. */
  public static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
  }

  /** The lower-case form of the ASCII letters of a string, the rest as it is. */
  public static String lower(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      lower.append(lower(text.charAt(i)));
    }
    return lower.toString();
  }
}
