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

  private static final KeyPair KEY = key();

  private WithTags() {}

  /** The line of the master file for the key. */
  static String keyLine() {
    return Signed.keyLine("v=DKIM1; p=" + base64(KEY.getPublic().getEncoded()));
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
    String value =
        "v=1; a=rsa-sha256; c=relaxed/relaxed; d=author.example; s=s1; h=from:subject; "
            + tags
            + " bh="
            + base64(sha256(body))
            + "; b=";
    String signed = "from:" + from + "\r\nsubject:" + subject + "\r\ndkim-signature:" + value;
    return "DKIM-Signature: " + value + base64(rsa(signed)) + "\r\n";
  }

  private static byte[] rsa(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(KEY.getPrivate());
      signature.update(text.getBytes(ISO_8859_1));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(ISO_8859_1));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyPair key() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String base64(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }
}
