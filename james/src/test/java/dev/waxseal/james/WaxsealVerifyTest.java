package dev.waxseal.james;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.MessagingException;
import java.util.Optional;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaxsealVerifyTest {

  private static final String FORGED =
      "Authentication-Results: mx.example; dmarc=pass header.from=bank.example\r\n";

  @Test
  void anAuthenticatedMessageHasItsResultsAndEachOctetThatItHad() throws Exception {
    MailImpl mail = Lab.mail(Lab.signedPost());
    Lab.verify().service(mail);
    assertEquals(Optional.of("pass"), Lab.attribute(mail, "dmarc"));
    assertEquals(Optional.of("pass"), Lab.attribute(mail, "dkim"));
    assertEquals(Optional.of("fail"), Lab.attribute(mail, "spf"));
    assertEquals(Optional.of("none"), Lab.attribute(mail, "arc"));
    assertEquals(Optional.of("accept"), Lab.attribute(mail, "disposition"));
    assertEquals(Optional.of("DMARC pass for author.example"), Lab.attribute(mail, "explanation"));
    String sent = Lab.sent(mail);
    assertTrue(
        Lab.unfolded(sent).startsWith("Authentication-Results: mx.example; dkim=pass"), sent);
    String signed = sent.substring(sent.indexOf("DKIM-Signature:"));
    assertTrue(signed.endsWith(Lab.POST), signed);
    assertFalse(Lab.judged(sent).dkim().passes().isEmpty(), sent);
  }

  @ParameterizedTest
  @CsvSource({"false, quarantine", "true, reject"})
  void aForgedMessageIsMarked(String rejects, String disposition) throws Exception {
    MailImpl mail = Lab.mail(Lab.POST);
    Lab.verify("rejectByPolicy", rejects).service(mail);
    assertEquals(Optional.of("fail"), Lab.attribute(mail, "dmarc"));
    assertEquals(Optional.of(disposition), Lab.attribute(mail, "disposition"));
    assertEquals(Optional.of("none"), Lab.attribute(mail, "dkim"));
  }

  @Test
  void forgedResultsGo() throws Exception {
    MailImpl mail = Lab.mail(FORGED + Lab.POST);
    Lab.verify().service(mail);
    assertFalse(Lab.sent(mail).contains("bank.example"));
    MailImpl quiet = Lab.mail(FORGED + Lab.POST);
    Lab.verify("addHeader", "false").service(quiet);
    assertEquals(Lab.POST, Lab.sent(quiet));
  }

  @Test
  void withoutTheHeaderTheMessageIsNotTouched() throws Exception {
    MailImpl mail = Lab.mail(Lab.signedPost());
    var before = mail.getMessage();
    Lab.verify("addHeader", "false").service(mail);
    assertEquals(before, mail.getMessage());
    assertEquals(Optional.of("accept"), Lab.attribute(mail, "disposition"));
  }

  @Test
  void mailOfOwnClientsIsNotJudged() throws Exception {
    MailImpl user = Lab.mail(FORGED + Lab.POST);
    user.setAttribute(new Attribute(Mail.SMTP_AUTH_USER, AttributeValue.of("ann")));
    MailImpl network = Lab.mail(FORGED + Lab.POST);
    network.setAttribute(
        new Attribute(
            AttributeName.of("org.apache.james.SMTPIsAuthNetwork"), AttributeValue.of(true)));
    MailImpl own = Lab.plain(FORGED + Lab.POST);
    for (MailImpl mail : new MailImpl[] {user, network, own}) {
      Lab.verify().service(mail);
      assertEquals(Optional.empty(), Lab.attribute(mail, "disposition"));
      assertEquals(Optional.empty(), Lab.attribute(mail, "arrival"));
      assertEquals(Lab.POST, Lab.sent(mail));
    }
  }

  @Test
  void mailFetchedFromElsewhereIsJudgedWithoutSpf() throws Exception {
    MailImpl mail = Lab.plain(Lab.signedPost());
    mail.setRemoteAddr("192.0.2.99");
    Lab.verify().service(mail);
    assertEquals(Optional.of("none"), Lab.attribute(mail, "spf"));
    assertEquals(Optional.of("accept"), Lab.attribute(mail, "disposition"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no colon here\r\nFrom: a@author.example\r\n\r\nbody",
        "From: a@author.example\r\n\r\nlone \r and \n",
        "",
        "\r\n",
        "From: a@author.example\nSubject: bare\n\nbody\n",
        "From: \u00fc@author.example\r\n\r\n\u0000"
      })
  void noMessageMakesItThrow(String message) throws Exception {
    MailImpl mail = Lab.mail(message);
    Lab.verify().service(mail);
    String kept = Lab.kept(mail).replace("\r\n", "\n"); // Jakarta Mail ends header fields so
    assertTrue(kept.endsWith(message.replace("\r\n", "\n")), kept);
  }

  @Test
  void aHeaderThatIsTooLargeIsRejected() throws Exception {
    MailImpl mail = Lab.mail("X: y\r\n".repeat(100_000) + Lab.POST);
    Lab.verify().service(mail);
    assertEquals(Optional.of("reject"), Lab.attribute(mail, "disposition"));
    assertEquals(Optional.empty(), Lab.attribute(mail, "arrival"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "authservId | a;b | WaxsealVerify: ",
        "resolver | zone:nowhere | WaxsealVerify: resolver names a file that cannot be read",
        "resolver | zone:broken-zone | WaxsealVerify: the zone broken-zone cannot be used: ",
        "resolver | host:99999 | WaxsealVerify: resolver names a server that cannot be used",
        "resolver | a:b:c | WaxsealVerify: resolver is system, zone:FILE, or addresses",
        "addHeader | yes | WaxsealVerify: addHeader is true or false, not yes",
        "trustedSealers | a..b | WaxsealVerify: ",
        "trustedSealer | a | WaxsealVerify: there is no parameter trustedSealer; there are addHe"
      })
  void whatIsWrongInTheConfigurationIsSaid(String name, String value, String sentence) {
    MessagingException thrown =
        assertThrows(
            MessagingException.class,
            () ->
                Lab.started(
                    new WaxsealVerify(Lab.files()),
                    name.equals("authservId") ? "x" : "authservId",
                    "mx.example",
                    name,
                    value));
    assertTrue(String.valueOf(thrown.getMessage()).startsWith(sentence), thrown::getMessage);
  }

  @Test
  void withoutAnIdThereIsNoVerification() {
    MessagingException thrown =
        assertThrows(MessagingException.class, () -> Lab.started(new WaxsealVerify(Lab.files())));
    assertEquals("WaxsealVerify: the parameter authservId is missing", thrown.getMessage());
  }
}
