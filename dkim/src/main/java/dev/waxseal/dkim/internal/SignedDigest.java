package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.signature.Octets;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The hash in an RSA signature, with the name that the signer gave it (RFC 8017 section 9.2). DKIM
 * knows SHA-256 only; the others are mistakes of signers, told apart for the diagnosis.
 *
 * @param name the name of the hash
 * @param hash its octets
 */
record SignedDigest(Name name, Octets hash) {

  /** The fewest octets before the DigestInfo (RFC 8017 section 9.2). */
  private static final int PADDING = 11;

  /** The hashes that signers use, with the DigestInfo up to the hash (RFC 8017 section 9.2). */
  enum Name {
    SHA_256("SHA-256", "3031300d060960864801650304020105000420", 32),
    SHA_1("SHA-1", "3021300906052b0e03021a05000414", 20),
    SHA_384("SHA-384", "3041300d060960864801650304020205000430", 48),
    SHA_512("SHA-512", "3051300d060960864801650304020305000440", 64),
    /** A SHA-256 without the DigestInfo that says so. */
    UNNAMED("SHA-256", "", 32),
    /** 32 octets that may be a SHA-256, with a DigestInfo that is none of these. */
    MISNAMED("SHA-256", "", 32);

    private final String algorithm;

    /** Hexadecimal, two digits an octet. */
    private final String info;

    private final int octets;

    Name(String algorithm, String info, int octets) {
      this.algorithm = algorithm;
      this.info = info;
      this.octets = octets;
    }

    String algorithm() {
      return algorithm;
    }

    byte[] info() {
      return HexFormat.of().parseHex(info);
    }

    Octets of(byte[] data) {
      try {
        return Octets.of(MessageDigest.getInstance(algorithm).digest(data));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("This Java runtime does not have " + algorithm, e);
      }
    }
  }

  /**
   * The hash in an encoded message.
   *
   * @param message what the RSA key makes of a signature
   * @param length the length of the signature in octets
   */
  static Optional<SignedDigest> in(BigInteger message, int length) {
    for (Name name : Name.values()) {
      byte[] info = name.info();
      byte[] hash = lowest(message, name.octets);
      if (length >= info.length + hash.length + PADDING
          && message.equals(encoded(info, hash, length))) {
        return Optional.of(new SignedDigest(name, Octets.of(hash)));
      }
    }
    return isPadded(message, length)
        ? Optional.of(
            new SignedDigest(Name.MISNAMED, Octets.of(lowest(message, Name.MISNAMED.octets))))
        : Optional.empty();
  }

  /**
   * Returns true for 00 01, at least eight FF and 00, whatever follows. A wrong key gives that once
   * in 2 to the power of 80 times.
   */
  private static boolean isPadded(BigInteger message, int length) {
    byte[] octets = lowest(message, length);
    int end = 2;
    while (end < length && octets[end] == (byte) 0xFF) {
      end++;
    }
    return octets[0] == 0
        && octets[1] == 1
        && end >= PADDING - 1
        && end < length
        && octets[end] == 0;
  }

  /**
   * EMSA-PKCS1-v1_5 (RFC 8017 section 9.2): 00 01 FF … FF 00, the DigestInfo up to the hash, the
   * hash.
   */
  static BigInteger encoded(byte[] info, byte[] hash, int length) {
    byte[] message = new byte[length];
    int start = length - hash.length;
    int name = start - info.length;
    message[1] = 1;
    Arrays.fill(message, 2, name - 1, (byte) 0xFF);
    System.arraycopy(info, 0, message, name, info.length);
    System.arraycopy(hash, 0, message, start, hash.length);
    return new BigInteger(1, message);
  }

  private static byte[] lowest(BigInteger message, int octets) {
    byte[] lowest = new byte[octets];
    BigInteger rest = message;
    for (int i = octets - 1; i >= 0; i--) {
      lowest[i] = rest.byteValue();
      rest = rest.shiftRight(Byte.SIZE);
    }
    return lowest;
  }
}
