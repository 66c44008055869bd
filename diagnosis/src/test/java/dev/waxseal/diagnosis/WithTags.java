package dev.waxseal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;

/**
 * Signatures with tags that Waxseal's own signer does not write, of From and Subject and a number
 * of octets of the body, which have to be in canonical form.
 */
final class WithTags {

  static final KeyPair KEY = key(2048);

  private WithTags() {}

  /** The line of the master file for the key. */
  static String keyLine() {
    return keyLine(KEY);
  }

  /** The line of the master file for another key. */
  static String keyLine(KeyPair key) {
    return Signed.keyLine("v=DKIM1; p=" + base64(key.getPublic().getEncoded()));
  }

  /**
   * Signs (RFC 6376 section 3.7).
   *
   * @param from the value of From
   * @param subject the value of Subject
   * @param body as many octets as are covered
   * @param tags more tags, each with its semicolon
   * @return the field with its line end
   */
  static String signature(String from, String subject, String body, String tags) {
    return signature(KEY, "sha256", from, subject, body, tags);
  }

  /** As the other, with a key and the name of a hash: sha256 or sha1. */
  static String signature(
      KeyPair key, String hash, String from, String subject, String body, String tags) {
    return ofFields(
        key, hash, "from:subject", "from:" + from + "\r\nsubject:" + subject, body, tags);
  }

  /**
   * As the others, of other fields.
   *
   * @param names the value of {@code h=}
   * @param lines the fields in relaxed form, without the last line end
   */
  static String ofFields(
      KeyPair key, String hash, String names, String lines, String body, String tags) {
    String value =
        "v=1; a=rsa-"
            + hash
            + "; c=relaxed/relaxed; d=author.example; s=s1; h="
            + names
            + "; "
            + tags
            + " bh="
            + base64(hash(hash, body))
            + "; b=";
    String signed = lines + "\r\ndkim-signature:" + value;
    return "DKIM-Signature: " + value + base64(rsa(key, hash, signed)) + "\r\n";
  }

  private static byte[] rsa(KeyPair key, String hash, String text) {
    try {
      Signature signature = Signature.getInstance(hash + "withRSA");
      signature.initSign(key.getPrivate());
      signature.update(text.getBytes(ISO_8859_1));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] hash(String name, String text) {
    try {
      return MessageDigest.getInstance(name.replace("sha", "SHA-"))
          .digest(text.getBytes(ISO_8859_1));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** A new key of so many bits. */
  static KeyPair key(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String base64(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }
}
