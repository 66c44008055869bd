package dev.waxseal.james;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.inbound.InboundReport;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.Properties;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.junit.jupiter.api.Test;

class WaxsealSealTest {

  private static WaxsealSeal seal(String... more) throws Exception {
    String[] parameters = new String[more.length + 6];
    System.arraycopy(
        new String[] {"domain", "lists.example", "selector", "s1", "keyFile", "list.pem"},
        0,
        parameters,
        0,
        6);
    System.arraycopy(more, 0, parameters, 6, more.length);
    return Lab.started(new WaxsealSeal(Lab.files()), parameters);
  }

  /** A mail that was verified, and that a list has changed. */
  private static MailImpl changed(String message) throws Exception {
    MailImpl mail = Lab.mail(message);
    Lab.verify().service(mail);
    String now = Lab.sent(mail).replace("Folded", "[list] Folded") + "-- \r\nfooter\r\n";
    set(mail, now);
    return mail;
  }

  private static void set(MailImpl mail, String message) throws Exception {
    mail.setMessage(
        new MimeMessage(
            Session.getInstance(new Properties()), new ByteArrayInputStream(Lab.bytes(message))));
  }

  @Test
  void aChangedPostIsSealedWithTheResultsAtItsArrival() throws Exception {
    MailImpl mail = changed(Lab.signedPost());
    seal().service(mail);
    String sent = Lab.sent(mail);
    InboundReport report = Lab.judged(sent);
    assertEquals("pass", report.arc().methodResult().result(), sent);
    assertEquals("lists.example", report.dkim().passes().get(0).domain().toString());
    assertTrue(Lab.unfolded(sent).contains("Results: i=1; mx.example; dkim=pass"), sent);
    assertTrue(sent.contains("footer"), sent);
  }

  @Test
  void aSecondListContinuesTheChain() throws Exception {
    MailImpl first = changed(Lab.signedPost());
    seal().service(first);
    MailImpl second = changed(Lab.sent(first));
    seal("sign", "false", "authservId", "second.example").service(second);
    String sent = Lab.sent(second);
    assertTrue(Lab.unfolded(sent).contains("Results: i=2; second.example; dkim="), sent);
    assertEquals("pass", Lab.judged(sent).arc().methodResult().result(), sent);
  }

  @Test
  void theResultsAreKeptInAQueue() throws Exception {
    MailImpl mail = changed(Lab.signedPost());
    AttributeName name = AttributeName.of("dev.waxseal.arrival");
    String json =
        mail.getAttribute(name).orElseThrow().getValue().toJson().orElseThrow().toString();
    mail.setAttribute(new Attribute(name, AttributeValue.fromJsonString(json)));
    seal().service(mail);
    assertEquals("pass", Lab.judged(Lab.sent(mail)).arc().methodResult().result());
  }

  @Test
  void whatJamesForwardsIsNotVerifiedAgain() throws Exception {
    MailImpl mail = MailImpl.duplicate(changed(Lab.signedPost()));
    String before = Lab.kept(mail);
    Lab.verify().service(mail);
    assertEquals(before, Lab.kept(mail));
    seal().service(mail);
    assertEquals("pass", Lab.judged(Lab.sent(mail)).arc().methodResult().result());
  }

  @Test
  void withoutAFindingOfOursThereIsNoSeal() throws Exception {
    String forged = "Authentication-Results: mx.example; dmarc=pass; arc=none\r\n" + Lab.POST;
    MailImpl mail = Lab.mail(forged);
    seal().service(mail);
    assertSignedOnly(mail);
    MailImpl quiet = Lab.mail(forged);
    seal("sign", "false").service(quiet);
    assertEquals(forged, Lab.sent(quiet));
  }

  @Test
  void whenDnsDidNotAnswerThereIsNoSeal() throws Exception {
    MailImpl first = changed(Lab.signedPost());
    seal().service(first);
    MailImpl mail = Lab.mail(Lab.sent(first));
    Lab.started(
            new WaxsealVerify(Lab.files()), "authservId", "mx.example", "resolver", "127.0.0.1:1")
        .service(mail);
    assertEquals("defer", Lab.attribute(mail, "disposition").orElseThrow());
    seal().service(mail);
    assertFalse(Lab.sent(mail).contains("i=2"), Lab.sent(mail));
    assertTrue(Lab.sent(mail).startsWith("DKIM-Signature:"), Lab.sent(mail));
  }

  @Test
  void anotherMessageInTheSameMailGetsNoSeal() throws Exception {
    MailImpl mail = changed(Lab.signedPost());
    set(mail, Lab.POST.replace("<1@author.example>", "<bounce@lists.example>"));
    seal().service(mail);
    assertSignedOnly(mail);
  }

  @Test
  void aChainThatWasChangedGetsNoSeal() throws Exception {
    MailImpl first = changed(Lab.signedPost());
    seal().service(first);
    MailImpl mail = changed(Lab.sent(first));
    set(mail, Lab.sent(mail).replace("ARC-Seal: i=1", "X-Seal: i=1"));
    seal().service(mail);
    assertFalse(Lab.sent(mail).contains("i=2"), Lab.sent(mail));
  }

  @Test
  void whatMustNotBeSignedGoesOnAsItIs() throws Exception {
    String message = "From: a@a.example\r\nFrom: b@b.example\r\nMessage-ID: <1>\r\n\r\n";
    MailImpl mail = Lab.mail(message);
    Lab.verify("addHeader", "false").service(mail);
    seal().service(mail);
    assertEquals(message, Lab.sent(mail));
  }

  private static void assertSignedOnly(MailImpl mail) throws Exception {
    String sent = Lab.sent(mail);
    assertFalse(sent.contains("ARC-Seal"), sent);
    assertTrue(sent.startsWith("DKIM-Signature:"), sent);
  }
}
