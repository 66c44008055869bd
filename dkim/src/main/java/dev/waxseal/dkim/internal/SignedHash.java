package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.signature.Octets;
import java.security.MessageDigest;
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

  private final HashAlgorithm algorithm;
  private final PublicKey key;
  private final byte[] signature;
  private final Optional<SignedDigest> recovered;

  private SignedHash(
      HashAlgorithm algorithm, PublicKey key, byte[] signature, Optional<SignedDigest> recovered) {
    this.algorithm = algorithm;
    this.key = key;
    this.signature = signature;
    this.recovered = recovered;
  }

  /** The answers to the question if a key made a signature. */
  public enum Origin {
    /** It did, of another header. */
    THIS_KEY,
    /** It did, and signed another hash than a= names, or one with another name or none. */
    THIS_KEY_OTHER_HASH,
    /** It did not, or the signature is damaged. */
    NOT_THIS_KEY,
    /** The key cannot tell. */
    UNKNOWN
  }

  /** The ways in which signers hash a text before they sign it. */
  public enum Hashing {
    /** Once, as RFC 6376 section 3.7 and RFC 8463 section 3 say. */
    ONCE,
    /** Once, and the hash again. */
    TWICE,
    /** Not at all: the text itself was signed, which only Ed25519 can do. */
    NEVER,
    /** By another hash, or with another name or none. */
    OTHERWISE
  }

  /**
   * Asks a key about a signature.
   *
   * @param algorithm the hash that {@code a=} names
   * @param signature the octets of {@code b=}
   */
  public static SignedHash of(HashAlgorithm algorithm, PublicKey key, byte[] signature) {
    Optional<SignedDigest> recovered =
        key instanceof RsaPublicKey rsa ? rsa.signedDigest(signature) : Optional.empty();
    return new SignedHash(algorithm, key, signature.clone(), recovered);
  }

  /** Tells if the key made the signature. */
  public Origin origin() {
    if (!(key instanceof RsaPublicKey)) {
      return Origin.UNKNOWN;
    }
    return recovered
        .map(it -> isAsNamed(it) ? Origin.THIS_KEY : Origin.THIS_KEY_OTHER_HASH)
        .orElse(Origin.NOT_THIS_KEY);
  }

  /** The hash that was signed in place of that of a=, in words; empty if it was that or unknown. */
  public Optional<String> otherHash() {
    return recovered.filter(it -> !isAsNamed(it)).map(this::inWords);
  }

  private String inWords(SignedDigest digest) {
    return switch (digest.name()) {
      case UNNAMED ->
          digest.hash().length()
              + " octets, the length of a hash, without the name of its algorithm (RFC 8017 section"
              + " 9.2)";
      case MISNAMED ->
          digest.hash().length()
              + " octets, the length of a hash, in a DigestInfo that is not that of "
              + algorithm.word()
              + " (RFC 8017 section 9.2)";
      case WITHOUT_NULL ->
          "a hash whose DigestInfo lacks the NULL after the name of "
              + digest.name().algorithm()
              + " (RFC 8017 section 9.2)";
      case STRANGE -> "not a hash in a DigestInfo (RFC 8017 section 9.2)";
      case SHA_256, SHA_1, SHA_384, SHA_512, MD5 ->
          "a hash by " + digest.name().algorithm() + ", and a= names " + algorithm.word();
    };
  }

  /**
   * The hash in the signature; empty if the key cannot tell, did not make the signature, or signed
   * something that is not a hash.
   */
  public Optional<Octets> hash() {
    return recovered.filter(it -> it.name() != SignedDigest.Name.STRANGE).map(SignedDigest::hash);
  }

  /** A hash in the making, by the algorithm of {@code a=}. */
  public MessageDigest digest() {
    return algorithm.digest();
  }

  /** Returns true if the signature is of this hash by the algorithm of {@code a=}. */
  public boolean is(byte[] hash) {
    return recovered
        .map(it -> isAsNamed(it) && Arrays.equals(it.hash().bytes(), hash))
        .orElseGet(() -> origin() == Origin.UNKNOWN && key.verify(hash, signature));
  }

  /** Returns true if the signature is of this text, in canonical form. */
  public boolean isOf(byte[] text) {
    return is(algorithm.of(text));
  }

  /** The way a text was hashed before it was signed; empty if the signature is not of this text. */
  public Optional<Hashing> hashing(byte[] text) {
    byte[] hash = algorithm.of(text);
    if (is(hash)) {
      return Optional.of(Hashing.ONCE);
    }
    if (is(algorithm.of(hash))) {
      return Optional.of(Hashing.TWICE);
    }
    if (origin() == Origin.UNKNOWN && key.verify(text, signature)) {
      return Optional.of(Hashing.NEVER);
    }
    return recovered
        .filter(it -> !isAsNamed(it) && it.algorithmOf(text).isPresent())
        .map(it -> Hashing.OTHERWISE);
  }

  /**
   * Returns true if the signature is of this text, and its hash was padded by RSASSA-PSS (RFC 8017
   * section 8.1) with a salt of one of the usual lengths.
   */
  public boolean isPssOf(byte[] text) {
    return key instanceof RsaPublicKey rsa && rsa.isPss(algorithm, text, signature);
  }

  /** Returns true if {@link #is} costs only a comparison. */
  public boolean isCheap() {
    return key instanceof RsaPublicKey;
  }

  private boolean isAsNamed(SignedDigest digest) {
    return digest.name()
        == switch (algorithm) {
          case SHA_256 -> SignedDigest.Name.SHA_256;
          case SHA_1 -> SignedDigest.Name.SHA_1;
        };
  }
}
