package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.mime.Limits;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** An RSA public key (RFC 6376 section 3.3.2). */
record RsaPublicKey(BigInteger modulus, BigInteger exponent) implements PublicKey {

  /** The DigestInfo of SHA-256 up to the hash (RFC 8017 section 9.2 note 1). */
  private static final byte[] SHA256_NAME =
      HexFormat.of().parseHex("3031300d060960864801650304020105000420");

  @Override
  public SigningAlgorithm algorithm() {
    return SigningAlgorithm.RSA_SHA256;
  }

  @Override
  public int bits() {
    return modulus.bitLength();
  }

  @Override
  public void checkStrength(Limits limits) throws Refusal {
    new RsaStrength(bits(), Optional.of(exponent)).check(limits);
  }

  @Override
  public int signatureLength() {
    return algorithm().signatureOctets(bits());
  }

  /**
   * RSASSA-PKCS1-v1_5 (RFC 8017 section 8.2.2): the one encoding of the hash is compared with what
   * the signature holds, octet by octet, so that there is nothing to parse. It takes the hash and
   * not what was hashed, which no {@code Signature} of the JCA does at this price: each seal of a
   * chain signs all the seals below it, and they share one running hash.
   */
  @Override
  public boolean verify(byte[] sha256, byte[] signature) {
    int length = signatureLength();
    BigInteger representative = new BigInteger(1, signature);
    if (signature.length != length || representative.compareTo(modulus) >= 0) {
      return false;
    }
    return representative.modPow(exponent, modulus).equals(encoded(sha256, length));
  }

  /**
   * The hash that a signature was made of, if this key made it: RSA gives the encoded hash back
   * (RFC 8017 section 5.2.2), and no other key leads to that encoding.
   */
  Optional<byte[]> signedHash(byte[] signature) {
    int length = signatureLength();
    BigInteger representative = new BigInteger(1, signature);
    if (signature.length != length || representative.compareTo(modulus) >= 0) {
      return Optional.empty();
    }
    BigInteger message = representative.modPow(exponent, modulus);
    byte[] hash = new byte[Hashes.SHA256_OCTETS];
    BigInteger rest = message;
    for (int i = hash.length - 1; i >= 0; i--) {
      hash[i] = rest.byteValue();
      rest = rest.shiftRight(Byte.SIZE);
    }
    return message.equals(encoded(hash, length)) ? Optional.of(hash) : Optional.empty();
  }

  /** EMSA-PKCS1-v1_5 (RFC 8017 section 9.2): 00 01 FF … FF 00, the name of SHA-256, the hash. */
  private static BigInteger encoded(byte[] sha256, int length) {
    byte[] message = new byte[length];
    int hash = length - sha256.length;
    int name = hash - SHA256_NAME.length;
    message[1] = 1;
    Arrays.fill(message, 2, name - 1, (byte) 0xFF);
    System.arraycopy(SHA256_NAME, 0, message, name, SHA256_NAME.length);
    System.arraycopy(sha256, 0, message, hash, sha256.length);
    return new BigInteger(1, message);
  }
}
