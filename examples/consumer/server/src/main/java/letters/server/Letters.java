package letters.server;

import dev.waxseal.diagnosis.Diagnosis;
import dev.waxseal.diagnosis.Diagnostician;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.jakarta.mail.ReceivedOctets;
import dev.waxseal.jakarta.mail.SignedMimeMessage;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Verifies a message by a zone file, signs another, and explains what a list changed in it. */
final class Letters {
  private Letters() {}

  public static void main(String[] args) throws Exception {
    byte[] received = Files.readAllBytes(Path.of(args[0]));
    InboundReport first = verify(Dns.zone(Files.readString(Path.of(args[1]))), received);
    first.dkim().passes().forEach(System.out::println);

    SigningKey key = SigningKey.generate(SigningAlgorithm.ED25519_SHA256).key();
    Dns dns =
        Dns.zone(
            key.zoneLine("s1", "example.com").orElseThrow(),
            "_dmarc.example.com. TXT \"v=DMARC1; p=reject\"");
    MimeMessage letter = new MimeMessage(Session.getInstance(new Properties()));
    letter.setFrom("joe@example.com");
    letter.setRecipients(Message.RecipientType.TO, "ann@example.net");
    letter.setText("Ships.\n");
    byte[] sent =
        ReceivedOctets.of(SignedMimeMessage.of(letter, DkimSigner.of("example.com", "s1", key)));
    verify(dns, sent);

    String post = new String(sent, StandardCharsets.ISO_8859_1) + "--\r\nThe list\r\n";
    InboundReport altered = verify(dns, post.getBytes(StandardCharsets.ISO_8859_1));
    byte[] body =
        post.substring(post.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
    Diagnosis diagnosis = Diagnostician.of(dns).diagnose(altered, body);
    for (Diagnosis.Signature signature : diagnosis.signatures()) {
      signature.changes().forEach(change -> System.out.println(change.sentence()));
    }
  }

  private static InboundReport verify(Dns dns, byte[] message) {
    InboundReport report = InboundAuthenticator.of("mx.example.net", dns).authenticate(message);
    System.out.println(report.dmarc().disposition() + ": " + report.dmarc().explanation());
    return report;
  }
}
