package dev.waxseal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import java.util.function.UnaryOperator;

/**
 * A signed message in transit. Text, one character per octet.
 *
 * @param signature the field, with its line end
 * @param message the message below it
 */
record Signed(String signature, String message) {

  static final String DOMAIN = "author.example";
  static final String SELECTOR = "s1";
  static final SigningKey RSA = SigningKey.generate(SigningAlgorithm.RSA_SHA256).key();
  static final SigningKey ED25519 = SigningKey.generate(SigningAlgorithm.ED25519_SHA256).key();

  /** Signs in one form of header and body. */
  static Signed of(String message, SigningKey key, Canonicalization form) {
    try {
      HeaderField field =
          DkimSigner.of(DOMAIN, SELECTOR, key)
              .withCanonicalization(form, form)
              .sign(message.getBytes(ISO_8859_1))
              .get(0);
      return new Signed(new String(field.bytes(), ISO_8859_1), message);
    } catch (SigningException e) {
      throw new AssertionError(e);
    }
  }

  static String keyLine(SigningKey key) {
    return keyLine(key.keyRecord().orElseThrow());
  }

  /** A line of a master file; strings have at most 255 octets. */
  static String keyLine(String text) {
    return SELECTOR + "._domainkey." + DOMAIN + ". TXT " + text.replaceAll("(.{1,200})", "\"$1\" ");
  }

  /** The diagnosis of the only signature after a change. */
  Diagnosis.Signature changed(UnaryOperator<String> change, Dns dns) {
    Diagnosis diagnosis = diagnosis(signature + change.apply(message), dns);
    assertEquals(1, diagnosis.signatures().size());
    return diagnosis.signatures().get(0);
  }

  /** The diagnosis of a message. */
  static Diagnosis diagnosis(String message, Dns dns) {
    InboundReport report =
        InboundAuthenticator.of("mx.receiver.example", dns)
            .allowBodyLengthLimit()
            .authenticate(message.getBytes(ISO_8859_1));
    int end = message.indexOf("\r\n\r\n");
    String body = end < 0 ? "" : message.substring(end + 4);
    return Diagnostician.of(dns).diagnose(report, body.getBytes(ISO_8859_1));
  }
}
