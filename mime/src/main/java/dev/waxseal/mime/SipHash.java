package dev.waxseal.mime;

import dev.waxseal.mime.internal.octets.Ascii;
import java.security.SecureRandom;

/**
 * SipHash-1-3, a keyed hash of short texts: without the key, equal hashes are found by chance only
 * (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012).
 *
 * <p>Immutable; share it among threads.
 */
final class SipHash {

  private static final int FINAL_ROUNDS = 3;

  private final long key0;
  private final long key1;

  SipHash(long key0, long key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  /** One with a key that nobody outside this process knows. */
  static SipHash ofThisProcess() {
    SecureRandom random = new SecureRandom();
    return new SipHash(random.nextLong(), random.nextLong());
  }

  /**
   * The hash of some octets, ASCII letters as in lower case: one round a word of eight octets, one
   * for the rest with the length, and three to end with.
   */
  long ofLowerCase(byte[] octets, int start, int end) {
    long v0 = key0 ^ 0x736f6d6570736575L;
    long v1 = key1 ^ 0x646f72616e646f6dL;
    long v2 = key0 ^ 0x6c7967656e657261L;
    long v3 = key1 ^ 0x7465646279746573L;
    int rest = start + (end - start & -Long.BYTES);
    int last = rest + FINAL_ROUNDS * Long.BYTES;
    for (int at = start; at <= last; at += Long.BYTES) {
      long word = at <= rest ? Ascii.lower(Ascii.word(octets, at, end)) : 0;
      if (at == rest) {
        word |= (long) (end - start) << 56;
      } else if (at == rest + Long.BYTES) {
        v2 ^= 0xFF;
      }
      v3 ^= word;
      v0 += v1;
      v2 += v3;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 = Long.rotateLeft(v0, 32) + v3;
      v2 += v1;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
      v0 ^= word;
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }
}
