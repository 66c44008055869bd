package dev.waxseal.dkim.internal;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a signature was made of, as far as the key can tell. An RSA key gives the hash back that was
 * signed, so that it is a fact whether the key made the signature; an Ed25519 key only says yes or
 * no to a hash.
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

  /** Whether a key made a signature. */
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

  /** Whether the key made the signature. */
  public Origin origin() {
    if (!(key instanceof RsaPublicKey)) {
      return Origin.UNKNOWN;
    }
    return recovered.isPresent() ? Origin.THIS_KEY : Origin.NOT_THIS_KEY;
  }

  /** Whether the signature is of this SHA-256. */
  public boolean is(byte[] sha256) {
    return recovered
        .map(hash -> Arrays.equals(hash, sha256))
        .orElseGet(() -> origin() == Origin.UNKNOWN && key.verify(sha256, signature));
  }

  /** Whether {@link #is} costs no more than a comparison. */
  public boolean isCheap() {
    return key instanceof RsaPublicKey;
  }
}
