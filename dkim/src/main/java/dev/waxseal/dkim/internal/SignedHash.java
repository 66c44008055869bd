package dev.waxseal.dkim.internal;

import java.util.Arrays;
import java.util.Optional;

/**
 * The hash that a signature was made of, as far as the key can tell. An RSA key gives back the hash
 * that was signed, which proves that the key made the signature or that it did not. An Ed25519 key
 * only accepts or rejects a hash.
 *
 * <p>Immutable; share it among threads.
 */
public final class SignedHash {

  private final PublicKey key;
  private final byte[] signature;
  private final Optional<byte[]> recovered;

  private SignedHash(PublicKey key, byte[] signature, Optional<byte[]> recovered) {
    this.key = key;
    this.signature = signature;
    this.recovered = recovered;
  }

  /** The answers to the question if a key made a signature. */
  public enum Origin {
    /** It did, of another header. */
    THIS_KEY,
    /** It did not, or the signature is damaged. */
    NOT_THIS_KEY,
    /** The key cannot tell. */
    UNKNOWN
  }

  /**
   * Asks a key about a signature.
   *
   * @param signature the octets of {@code b=}
   */
  public static SignedHash of(PublicKey key, byte[] signature) {
    Optional<byte[]> recovered =
        key instanceof RsaPublicKey rsa ? rsa.signedHash(signature) : Optional.empty();
    return new SignedHash(key, signature.clone(), recovered);
  }

  /** Tells if the key made the signature. */
  public Origin origin() {
    if (!(key instanceof RsaPublicKey)) {
      return Origin.UNKNOWN;
    }
    return recovered.isPresent() ? Origin.THIS_KEY : Origin.NOT_THIS_KEY;
  }

  /** Returns true if the signature is of this SHA-256. */
  public boolean is(byte[] sha256) {
    return recovered
        .map(hash -> Arrays.equals(hash, sha256))
        .orElseGet(() -> origin() == Origin.UNKNOWN && key.verify(sha256, signature));
  }

  /** Returns true if {@link #is} costs only a comparison. */
  public boolean isCheap() {
    return key instanceof RsaPublicKey;
  }
}
