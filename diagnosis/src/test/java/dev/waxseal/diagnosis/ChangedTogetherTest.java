package dev.waxseal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SignedHeaders;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Fields that lists and gateways change at once, with the body or without it. */
class ChangedTogetherTest {

  private static final SignedHeaders SIGNED =
      new SignedHeaders(
          new LinkedHashSet<>(
              List.of(
                  "Content-Transfer-Encoding",
                  "Content-Type",
                  "MIME-Version",
                  "Date",
                  "Subject",
                  "To",
                  "From",
                  "List-Id",
                  "List-Post",
                  "List-Unsubscribe")),
          Set.of(),
          Set.of());

  private static final String MESSAGE =
      """
      From: Mara <mara@author.example>
      To: all@shed.example
      Subject: Rota
      Date: Mon, 23 Nov 2026 11:58:12 +0000
      MIME-Version: 1.0
      Content-Type: multipart/alternative; boundary="two"

      --two
      Content-Type: text/plain

      the rota
      --two
      Content-Type: text/html

      <p>the rota</p>
      --two--
      """
          .replace("\n", "\r\n");

  private static final String LIST =
      """
      List-Id: <all.shed.example>
      List-Post: <mailto:all@shed.example>
      List-Unsubscribe: <mailto:leave@shed.example>
      Content-Type: multipart/mixed; boundary="list"

      --list
      Content-Type: multipart/alternative; boundary="two"
      """
          .replace("\n", "\r\n");

  private static final String FOOTER =
      """
      --list
      Content-Type: text/plain

      the list of the shed
      --list--
      """
          .replace("\n", "\r\n");

  /** A list that wraps the body, adds its fields, and writes its name in the subject. */
  @Test
  void wrappedByAList() throws SigningException {
    String changed =
        MESSAGE
                .replace("Subject: ", "Subject: [all] ")
                .replace("Content-Type: multipart/alternative; boundary=\"two\"\r\n", LIST)
            + FOOTER;
    assertEquals(
        List.of(
            Change.Kind.BODY_WRAPPED,
            Change.Kind.SUBJECT_PREFIXED,
            Change.Kind.FIELD_ADDED,
            Change.Kind.FIELD_ADDED,
            Change.Kind.FIELD_ADDED,
            Change.Kind.CONTENT_FIELD_REWRITTEN),
        kinds(MESSAGE, changed));
  }

  /** A program that lays text out in format=flowed, and names it so. */
  @Test
  void flowed() throws SigningException {
    String head = MESSAGE.substring(0, MESSAGE.indexOf("Content-Type"));
    String line = "the rota hangs in the shed, as every week, and on ".repeat(3) + "the door";
    String message =
        head
            + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
            + line
            + "\r\n";
    String changed =
        message
            .replace("charset=utf-8", "charset=utf-8; format=flowed; delsp=no")
            .replace("8bit", "7bit")
            .replace("and on ", "and on \r\n");
    assertEquals(
        List.of(
            Change.Kind.LINES_WRAPPED,
            Change.Kind.CONTENT_FIELD_REWRITTEN,
            Change.Kind.CONTENT_FIELD_REWRITTEN),
        kinds(message, changed));
  }

  private static List<Change.Kind> kinds(String message, String changed) throws SigningException {
    byte[] signature =
        DkimSigner.of(Signed.DOMAIN, Signed.SELECTOR, Signed.RSA)
            .withSignedHeaders(SIGNED)
            .sign(message.getBytes(ISO_8859_1))
            .get(0)
            .bytes();
    Diagnosis.Signature diagnosis =
        new Signed(new String(signature, ISO_8859_1), message)
            .changed(it -> changed, Dns.zone(Signed.keyLine(Signed.RSA)));
    return diagnosis.changes().stream().map(Change::kind).sorted().toList();
  }
}
