package dev.waxseal.dkim.internal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a key file: PEM (RFC 7468) as people and programs hand it on, or something else. */
public final class PemText {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** PEM on one line, as it comes out of an environment variable. */
  private static final Pattern ONE_LINE =
      Pattern.compile("(-----BEGIN [A-Z0-9 ]{1,40}-----)([^-]*)(-----END [A-Z0-9 ]{1,40}-----)");

  private static final Pattern LABEL = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----");

  private PemText() {}

  /**
   * The text as PEM has it: without a byte order mark, and with its line ends where they were lost
   * or are written as the two characters {@code \n}.
   */
  public static String mended(String text) {
    String mended = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    if (mended.strip().lines().count() > 1) {
      return mended;
    }
    Matcher line = ONE_LINE.matcher(mended.replace("\\r", "").replace("\\n", "\n"));
    return line.replaceAll("$1\n$2\n$3\n");
  }

  /** The kind of a key file that is not PEM; none of its text is quoted. */
  static Optional<String> otherKind(String text) {
    if (text.contains("-----BEGIN OPENSSH PRIVATE KEY-----")) {
      return Optional.of(
          "it is a key of OpenSSH; ssh-keygen -p -m PKCS8 makes an RSA key of it that can be used,"
              + " and waxseal keygen makes a new key");
    }
    if (text.startsWith("ssh-") || text.startsWith("ecdsa-")) {
      return Optional.of("it is a public key of OpenSSH");
    }
    if (text.startsWith("PuTTY-User-Key-File-")) {
      return Optional.of("it is a key of PuTTY; waxseal keygen makes a key that can be used");
    }
    if (text.contains("-----BEGIN PGP ")) {
      return Optional.of("it is a key of OpenPGP; waxseal keygen makes a key that can be used");
    }
    if (text.stripLeading().startsWith("{") && text.contains("\"kty\"")) {
      return Optional.of("it is a JSON Web Key; PEM is wanted");
    }
    if (text.startsWith("0") && (text.indexOf('\uFFFD') >= 0 || text.indexOf('\0') >= 0)) {
      return Optional.of("it is DER; openssl pkey -inform DER makes PEM of it");
    }
    return text.indexOf('\0') >= 0
        ? Optional.of("it is not text in ASCII; PEM is wanted")
        : Optional.empty();
  }

  /** The contents of PEM that holds no private key. */
  static String instead(String text) {
    Matcher label = LABEL.matcher(text);
    String first = label.find() ? label.group(1) : "";
    return switch (first) {
      case "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE" ->
          "it holds a certificate and no private key";
      case "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST" ->
          "it holds a request for a certificate and no private key";
      case "PUBLIC KEY", "RSA PUBLIC KEY" -> "it holds a public key and no private key";
      default -> "it holds no private key in PEM";
    };
  }
}
