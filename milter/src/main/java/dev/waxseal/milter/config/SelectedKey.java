package dev.waxseal.milter.config;

import dev.waxseal.dkim.DkimExplanation;
import dev.waxseal.dkim.SigningKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A private key and the selector under which its public key is published.
 *
 * @param selector {@code s=}
 * @param key the key, read from its file
 */
public record SelectedKey(String selector, SigningKey key) {

  /**
   * The SHA-256 of the public key, of the octets that {@code p=} of its key record holds, in
   * hexadecimal; empty if the public key is not known.
   */
  public Optional<String> publicKeySha256() {
    return key.keyRecord()
        .flatMap(text -> DkimExplanation.Key.of(text).keyRecord())
        .map(keyRecord -> keyRecord.keyData().bytes())
        .map(SelectedKey::sha256);
  }

  private static String sha256(byte[] octets) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
