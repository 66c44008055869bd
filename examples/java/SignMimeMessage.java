import dev.waxseal.dkim.*;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dns.Dns;
import dev.waxseal.jakarta.mail.ReceivedOctets;
import dev.waxseal.jakarta.mail.SignedMimeMessage;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
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
    mail.setText("We lost the game.\nAre you hungry yet?\n", "UTF-8");

    SignedMimeMessage signed = SignedMimeMessage.of(mail, signer); // for Transport.send(signed)

    Dns dns =
        Dns.zone(
            rsa.zoneLine("rsa26", "example.com").orElseThrow(),
            ed25519.zoneLine("ed26", "example.com").orElseThrow());
    DkimVerifier.of(dns).verify(ReceivedOctets.of(signed)).results().forEach(System.out::println);
  }
}
