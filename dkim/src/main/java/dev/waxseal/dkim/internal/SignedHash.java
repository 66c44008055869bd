package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.signature.Octets;
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
  private final Optional<SignedDigest> recovered;

  private SignedHash(PublicKey key, byte[] signature, Optional<SignedDigest> recovered) {
    this.key = key;
    this.signature = signature;
    this.recovered = recovered;
  }

  /** The answers to the question if a key made a signature. */
  public enum Origin {
    /** It did, of another header. */
    THIS_KEY,
    /** It did, and signed another hash than SHA-256, or one with another name or none. */
    THIS_KEY_OTHER_HASH,
    /** It did not, or the signature is damaged. */
    NOT_THIS_KEY,
    /** The key cannot tell. */
    UNKNOWN
  }

  /** The ways in which signers hash a text before they sign it. */
  public enum Hashing {
    /** By SHA-256, as RFC 6376 section 3.7 and RFC 8463 section 3 say. */
    ONCE,
    /** By SHA-256, and the hash again. */
    TWICE,
    /** Not at all: the text itself was signed, which only Ed25519 can do. */
    NEVER,
    /** By another hash, or by SHA-256 with another name or none. */
    OTHERWISE
  }

  /**
   * Asks a key about a signature.
   *
   * @param signature the octets of {@code b=}
   */
  public static SignedHash of(PublicKey key, byte[] signature) {
    Optional<SignedDigest> recovered =
        key instanceof RsaPublicKey rsa ? rsa.signedDigest(signature) : Optional.empty();
    return new SignedHash(key, signature.clone(), recovered);
  }

  /** Tells if the key made the signature. */
  public Origin origin() {
    if (!(key instanceof RsaPublicKey)) {
      return Origin.UNKNOWN;
    }
    return recovered
        .map(it -> isSha256(it) ? Origin.THIS_KEY : Origin.THIS_KEY_OTHER_HASH)
        .orElse(Origin.NOT_THIS_KEY);
  }

  /** The hash that was signed in place of SHA-256, in words; empty if it was SHA-256 or unknown. */
  public Optional<String> otherHash() {
    return recovered
        .filter(it -> !isSha256(it))
        .map(
            it ->
                switch (it.name()) {
                  case UNNAMED -> "a hash without the name of its algorithm (RFC 8017 section 9.2)";
                  case MISNAMED ->
                      "a hash whose DigestInfo is not that of SHA-256 (RFC 8017 section 9.2)";
                  case SHA_256, SHA_1, SHA_384, SHA_512 ->
                      "a hash by " + it.name().algorithm() + ", and a= names SHA-256";
                });
  }

  /** The hash in the signature; empty if the key cannot tell, or did not make the signature. */
  public Optional<Octets> hash() {
    return recovered.map(SignedDigest::hash);
  }

  /** Returns true if the signature is of this SHA-256. */
  public boolean is(byte[] sha256) {
    return recovered
        .map(it -> isSha256(it) && Arrays.equals(it.hash().bytes(), sha256))
        .orElseGet(() -> origin() == Origin.UNKNOWN && key.verify(sha256, signature));
  }

  /** The way a text was hashed before it was signed; empty if the signature is not of this text. */
  public Optional<Hashing> hashing(byte[] text) {
    byte[] hash = Hashes.sha256(text);
    if (is(hash)) {
      return Optional.of(Hashing.ONCE);
    }
    if (is(Hashes.sha256(hash))) {
      return Optional.of(Hashing.TWICE);
    }
    if (origin() == Origin.UNKNOWN && key.verify(text, signature)) {
      return Optional.of(Hashing.NEVER);
    }
    return recovered
        .filter(it -> !isSha256(it) && it.hash().equals(it.name().of(text)))
        .map(it -> Hashing.OTHERWISE);
  }

  /** Returns true if {@link #is} costs only a comparison. */
  public boolean isCheap() {
    return key instanceof RsaPublicKey;
  }

  private static boolean isSha256(SignedDigest digest) {
    return digest.name() == SignedDigest.Name.SHA_256;
  }
}
