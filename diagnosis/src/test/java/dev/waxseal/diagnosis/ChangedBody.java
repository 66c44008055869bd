package dev.waxseal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.internal.BodyCanonicalizer;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;

/** Messages whose body was changed, and encoders to write them. One character per octet. */
final class ChangedBody {

  private ChangedBody() {}

  /** Signs a message, and checks that the diagnosis of the changed one leads back to its body. */
  static Diagnosis.Signature explained(
      Canonicalization form, String message, String changed, List<Change.Kind> kinds) {
    Signed signed = Signed.of(message, Signed.RSA, form);
    Diagnosis.Signature diagnosis =
        signed.changed(original -> changed, Dns.zone(Signed.keyLine(Signed.RSA)));
    assertEquals(
        kinds,
        diagnosis.changes().stream().map(Change::kind).toList(),
        () -> diagnosis.body() + " " + diagnosis.header() + " " + diagnosis.facts());
    String body = message.substring(message.indexOf("\r\n\r\n") + 4);
    String found = new String(diagnosis.signedBody().orElseThrow().bytes(), ISO_8859_1);
    assertEquals(canonical(body, form), canonical(found, form));
    return diagnosis;
  }

  private static String canonical(String body, Canonicalization form) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BodyCanonicalizer canonicalizer = BodyCanonicalizer.of(form, out::write);
    byte[] octets = body.getBytes(ISO_8859_1);
    canonicalizer.write(octets, 0, octets.length);
    canonicalizer.finish();
    return out.toString(ISO_8859_1);
  }

  /** Base64 in lines of 76 characters. */
  static String base64(String text) {
    return Base64.getMimeEncoder(76, new byte[] {'\r', '\n'})
            .encodeToString(text.getBytes(ISO_8859_1))
        + "\r\n";
  }

  /** Base64 in lines of another width. */
  static String base64(String text, int width) {
    return Base64.getMimeEncoder(width, new byte[] {'\r', '\n'})
            .encodeToString(text.getBytes(ISO_8859_1))
        + "\r\n";
  }

  /** Quoted-printable in lines of up to 76 characters. */
  static String quoted(String text) {
    return quoted(text, 76);
  }

  /** Quoted-printable in lines of up to some number of characters. */
  static String quoted(String text, int width) {
    StringBuilder encoded = new StringBuilder();
    for (String line : text.split("\r\n", -1)) {
      int start = encoded.length();
      for (int i = 0; i < line.length(); i++) {
        char c = line.charAt(i);
        String token = c == '=' || c > '~' || c < ' ' ? String.format("=%02X", (int) c) : "" + c;
        if (encoded.length() - start + token.length() > width - 1) {
          encoded.append("=\r\n");
          start = encoded.length();
        }
        encoded.append(token);
      }
      encoded.append("\r\n");
    }
    return encoded.substring(0, encoded.length() - 2);
  }

  /** The header of a message up to its type. */
  static String header(String type) {
    return "From: Mara <mara@author.example>\r\nTo: all@shed.example\r\nSubject: Rota\r\n"
        + "Date: Mon, 23 Nov 2026 11:58:12 +0000\r\nMessage-ID: <1@author.example>\r\n"
        + "MIME-Version: 1.0\r\nContent-Type: "
        + type
        + "\r\n";
  }

  /** A message in HTML. */
  static String page(String encoding, String text) {
    return header("text/html; charset=utf-8")
        + "Content-Transfer-Encoding: "
        + encoding
        + "\r\n\r\n"
        + text;
  }
}
