package dev.waxseal.jakarta.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.Test;

class ReceivedOctetsTest {

  @Test
  void areThoseThatWereParsed() throws Exception {
    String[] messages = {
      Mail.lines("MIME-Version: 1.0 (by hand)", "Bcc: x@example.net", "", "a\nb\rc"),
      Mail.lines("Subject: gr\u00c3\u00bcn", " folded  ", "no field", "", "\u00e4\u0000"),
      Mail.lines("Content-Length: 5", "", ""),
      Mail.lines("", "no end").stripTrailing()
    };
    for (String message : messages) {
      MimeMessage mail = Mail.parsed(message);
      var unused = mail.getContent();
      assertEquals(1, mail.getFrom().length);
      assertEquals(message, octets(mail));
    }
  }

  @Test
  void aFileHasTheLineEndsOfMail() throws Exception {
    String message = Mail.lines("Subject: x", "", "a", "", "b");
    assertEquals(message, octets(Mail.parsed(message.replace("\r\n", "\n"))));
  }

  @Test
  void aSignedMessageHasThem() throws Exception {
    SignedMimeMessage signed = SignedMimeMessage.of(Mail.composed(), Mail.SIGNER);
    assertEquals(Mail.written(signed), octets(signed));
    assertTrue(Mail.passes(octets(signed)));
  }

  @Test
  void areLostWhereTheBodyIsAnother() throws Exception {
    MimeMessage composed = Mail.composed();
    assertRefused(composed);
    composed.saveChanges();
    assertRefused(composed);
    MimeMessage changed = Mail.parsed(Mail.lines("", "x"));
    changed.setText("y");
    assertRefused(changed);
    assertRefused(new MimeMessage(Mail.session()));
  }

  private static void assertRefused(MimeMessage message) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> ReceivedOctets.of(message));
    assertTrue(refused.toString().contains("before the message is changed"), refused::toString);
  }

  private static String octets(MimeMessage message) throws Exception {
    return new String(ReceivedOctets.of(message), ISO_8859_1);
  }
}
