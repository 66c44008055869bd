package dev.waxseal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.Canonicalization;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Changes of the signature field itself, which is hashed with the others (RFC 6376 section 3.7).
 */
class SignatureFieldTest {

  private static final String MESSAGE =
      "From: Ann <ann@author.example>\r\nSubject: Hello\r\n\r\nHow are you?\r\n";

  private static final List<SigningKey> KEYS = List.of(Signed.RSA, Signed.ED25519);

  @Test
  void oneFoldLess() {
    refolded(field -> field.replaceFirst("\r\n\t?\\s*", " "), Canonicalization.SIMPLE, KEYS);
  }

  @Test
  void unfolded() {
    refolded(field -> field.replaceAll("\r\n[ \t]+", " "), Canonicalization.SIMPLE, KEYS);
  }

  @Test
  void otherFolds() {
    refolded(field -> field.replaceAll("\r\n[ \t]+", "\r\n\t\t"), Canonicalization.SIMPLE, KEYS);
  }

  @Test
  void someFoldsLess() {
    UnaryOperator<String> change =
        field -> field.replaceFirst("\r\n[ \t]+", " ").replaceFirst("\r\n[ \t]+", " ");
    refolded(change, Canonicalization.SIMPLE, List.of(Signed.RSA));
  }

  @Test
  void oneSpaceLess() {
    refolded(field -> field.replaceFirst(";\\s+d=", ";d="), Canonicalization.RELAXED, KEYS);
  }

  @Test
  void inEncodedWords() {
    for (SigningKey key : KEYS) {
      Diagnosis.Signature diagnosis = diagnosis(SignatureFieldTest::encoded, key, MESSAGE);
      assertEquals(DkimReason.SIGNATURE_SYNTAX, diagnosis.reason());
      assertTrue(diagnosis.isExplained(), diagnosis::toString);
      assertEquals(
          List.of(
              "the field DKIM-Signature was rewritten in encoded words (RFC 2047); decoded it is a"
                  + " signature of author.example with the selector s1, which passes"),
          diagnosis.changes().stream().map(Change::sentence).toList());
    }
  }

  @Test
  void inEncodedWordsAndAPrefix() {
    Diagnosis.Signature diagnosis =
        diagnosis(
            SignatureFieldTest::encoded,
            Signed.RSA,
            MESSAGE.replace("Hello", "[x] Hello").replace("you?", "you?\r\n-- list"));
    assertEquals(
        List.of(
            Change.Kind.TEXT_APPENDED,
            Change.Kind.SUBJECT_PREFIXED,
            Change.Kind.SIGNATURE_FIELD_ENCODED),
        diagnosis.changes().stream().map(Change::kind).toList());
  }

  @Test
  void partlyInEncodedWords() {
    for (String tag : List.of("d", "s", "c")) {
      Diagnosis.Signature diagnosis =
          diagnosis(
              field ->
                  field.replaceFirst("\\b" + tag + "=([^;]+);", "=?utf-8?q?" + tag + "=3D$1=3B?="),
              Signed.RSA,
              MESSAGE);
      assertTrue(diagnosis.isExplained(), diagnosis::toString);
      assertTrue(
          diagnosis.changes().get(0).sentence().endsWith("selector s1, which passes"),
          diagnosis.changes()::toString);
    }
  }

  @Test
  void inBase64url() {
    Diagnosis.Signature diagnosis = diagnosis(SignatureFieldTest::inBase64url, Signed.RSA, MESSAGE);
    assertEquals(DkimReason.SIGNATURE_SYNTAX, diagnosis.reason());
    assertTrue(diagnosis.isExplained(), diagnosis::toString);
    assertEquals(
        List.of(
            "b= is in base64url (RFC 4648 section 5), and DKIM knows base64 alone (RFC 6376"
                + " section 3.5); read so, the signature passes"),
        diagnosis.changes().stream().map(Change::sentence).toList());
  }

  @Test
  void paddedWrongly() {
    Diagnosis.Signature diagnosis =
        diagnosis(field -> field.replaceFirst("==$", "="), Signed.RSA, MESSAGE);
    assertEquals(
        List.of("b= is padded wrongly (RFC 4648 section 3.2); read so, the" + " signature passes"),
        diagnosis.changes().stream().map(Change::sentence).toList());
  }

  @Test
  void inBase64urlAndAPrefix() {
    Diagnosis.Signature diagnosis =
        diagnosis(
            SignatureFieldTest::inBase64url, Signed.RSA, MESSAGE.replace("Hello", "[x] Hello"));
    assertEquals(
        List.of(Change.Kind.SUBJECT_PREFIXED, Change.Kind.SIGNATURE_TAG_REWRITTEN),
        diagnosis.changes().stream().map(Change::kind).toList());
  }

  @Test
  void damagedBodyHash() {
    for (SigningKey key : KEYS) {
      for (String hash : List.of("bh=AAAA", "bh=", "bh=?", "bh=x_-")) {
        Diagnosis.Signature diagnosis =
            diagnosis(field -> field.replaceFirst("bh=[^;]{5}", hash), key, MESSAGE);
        assertTrue(diagnosis.isExplained(), diagnosis::toString);
        assertEquals(
            List.of(
                "bh= was damaged, or written wrongly by the signer after signing; with the hash of"
                    + " the body that is here the signature verifies: the header and the body are as"
                    + " signed"),
            diagnosis.changes().stream().map(Change::sentence).toList());
        assertTrue(diagnosis.claims().isPresent());
      }
    }
  }

  @Test
  void damagedBodyHashAndAnotherBody() {
    Diagnosis.Signature diagnosis =
        diagnosis(
            field -> field.replaceFirst("bh=[^;]{5}", "bh=?"),
            Signed.RSA,
            MESSAGE.replace("you?", "you"));
    assertEquals(List.of(), diagnosis.changes());
    assertTrue(diagnosis.claims().isEmpty());
    assertEquals(DkimReason.SIGNATURE_SYNTAX, diagnosis.reason());
  }

  /** With the alphabet for names of files in b=. */
  private static String inBase64url(String field) {
    int b = field.lastIndexOf("b=") + 2;
    String value = field.substring(b).replace('+', '-').replace('/', '_');
    return field.substring(0, b) + value;
  }

  private static void refolded(
      UnaryOperator<String> change, Canonicalization form, List<SigningKey> keys) {
    for (SigningKey key : keys) {
      Diagnosis.Signature diagnosis = diagnosis(change, key, form, MESSAGE);
      assertTrue(diagnosis.isExplained(), diagnosis::toString);
      assertEquals(
          List.of(Change.Kind.SIGNATURE_FIELD_REFOLDED),
          diagnosis.changes().stream().map(Change::kind).toList());
    }
  }

  private static Diagnosis.Signature diagnosis(
      UnaryOperator<String> change, SigningKey key, String arrived) {
    return diagnosis(change, key, Canonicalization.RELAXED, arrived);
  }

  private static Diagnosis.Signature diagnosis(
      UnaryOperator<String> change, SigningKey key, Canonicalization form, String arrived) {
    String field = Signed.of(MESSAGE, key, form).signature();
    String changed = change.apply(field.stripTrailing()) + "\r\n";
    return Signed.diagnosis(changed + arrived, Dns.zone(Signed.keyLine(key))).signatures().get(0);
  }

  /** The value in encoded words of 40 octets each, tabs and all. */
  private static String encoded(String field) {
    String value = field.substring(field.indexOf(':') + 1).strip().replace("\r\n", "");
    StringBuilder words = new StringBuilder(field.substring(0, field.indexOf(':') + 1));
    for (int i = 0; i < value.length(); i += 40) {
      StringBuilder word = new StringBuilder();
      for (byte octet : value.substring(i, Math.min(value.length(), i + 40)).getBytes(ISO_8859_1)) {
        word.append(String.format("=%02X", octet));
      }
      words.append(i > 0 ? "\r\n " : " ").append("=?UTF-8?Q?").append(word).append("?=");
    }
    return words.toString();
  }
}
