package dev.waxseal.mime.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * White space in bodies, found and taken out eight octets at a time.
 *
 * <p>All of step a of the relaxed form (RFC 6376 section 3.4.4) is this: a space or a tab goes if
 * another one, or CRLF, comes next; and what stays is a space. So two octets of lookahead decide,
 * and nothing that came before. Most text is not changed by this, so the work is to see with few
 * instructions that a word of eight octets stays as it is; what is rare may be slower:
 *
 * <ol>
 *   <li>A word is <em>suspect</em> at each octet that might have to go or to change. The test looks
 *       at bits, not at values: it suspects a few others, such as the second of {@code "(-"}, but
 *       misses none.
 *   <li>A word without suspects is copied.
 *   <li>A word closes up over one suspect, or one run of them, that turns out to be spaces to drop.
 *   <li>Any other is done octet by octet, which is the rule itself.
 * </ol>
 *
 * <p>The test, with b for an octet and n for the next: b is suspect if it has none of certain bits,
 * and n none of certain others. A tab is suspect whatever comes next.
 *
 * <pre>
 *                        b has none of 0101 0110: SP, TAB, and NUL SOH BS ! ( )
 *   SP   0010 0000       n has none of 0101 0010: SP, TAB, CR, and thirteen others
 *   TAB  0000 1001       or b has not  0010 0000
 *   CR   0000 1101
 * </pre>
 *
 * <p>With x masked to such bits, x + 0x7F has the highest bit unless x was zero, and does not carry
 * into the next octet. Octets above 0x7F have the highest bit anyway, and are never suspect.
 *
 * <p>How it is written is how it is fast: branches that depend on the text are few, since a wrong
 * guess of the processor costs as much as five words; masks are copied to local variables from
 * fields that are not final, since constants would be written out at each use; and the loop calls
 * nothing but what is tiny or rare. Measure before and after a change.
 */
final class WhiteSpace {

  /** The octets after a block that its last octet depends on. */
  static final int LOOKAHEAD = 2;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int BLANK = 2;

  /**
   * The weights of the octet after white space: at {@link #BLANK} or more, the white space goes.
   */
  private static final byte[] NEXT = new byte[256];

  /** The weights of the octet after that: a CR needs its LF. */
  private static final byte[] SECOND = new byte[256];

  static {
    NEXT[' '] = BLANK;
    NEXT['\t'] = BLANK;
    NEXT['\r'] = 1;
    SECOND['\n'] = 1;
  }

  private long low = each(0x7F);
  private long high = each(0x80);
  private long blank = each(0b0101_0110);
  private long blankOrCr = each(0b0101_0010);
  private long spaces = each(' ');

  private static long each(int octet) {
    return octet * 0x0101_0101_0101_0101L;
  }

  /**
   * The length of the stretch without white space, and without what looks like it by the test for b
   * alone; counted in whole blocks of 64 octets, so it may be less.
   */
  int stretchWithout(byte[] bytes, int from, int end) {
    long lowBits = low;
    long highBits = high;
    long mask = blank;
    int i = from;
    for (; i <= end - 64; i += 64) {
      long a = ((word(bytes, i) & mask) + lowBits) & ((word(bytes, i + 8) & mask) + lowBits);
      long b = ((word(bytes, i + 16) & mask) + lowBits) & ((word(bytes, i + 24) & mask) + lowBits);
      long c = ((word(bytes, i + 32) & mask) + lowBits) & ((word(bytes, i + 40) & mask) + lowBits);
      long d = ((word(bytes, i + 48) & mask) + lowBits) & ((word(bytes, i + 56) & mask) + lowBits);
      if ((a & b & c & d & highBits) != highBits) {
        break;
      }
    }
    return i - from;
  }

  /**
   * Reduces the white space of a block, in place.
   *
   * @param block the octets; then {@link #LOOKAHEAD} that follow them; then at least five of any
   *     value, since words are read
   * @param length how many octets to reduce
   * @return how many are left
   */
  int reduce(byte[] block, int length) {
    long lowBits = low;
    long highBits = high;
    long blankBits = blank;
    long nextBits = blankOrCr;
    int to = 0;
    int i = 0;
    for (; i <= length - 8; i += 8) {
      long word = word(block, i);
      long staysByNext = ((word(block, i + 1) & nextBits) + lowBits) & (word << 2);
      long stays = ((word & blankBits) + lowBits) | staysByNext | word;
      long suspects = ~stays & highBits;
      if (suspects == 0) {
        WORD.set(block, to, word);
        to += 8;
      } else if (isOne(suspects) && dropsSpace(block, i + firstOf(suspects))) {
        WORD.set(block, to, closeUp(word, suspects >>> 7, 8));
        to += 7;
      } else {
        long run = (suspects << 1) - (suspects >>> 7);
        long first = run & -run;
        boolean isRunOfSpaces = (((run + first) | (word ^ spaces)) & run) == 0;
        if (isRunOfSpaces && dropsSpace(block, i + lastOf(suspects))) {
          int bits = Long.bitCount(run);
          WORD.set(block, to, closeUp(word, first, bits));
          to += 8 - bits / 8;
        } else {
          to = reduceOctets(block, i, i + 8, to);
        }
      }
    }
    return reduceOctets(block, i, length, to);
  }

  private static boolean isOne(long suspects) {
    return (suspects & (suspects - 1)) == 0;
  }

  private static int firstOf(long suspects) {
    return Long.numberOfTrailingZeros(suspects) >>> 3;
  }

  private static int lastOf(long suspects) {
    return 7 - (Long.numberOfLeadingZeros(suspects) >>> 3);
  }

  /** Returns true if there is a space, and then a space or CRLF. The product takes no branch. */
  private static boolean dropsSpace(byte[] block, int at) {
    long word = word(block, at);
    long spaceSpace = (word ^ 0x2020) & 0xFFFF;
    long spaceCrlf = (word ^ 0x0A0D20) & 0xFFFFFF;
    return spaceSpace * spaceCrlf == 0;
  }

  /** Takes some bits out of a word, from the one on that alone is set in {@code first}. */
  private static long closeUp(long word, long first, int bits) {
    long before = first - 1;
    return (word & before) | ((word >>> bits) & ~before);
  }

  /** Writes every octet, and the next one over it if it is to go. */
  private static int reduceOctets(byte[] block, int from, int end, int start) {
    int to = start;
    for (int i = from; i < end; i++) {
      byte b = block[i];
      int follows = NEXT[block[i + 1] & 0xFF] + SECOND[block[i + 2] & 0xFF];
      block[to] = b == '\t' ? (byte) ' ' : b;
      to += 1 - ((NEXT[b & 0xFF] & follows & BLANK) >> 1);
    }
    return to;
  }

  private static long word(byte[] bytes, int at) {
    return (long) WORD.get(bytes, at);
  }
}
