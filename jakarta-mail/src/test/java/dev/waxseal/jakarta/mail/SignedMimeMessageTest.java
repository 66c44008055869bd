package dev.waxseal.jakarta.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.SigningSession.Caution;
import dev.waxseal.dkim.signature.SigningException;
import jakarta.mail.Address;
import jakarta.mail.Flags;
import jakarta.mail.IllegalWriteException;
import jakarta.mail.Message;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SignedMimeMessageTest {

  @Test
  void whatWasComposedIsSigned() throws Exception {
    SignedMimeMessage signed = SignedMimeMessage.of(Mail.composed(), Mail.SIGNER);
    String octets = Mail.written(signed);
    assertTrue(octets.startsWith("DKIM-Signature: "), octets);
    assertTrue(octets.endsWith("\r\n\r\nWe lost the game.\r\nAre you hungry yet?\r\n"), octets);
    assertFalse(octets.replace("\r\n", "").contains("\n"), octets);
    assertTrue(Mail.passes(octets), octets);
    assertEquals(List.of(), signed.cautions());
    assertTrue(signed.seal().isEmpty());
  }

  @Test
  void theBlindCopyGetsItAndIsNotNamed() throws Exception {
    MimeMessage mail = Mail.composed();
    SignedMimeMessage signed = SignedMimeMessage.of(mail, Mail.SIGNER);
    assertFalse(Mail.written(signed).contains("bob"));
    assertNull(signed.getHeader("Bcc"));
    assertEquals(
        List.of(new InternetAddress("ann@example.net"), new InternetAddress("bob@example.net")),
        List.of(signed.getAllRecipients()));
    assertArrayEquals(
        signed.getAllRecipients(), SignedMimeMessage.of(signed, Mail.SIGNER).getAllRecipients());
    assertEquals("Bob <bob@example.net>", mail.getHeader("Bcc", ","));
    mail.removeHeader("Bcc");
    assertNull(SignedMimeMessage.of(mail, Mail.SIGNER).getRecipients(Message.RecipientType.BCC));
  }

  @Test
  void theSourceCanBeSignedAgain() throws Exception {
    MimeMessage mail = Mail.composed();
    SignedMimeMessage first = SignedMimeMessage.of(mail, Mail.SIGNER);
    assertNull(mail.getMessageID());
    mail.setText("Another text.");
    SignedMimeMessage second = SignedMimeMessage.of(mail, Mail.SIGNER);
    assertNotEquals(first.getMessageID(), second.getMessageID());
    assertEquals("Another text.\r\n", second.getContent());
    assertTrue(second.getContentType().startsWith("text/plain"));
    assertTrue(Mail.passes(Mail.written(second)));
  }

  @Test
  void aMessageIdIsKept() throws Exception {
    MimeMessage mail = Mail.composed();
    mail.setHeader("Message-ID", "<mine@example.com>");
    SignedMimeMessage signed = SignedMimeMessage.of(mail, Mail.SIGNER);
    assertEquals("<mine@example.com>", signed.getMessageID());
    assertEquals("<mine@example.com>", mail.getMessageID());
  }

  @Test
  void aParsedMessageKeepsItsOctets() throws Exception {
    for (String message :
        List.of(
            Mail.lines("MIME-Version: 1.0 (by hand)", "To:a@b.example,  c@d.example", "", "x"),
            Mail.lines("Subject: gr\u00c3\u00bcn", " folded", "", ".", "", ""),
            Mail.lines("Received: from x", "Return-Path: <a@b.example>", "Bogus:", "", "\u00e4"),
            Mail.lines("Content-Type: multipart/mixed; boundary=b", "", "--b", "", "x", "--b--"),
            Mail.lines("Content-Transfer-Encoding: base64", "", "e A=="),
            Mail.lines("Subject: x", "", "x".repeat(2000)),
            Mail.lines("Subject: x", ""))) {
      MimeMessage mail = Mail.parsed(message);
      var unused = mail.getContent();
      assertEquals(message, signedPart(SignedMimeMessage.of(mail, Mail.SIGNER)), message);
      assertEquals(message, Mail.written(mail), message);
    }
  }

  @Test
  void aFieldOfAParsedMessageMayChange() throws Exception {
    MimeMessage mail = Mail.parsed(Mail.lines("Subject: x", "", "x"));
    mail.setSubject("[list] x");
    assertEquals(
        Mail.lines("Subject: [list] x", "", "x"),
        signedPart(SignedMimeMessage.of(mail, Mail.SIGNER)));
  }

  @Test
  void theBodyOfAParsedMessageMayChange() throws Exception {
    MimeMessage mail = Mail.parsed(Mail.lines("Subject: x", "", "x"));
    mail.setText("x\n-- \nThe list");
    SignedMimeMessage signed = SignedMimeMessage.of(mail, Mail.SIGNER);
    assertEquals("x\r\n-- \r\nThe list\r\n", signed.getContent());
    assertEquals("<1@example.com>", signed.getMessageID());
    assertTrue(Mail.passes(Mail.written(signed)));
  }

  @Test
  void lineEndsAreThoseOfMail() throws Exception {
    MimeMessage mail =
        Mail.parsed(Mail.lines("Subject: x", "", "a\nb\rc\r\nd\r\re").stripTrailing());
    String octets = Mail.written(SignedMimeMessage.of(mail, Mail.SIGNER));
    assertTrue(octets.endsWith("\r\n\r\na\r\nb\r\nc\r\nd\r\n\r\ne\r\n"), octets);
    assertTrue(Mail.passes(octets));
  }

  @Test
  void whatIsLeftOutOnTheWayIsNotSigned() throws Exception {
    MimeMessage mail =
        Mail.parsed(Mail.lines("Content-Length: 3", "Bcc: bob@example.net", "", "x"));
    SignedMimeMessage signed = SignedMimeMessage.of(mail, Mail.SIGNER);
    assertEquals(Mail.lines("", "x"), signedPart(signed));
    assertEquals(1, signed.getRecipients(Message.RecipientType.BCC).length);
    MimeMessage returned = Mail.parsed(Mail.lines("Return-Path: <a@b.example>", "", "x"));
    String octets = Mail.written(SignedMimeMessage.of(returned, Mail.SIGNER));
    assertTrue(Mail.passes(octets.replace("Return-Path: <a@b.example>\r\n", "")));
  }

  @Test
  void utf8HeadersAreSigned() throws Exception {
    MimeMessage mail = new MimeMessage(Mail.session("mail.mime.allowutf8", "true"));
    mail.setFrom("j\u00f6e@example.com");
    mail.setSubject("gr\u00fcn", "UTF-8");
    mail.setText("gr\u00fcn", "UTF-8");
    SignedMimeMessage signed = SignedMimeMessage.of(mail, Mail.SIGNER);
    String text = new String(Mail.written(signed).getBytes(ISO_8859_1), UTF_8);
    assertTrue(text.contains("From: j\u00f6e@example.com\r\n"), text);
    assertEquals("gr\u00fcn", signed.getSubject());
    assertTrue(Mail.passes(Mail.written(signed)));
  }

  @Test
  void nothingChangesIt() throws Exception {
    SignedMimeMessage signed = SignedMimeMessage.of(Mail.composed(), Mail.SIGNER);
    String octets = Mail.written(signed);
    List<Change> changes =
        List.of(
            () -> signed.setFrom("a@b.example"),
            () -> signed.setFrom(),
            () -> signed.addFrom(addresses()),
            () -> signed.setSender(addresses()[0]),
            () -> signed.setReplyTo(addresses()),
            () -> signed.setRecipient(Message.RecipientType.CC, addresses()[0]),
            () -> signed.setRecipients(Message.RecipientType.BCC, "a@b.example"),
            () -> signed.addRecipients(Message.RecipientType.TO, addresses()),
            () -> signed.setSubject("x"),
            () -> signed.setSentDate(null),
            () -> signed.setDisposition("inline"),
            () -> signed.setContentID("<x>"),
            () -> signed.setContentMD5("x"),
            () -> signed.setDescription("x"),
            () -> signed.setContentLanguage(new String[] {"en"}),
            () -> signed.setFileName("x"),
            () -> signed.setText("x"),
            () -> signed.setContent("x", "text/plain"),
            () -> signed.setContent(new MimeMultipart()),
            () -> signed.setDataHandler(signed.getDataHandler()),
            () -> signed.setHeader("Subject", "x"),
            () -> signed.addHeader("X-A", "x"),
            () -> signed.addHeaderLine("X-A: x"),
            () -> signed.removeHeader("Subject"));
    for (Change change : changes) {
      IllegalWriteException refused = assertThrows(IllegalWriteException.class, change::run);
      assertTrue(refused.toString().contains("signed"), refused::toString);
    }
    String setters =
        Stream.of(MimeMessage.class.getMethods())
            .map(method -> method.getName())
            .filter(name -> name.matches("(set|add|remove).+"))
            .distinct()
            .sorted()
            .toList()
            .toString();
    assertEquals(
        "[addFrom, addHeader, addHeaderLine, addRecipient, addRecipients, removeHeader, setContent, "
            + "setContentID, setContentLanguage, setContentMD5, setDataHandler, setDescription, "
            + "setDisposition, setFileName, setFlag, setFlags, setFrom, setHeader, setRecipient, "
            + "setRecipients, setReplyTo, setSender, setSentDate, setSubject, setText]",
        setters);
    signed.setHeader("Message-ID", signed.getMessageID());
    signed.removeHeader("X-Not-There");
    signed.saveChanges();
    signed.setFlag(Flags.Flag.SEEN, true);
    assertEquals(octets, Mail.written(signed));
  }

  @Test
  void itsPartsAreCopies() throws Exception {
    MimeMessage mail = Mail.composed();
    MimeBodyPart part = new MimeBodyPart();
    part.setText("gr\u00fcn", "UTF-8");
    mail.setContent(new MimeMultipart(part));
    SignedMimeMessage signed = SignedMimeMessage.of(mail, Mail.SIGNER);
    MimeMultipart content = (MimeMultipart) signed.getContent();
    content.getBodyPart(0).setText("changed");
    assertEquals("gr\u00fcn", ((MimeMultipart) signed.getContent()).getBodyPart(0).getContent());
  }

  @Test
  void itIsReadAsAnyOther() throws Exception {
    SignedMimeMessage signed = SignedMimeMessage.of(Mail.composed(), Mail.SIGNER);
    byte[] body = "We lost the game.\r\nAre you hungry yet?\r\n".getBytes(ISO_8859_1);
    assertEquals(body.length, signed.getSize());
    assertArrayEquals(body, signed.getInputStream().readAllBytes());
    assertArrayEquals(body, signed.getRawInputStream().readAllBytes());
    assertEquals("Is dinner ready?", signed.getSubject());
    assertEquals(1, signed.getHeader("DKIM-Signature").length);
    Message reply = signed.reply(false);
    assertEquals("Re: Is dinner ready?", reply.getSubject());
    assertEquals(signed.getMessageID(), reply.getHeader("In-Reply-To")[0]);
    MimeMessage copy = new MimeMessage(signed);
    assertEquals(Mail.written(signed), Mail.written(copy));
    copy.setSubject("x");
    assertEquals("x", copy.getSubject());
  }

  @Test
  void anotherSignatureGoesOnTop() throws Exception {
    SignedMimeMessage once = SignedMimeMessage.of(Mail.composed(), Mail.SIGNER);
    SignedMimeMessage twice = SignedMimeMessage.of(once, Mail.SIGNER);
    assertEquals(Mail.written(once), signedPart(twice));
    assertTrue(Mail.passes(Mail.written(twice)));
  }

  @Test
  void whatServersWillChangeIsTold() throws Exception {
    MimeMessage mail = Mail.parsed("From: joe@example.com\r\n\r\n" + "x".repeat(999));
    assertEquals(
        List.of(Caution.Kind.NO_DATE, Caution.Kind.NO_MESSAGE_ID, Caution.Kind.LONG_BODY_LINE),
        SignedMimeMessage.of(mail, Mail.SIGNER).cautions().stream().map(Caution::kind).toList());
  }

  @Test
  void whatCannotBeSignedIsRefused() throws Exception {
    MimeMessage nobody = new MimeMessage(Mail.session());
    nobody.setText("x");
    SigningException refused =
        assertThrows(SigningException.class, () -> SignedMimeMessage.of(nobody, Mail.SIGNER));
    assertEquals(SigningException.Problem.NO_FROM, refused.problem());
  }

  private static Address[] addresses() throws Exception {
    return new Address[] {new InternetAddress("a@b.example")};
  }

  /** What stands below the topmost signature. */
  private static String signedPart(MimeMessage signed) throws Exception {
    String octets = Mail.written(signed);
    String[] lines = octets.split("(?<=\r\n)", -1);
    assertTrue(lines[0].startsWith("DKIM-Signature:"), octets);
    assertTrue(Mail.passes(octets), octets);
    int first = 1;
    while (lines[first].startsWith(" ") || lines[first].startsWith("\t")) {
      first++;
    }
    return String.join("", Arrays.copyOfRange(lines, first, lines.length));
  }

  /** Something that somebody tries. */
  @FunctionalInterface
  private interface Change {
    void run() throws Exception;
  }
}
