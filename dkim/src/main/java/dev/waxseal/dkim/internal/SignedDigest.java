package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.signature.Octets;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The hash in an RSA signature, with the name that the signer gave it (RFC 8017 section 9.2). DKIM
 * knows SHA-256 only; the others are mistakes of signers, told apart for the diagnosis.
 *
 * @param name the name of the hash
 * @param hash its octets; of {@link Name#STRANGE} all that was signed
 */
record SignedDigest(Name name, Octets hash) {

  /** The fewest octets before the DigestInfo (RFC 8017 section 9.2). */
  private static final int PADDING = 11;

  private static final byte OCTET_STRING = 4;

  private static final byte SEQUENCE = 0x30;

  /** The algorithms of hashes whose name does not tell, each of another length. */
  private static final List<String> ALGORITHMS =
      List.of("MD5", "SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512");

  /** The names that signers give, with the DigestInfo up to the hash (RFC 8017 section 9.2). */
  enum Name {
    SHA_256("SHA-256", "3031300d060960864801650304020105000420", 32),
    SHA_1("SHA-1", "3021300906052b0e03021a05000414", 20),
    SHA_384("SHA-384", "3041300d060960864801650304020205000430", 48),
    SHA_512("SHA-512", "3051300d060960864801650304020305000440", 64),
    MD5("MD5", "3020300c06082a864886f70d020505000410", 16),
    /** SHA-256 in a DigestInfo without the NULL behind the name. */
    WITHOUT_NULL("SHA-256", "302f300b06096086480165030402010420", 32),
    /** As many octets as a hash has, without a DigestInfo. */
    UNNAMED("", "", 0),
    /** As many octets as a hash has, in a DigestInfo that is none of these. */
    MISNAMED("", "", 0),
    /** Something else. */
    STRANGE("", "", 0);

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
  }

  /** The algorithm by which this is the hash of some data; empty if it is not. */
  Optional<String> algorithmOf(byte[] data) {
    return ALGORITHMS.stream()
        .filter(algorithm -> name.algorithm.isEmpty() || name.algorithm.equals(algorithm))
        .filter(algorithm -> hash.equals(Octets.of(digest(algorithm).digest(data))))
        .findFirst();
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
      if (info.length > 0
          && length >= info.length + hash.length + PADDING
          && message.equals(encoded(info, hash, length))) {
        return Optional.of(new SignedDigest(name, Octets.of(hash)));
      }
    }
    return content(lowest(message, length)).map(SignedDigest::other);
  }

  /** What was signed without one of the names. */
  private static SignedDigest other(byte[] content) {
    if (isLengthOfHash(content.length)) {
      return new SignedDigest(Name.UNNAMED, Octets.of(content));
    }
    for (String algorithm : ALGORITHMS) {
      int length = digest(algorithm).getDigestLength();
      int start = content.length - length;
      if (start > 2
          && content[0] == SEQUENCE
          && content[start - 1] == length
          && content[start - 2] == OCTET_STRING) {
        byte[] hash = Arrays.copyOfRange(content, start, content.length);
        return new SignedDigest(Name.MISNAMED, Octets.of(hash));
      }
    }
    return new SignedDigest(Name.STRANGE, Octets.of(content));
  }

  private static boolean isLengthOfHash(int length) {
    return ALGORITHMS.stream().anyMatch(it -> digest(it).getDigestLength() == length);
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime does not have " + algorithm, e);
    }
  }

  /**
   * What follows 00 01, at least eight FF and 00. A wrong key gives that once in 2 to the power of
   * 80 times.
   */
  private static Optional<byte[]> content(byte[] octets) {
    int end = 2;
    while (end < octets.length && octets[end] == (byte) 0xFF) {
      end++;
    }
    return octets[0] == 0
            && octets[1] == 1
            && end >= PADDING - 1
            && end < octets.length
            && octets[end] == 0
        ? Optional.of(Arrays.copyOfRange(octets, end + 1, octets.length))
        : Optional.empty();
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
