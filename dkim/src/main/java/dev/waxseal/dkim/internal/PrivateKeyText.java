package dev.waxseal.dkim.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognizes private keys in text that should hold none, such as a key record: by their first
 * octets, so that a key that is cut off is found as well. The seed of an Ed25519 key alone looks
 * like its public key, and cannot be told from it.
 */
public final class PrivateKeyText {

  /** A place where base64 may begin. */
  private static final Pattern START = Pattern.compile("(?<![A-Za-z0-9+/])[A-Za-z0-9+/]");

  /** The digits that are read from there: the base64 of 32 to 64 octets. */
  private static final int LEAST = 43;

  private static final int MOST = 86;

  private static final Pattern PEM = Pattern.compile("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----");

  private static final byte[] OPENSSH = ascii("openssh-key-v1");
  private static final byte[] PEM_LINE = ascii("-----BEGIN ");

  /** SEQUENCE, SEQUENCE and the arc of PKCS #5, which protects private keys (RFC 8018). */
  private static final byte[] PKCS5 = {
    0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 0x01, 0x05
  };

  private PrivateKeyText() {}

  /**
   * Returns true if a private key stands in a text: in PEM, or as base64 of PKCS #1, PKCS #8
   * (encrypted or not), SEC 1, an OpenSSH key, PEM, or an Ed25519 seed with its public key.
   */
  public static boolean isIn(String text) {
    if (PEM.matcher(text).find()) {
      return true;
    }
    Matcher start = START.matcher(text);
    while (start.find()) {
      String head = base64(text, start.start());
      if (head.length() >= LEAST && isPrivate(decoded(head))) {
        return true;
      }
    }
    return false;
  }

  /** The digits from a place on, white space between them left out; one more than looked at. */
  private static String base64(String text, int start) {
    StringBuilder digits = new StringBuilder(MOST + 1);
    for (int i = start; i < text.length() && digits.length() <= MOST; i++) {
      char c = text.charAt(i);
      if (isDigit(c)) {
        digits.append(c);
      } else if (" \t\r\n".indexOf(c) < 0) {
        break;
      }
    }
    return digits.toString();
  }

  private static boolean isDigit(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/';
  }

  /** The octets, as far as they are whole. */
  private static byte[] decoded(String digits) {
    int whole = digits.length() % 4 == 1 ? digits.length() - 1 : digits.length();
    return Base64.getDecoder().decode(digits.substring(0, whole));
  }

  private static boolean isPrivate(byte[] octets) {
    return startsWith(octets, 0, OPENSSH)
        || startsWith(octets, 0, PEM_LINE)
        || isPrivateDer(octets)
        || isEd25519Pair(octets);
  }

  /**
   * A SEQUENCE that begins with the version 0 or 1: PKCS #1, PKCS #8, SEC 1. Public keys begin with
   * a SEQUENCE, or with a modulus, which is larger (RFC 8017 A.1.1, RFC 5280 4.1). Or with that of
   * an encrypted key.
   */
  private static boolean isPrivateDer(byte[] octets) {
    int content = content(octets, 0);
    if (content < 0 || octets.length == Ed25519.KEY_LENGTH) {
      return false;
    }
    boolean version =
        startsWith(octets, content, new byte[] {0x02, 0x01, 0x00})
            || startsWith(octets, content, new byte[] {0x02, 0x01, 0x01});
    int inner = content(octets, content);
    return version || (inner >= 0 && startsWith(octets, inner, PKCS5));
  }

  /** The start of the content of the SEQUENCE at a place; -1 if there is none. */
  private static int content(byte[] octets, int at) {
    if (at + 1 >= octets.length || octets[at] != 0x30) {
      return -1;
    }
    int length = octets[at + 1] & 0xFF;
    return at + 2 + (length > 0x80 ? length - 0x80 : 0);
  }

  /** The seed, then the public key that belongs to it, as libsodium keeps it. */
  private static boolean isEd25519Pair(byte[] octets) {
    int length = Ed25519.KEY_LENGTH;
    return octets.length == 2 * length
        && Arrays.equals(
            Ed25519.publicKey(Arrays.copyOf(octets, length)),
            Arrays.copyOfRange(octets, length, 2 * length));
  }

  private static boolean startsWith(byte[] octets, int at, byte[] start) {
    return at + start.length <= octets.length
        && Arrays.equals(octets, at, at + start.length, start, 0, start.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
