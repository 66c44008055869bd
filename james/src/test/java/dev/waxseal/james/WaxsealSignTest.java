package dev.waxseal.james;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.inbound.InboundReport;
import jakarta.mail.MessagingException;
import java.util.List;
import org.apache.james.server.core.MailImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaxsealSignTest {

  private static WaxsealSign sign(String... parameters) throws Exception {
    return Lab.started(new WaxsealSign(Lab.files()), parameters);
  }

  private static WaxsealSign author() throws Exception {
    return sign("domain", "author.example", "selector", "a1", "keyFile", "author.pem");
  }

  @Test
  void whatIsSentIsWhatWasSigned() throws Exception {
    MailImpl mail = Lab.mail(Lab.POST);
    author().service(mail);
    InboundReport report = Lab.judged(Lab.sent(mail));
    assertEquals("pass", report.dmarc().result().status().word());
    assertTrue(Lab.sent(mail).endsWith(Lab.POST), Lab.sent(mail));
  }

  @Test
  void whatMailetsHaveChangedIsSignedAsItIs() throws Exception {
    MailImpl mail = Lab.mail(Lab.POST);
    mail.getMessage().addHeader("X-Added", "by a mailet");
    mail.getMessage().saveChanges();
    author().service(mail);
    String sent = Lab.sent(mail);
    assertTrue(sent.contains("X-Added: by a mailet"), sent);
    assertEquals("pass", Lab.judged(sent).dmarc().result().status().word(), sent);
  }

  @Test
  void linesThatEndInLfAreSignedAsTheyAreSent() throws Exception {
    MailImpl mail = Lab.mail(Lab.POST.replace("\r\n", "\n"));
    author().service(mail);
    assertTrue(Lab.sent(mail).endsWith(Lab.POST), Lab.sent(mail));
    assertEquals(1, Lab.judged(Lab.sent(mail)).dkim().passes().size());
  }

  @Test
  void octetsThatJamesDoesNotSendAreNotSigned() throws Exception {
    MailImpl mail = Lab.mail(Lab.POST.replace("Ann", "\u00c4nn").replace("Hello", "H\u00e4llo"));
    author().service(mail);
    assertTrue(Lab.sent(mail).contains("?nn"), Lab.sent(mail));
    assertTrue(Lab.sent(mail).contains("H\u00e4llo"), Lab.sent(mail));
    assertEquals(1, Lab.judged(Lab.sent(mail)).dkim().passes().size());
  }

  @Test
  void severalKeysMakeSeveralSignatures() throws Exception {
    MailImpl mail = Lab.mail(Lab.POST);
    sign("domain", "author.example", "selector", "a1, a1", "keyFile", "author.pem, author.pem")
        .service(mail);
    assertEquals(2, Lab.judged(Lab.sent(mail)).dkim().passes().size());
  }

  @Test
  void theTableSignsForTheDomainOfTheAuthorAndThoseBelow() throws Exception {
    WaxsealSign table = sign("key", "lists.example s1 list.pem,author.example a1 author.pem");
    MailImpl author = Lab.mail(Lab.POST);
    table.service(author);
    assertEquals(
        List.of("author.example"),
        Lab.judged(Lab.sent(author)).dkim().passes().stream()
            .map(pass -> pass.domain().toString())
            .toList());
    MailImpl below = Lab.mail(Lab.POST.replace("ann@author.example", "l@a.lists.example"));
    table.service(below);
    assertEquals(
        "lists.example", Lab.judged(Lab.sent(below)).dkim().passes().get(0).domain().toString());
    MailImpl other = Lab.mail(Lab.POST.replace("ann@author.example", "l@other.example"));
    table.service(other);
    assertTrue(Lab.sent(other).startsWith("Received:"), Lab.sent(other));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Subject: no author\r\n\r\n",
        "From: a@a.example\r\nFrom: b@b.example\r\n\r\n",
        "From: a@a.example\r\nno colon\r\n\r\n",
        ""
      })
  void whatMustNotBeSignedGoesOnAsItIs(String message) throws Exception {
    MailImpl mail = Lab.mail(message);
    author().service(mail);
    assertEquals(message, Lab.sent(mail));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no-key.pem | s1 | WaxsealSign: keyFile no-key.pem: the private key cannot be read",
        "nowhere.pem | s1 | WaxsealSign: keyFile names a file that cannot be read: nowhere.pem",
        "list.pem | s1 s2 | WaxsealSign: selector has 2 names, and keyFile has 1"
      })
  void whatIsWrongInTheConfigurationIsSaid(String file, String selector, String sentence) {
    assertSaid(sentence, "domain", "lists.example", "selector", selector, "keyFile", file);
  }

  @Test
  void aTableThatIsWrongIsSaid() {
    assertSaid("WaxsealSign: key has a domain, a selector and a file", "key", "a.example s1");
    assertSaid(
        "WaxsealSign: give either key, or domain with selector and keyFile, not both",
        "key",
        "a.example s1 list.pem",
        "domain",
        "a.example");
    assertSaid("WaxsealSign: the parameter domain is missing");
  }

  private static void assertSaid(String sentence, String... parameters) {
    MessagingException thrown =
        assertThrows(MessagingException.class, () -> sign(parameters).service(Lab.mail("")));
    assertTrue(String.valueOf(thrown.getMessage()).startsWith(sentence), thrown::getMessage);
  }
}
