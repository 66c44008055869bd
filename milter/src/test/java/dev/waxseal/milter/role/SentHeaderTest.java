package dev.waxseal.milter.role;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.DkimReport;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentHeaderTest {

  private static final Envelope SENDMAIL = withMacros(Map.of("v", "8.17.1.9"));
  private static final DkimSigner SIGNER =
      DkimSigner.of("author.example", "s", Site.key("author.example"));

  private static Envelope withMacros(Map<String, String> macros) {
    Envelope envelope = Mta.envelope("submission", "198.51.100.7", "ann@author.example");
    return new Envelope(
        "submission", envelope.client(), "", envelope.helo(), envelope.mailFrom(), macros);
  }

  private static SentHeader header(Envelope envelope, String... fields) {
    List<HeaderField> header = new ArrayList<>();
    for (String field : fields) {
      header.add(HeaderField.parse(field.getBytes(ISO_8859_1)));
    }
    return SentHeader.of(envelope, Headers.of(header));
  }

  private static String omitted(DkimSigner signer, String... fields) {
    SentHeader header = header(SENDMAIL, fields);
    return Optional.ofNullable(
            header
                .told(
                    RoleResult.unchanged("signed", ""),
                    signer.signedHeaders(),
                    signer.headerCanonicalization())
                .facts()
                .get("omitted"))
        .orElse("");
  }

  @ParameterizedTest
  @CsvSource({
    "v, 8.17.1.9, true",
    "v, 9.0, true",
    "v, Postfix 3.7.11, false",
    "v, Mailer, false",
    "{if_name}, mx.example.org, true",
    "j, mx.example.org, false",
  })
  void knowsSendmailByItsVersion(String macro, String value, boolean sendmail) {
    assertEquals(sendmail, SentHeader.isFromSendmail(withMacros(Map.of(macro, value))));
  }

  @Test
  void postfixSendsWhatWasSeen() {
    SentHeader header = header(withMacros(Map.of("v", "Postfix 3.7.11")), "To: a@x.ex,b@y.ex");
    assertEquals("To: a@x.ex,b@y.ex\r\n\r\n", new String(header.bytes(), ISO_8859_1));
    assertEquals(SIGNER.signedHeaders(), header.signer(SIGNER).signedHeaders());
  }

  @Test
  void sendmailWritesAddressesAgain() {
    SentHeader header =
        header(SENDMAIL, "From: O'B <a@x.ex>", "To: a@x.ex,\r\n\tb@y.ex", "Subject: a,b");
    assertEquals(
        "From: \"O'B\" <a@x.ex>\r\nTo: a@x.ex,\r\n\tb@y.ex\r\nSubject: a,b\r\n\r\n",
        new String(header.bytes(), ISO_8859_1));
    assertEquals(Optional.empty(), header.obstacle(Canonicalization.RELAXED));
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    String from = "From: a@x.ex";
    String date = "Date: x";
    String id = "Message-ID: <x>";
    assertEquals("", omitted(SIGNER, from, date, id));
    assertEquals("date,message-id", omitted(SIGNER, from));
    assertEquals("date", omitted(SIGNER, from, "Date: ", id));
    assertEquals("to", omitted(SIGNER, from, date, id, "To: bob", "Cc: a@x.ex,b@y.ex"));
    assertEquals("content-type", omitted(SIGNER, from, date, id, "Content-Type: a/b; c=\"d"));
    DkimSigner more =
        SIGNER.withSignedHeaders(SIGNER.signedHeaders().overSigning("Bcc", "Resent-Date"));
    assertEquals("", omitted(more, from, date, id));
    assertEquals("bcc", omitted(more, from, date, id, "Bcc: a@x.ex"));
    assertEquals("resent-date", omitted(more, from, date, id, "Resent-To: a@x.ex"));
  }

  /** White space counts there, and sendmail folds lists. */
  @Test
  void inTheSimpleFormOnlyOneAddressIsSure() {
    DkimSigner simple =
        SIGNER.withCanonicalization(Canonicalization.SIMPLE, Canonicalization.SIMPLE);
    String[] fields = {"From: a@x.ex", "To: A <a@x.ex>", "Cc: a@x.ex, b@y.ex", "Date: x"};
    assertEquals("cc,message-id", omitted(simple, fields));
    assertFalse(header(SENDMAIL, "From: A  <a@x.ex>").obstacle(Canonicalization.SIMPLE).isEmpty());
    assertTrue(header(SENDMAIL, "From: A <a@x.ex>").obstacle(Canonicalization.SIMPLE).isEmpty());
  }

  @Test
  void theSignatureHoldsForWhatIsSent() throws Exception {
    SentHeader header = header(SENDMAIL, "From: O'B <ann@author.example>", "To: a@x.ex,b@y.ex");
    byte[] seen = header.bytes();
    String signed =
        new String(header.signer(SIGNER).sign(seen).get(0).bytes(), ISO_8859_1)
            + "Date: added\r\nMessage-Id: <added>\r\n"
            + "From: \"O'B\" <ann@author.example>\r\nTo: a@x.ex, b@y.ex\r\n\r\n";
    DkimReport report = DkimVerifier.of(Site.DNS).verify(signed.getBytes(ISO_8859_1));
    assertEquals(1, report.passes().size());
  }

  @Test
  void anAuthorInAnUnknownFormIsNotSignedFor() {
    assertTrue(
        header(SENDMAIL, "From: \"a b\"@x.ex").obstacle(Canonicalization.RELAXED).isPresent());
  }
}
