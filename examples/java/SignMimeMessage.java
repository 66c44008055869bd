import dev.waxseal.dkim.*;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.HeaderField;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.util.Properties;

/** Signs a message of Jakarta Mail with two keys, and verifies it as others will. */
public final class SignMimeMessage {
  public static void main(String[] args) throws Exception {
    SigningKey rsa = SigningKey.generate(SigningAlgorithm.RSA_SHA256).key(); // or fromPem(…)
    SigningKey ed25519 = SigningKey.generate(SigningAlgorithm.ED25519_SHA256).key();
    DkimSigner signer = DkimSigner.of("example.com", "rsa26", rsa).and("ed26", ed25519);

    MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()));
    mail.setFrom("joe@example.com");
    mail.setRecipients(Message.RecipientType.TO, "ann@example.net");
    mail.setSubject("Is dinner ready?", "UTF-8");
    mail.setText("We lost the game.\r\nAre you hungry yet?\r\n", "UTF-8");
    mail.saveChanges(); // the message must not change between the two times it is written

    SigningSession session = signer.begin();
    mail.writeTo(session.asOutputStream());
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    for (HeaderField field : session.finish()) {
      signed.write(field.bytes());
    }
    mail.writeTo(signed);

    Dns dns =
        Dns.zone(
            rsa.zoneLine("rsa26", "example.com").orElseThrow(),
            ed25519.zoneLine("ed26", "example.com").orElseThrow());
    DkimVerifier.of(dns).verify(signed.toByteArray()).results().forEach(System.out::println);
  }
}
