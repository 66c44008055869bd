package dev.waxseal.dkim.signature;

import java.util.Arrays;
import java.util.Base64;

/**
 * Octets that never change: a hash, a signature, a public key.
 *
 * <p>Immutable; share it among threads.
 */
public final class Octets {

  private final byte[] bytes;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  /** These octets, copied. */
  public static Octets of(byte[] bytes) {
    return new Octets(bytes.clone());
  }

  /**
   * The octets that a text in base64 spells.
   *
   * @param base64 ASCII, without white space (RFC 4648 section 4)
   * @throws IllegalArgumentException if it is not base64
   */
  public static Octets ofBase64(byte[] base64) {
    return new Octets(Base64.getDecoder().decode(base64));
  }

  /** A copy of the octets. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The number of octets. */
  public int length() {
    return bytes.length;
  }

  /** Returns true if there are none. */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets octets && Arrays.equals(bytes, octets.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The octets in base64, on one line. */
  @Override
  public String toString() {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
