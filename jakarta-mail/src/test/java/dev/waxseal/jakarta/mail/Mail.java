package dev.waxseal.jakarta.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dns.Dns;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Properties;

/** A signer, its verifier, and messages. */
final class Mail {

  static final SigningKey KEY = SigningKey.generate(SigningAlgorithm.ED25519_SHA256).key();
  static final DkimSigner SIGNER = DkimSigner.of("example.com", "s1", KEY);
  static final Dns DNS = Dns.zone(KEY.zoneLine("s1", "example.com").orElseThrow());

  private Mail() {}

  static Session session(String... properties) {
    Properties all = new Properties();
    for (int i = 0; i < properties.length; i += 2) {
      all.setProperty(properties[i], properties[i + 1]);
    }
    return Session.getInstance(all);
  }

  /** A message that is composed and not saved. */
  static MimeMessage composed() throws Exception {
    MimeMessage mail = new MimeMessage(session());
    mail.setFrom("joe@example.com");
    mail.setRecipients(Message.RecipientType.TO, "ann@example.net");
    mail.setRecipients(Message.RecipientType.BCC, "Bob <bob@example.net>");
    mail.setSubject("Is dinner ready?");
    mail.setText("We lost the game.\nAre you hungry yet?\n");
    return mail;
  }

  static MimeMessage parsed(String message, String... properties) throws Exception {
    return new MimeMessage(
        session(properties), new ByteArrayInputStream(message.getBytes(ISO_8859_1)));
  }

  /** A message without the two lines that begin a complete one. */
  static String lines(String... lines) {
    return "From: joe@example.com\r\nDate: Sun, 29 Nov 2026 12:00:00 +0000\r\n"
        + "Message-ID: <1@example.com>\r\n"
        + String.join("\r\n", lines)
        + "\r\n";
  }

  static String written(MimeMessage message) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    message.writeTo(out);
    return out.toString(ISO_8859_1);
  }

  static boolean passes(String message) {
    List<DkimResult> results = DkimVerifier.of(DNS).verify(message.getBytes(ISO_8859_1)).results();
    return !results.isEmpty() && results.stream().allMatch(DkimResult.Pass.class::isInstance);
  }
}
