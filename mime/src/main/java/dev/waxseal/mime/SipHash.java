package dev.waxseal.mime;

import java.security.SecureRandom;

/**
 * SipHash-1-3, a keyed hash of short texts: without the key, equal hashes are found by chance only
 * (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012).
 *
 * <p>Immutable; share it among threads.
 */
final class SipHash {

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

  /** Begins a text. */
  State begin() {
    return new State(key0, key1);
  }

  /** A text at hand, in words of eight octets, the first octet lowest. For one thread. */
  static final class State {

    private long v0;
    private long v1;
    private long v2;
    private long v3;

    private State(long key0, long key1) {
      v0 = key0 ^ 0x736f6d6570736575L;
      v1 = key1 ^ 0x646f72616e646f6dL;
      v2 = key0 ^ 0x6c7967656e657261L;
      v3 = key1 ^ 0x7465646279746573L;
    }

    /** Eight octets more. */
    void add(long word) {
      v3 ^= word;
      round();
      v0 ^= word;
    }

    /**
     * Ends the text.
     *
     * @param rest the octets after the last whole word, seven at most
     * @param length of the whole text
     * @return its hash
     */
    long end(long rest, int length) {
      add(rest | (long) length << 56);
      v2 ^= 0xFF;
      round();
      round();
      round();
      return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
      v0 += v1;
      v2 += v3;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 = Long.rotateLeft(v0, 32) + v3;
      v2 += v1;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
    }
  }
}
