import dev.waxseal.arc.ArcSealer;
import dev.waxseal.dkim.*;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.mime.HeaderField;
import java.io.*;

/** A mailing list changes a post and seals it; the subscriber's server trusts the list. */
public final class SealAsList {
  public static void main(String[] args) throws Exception {
    SigningKey author = SigningKey.generate(SigningAlgorithm.ED25519_SHA256).key();
    SigningKey list = SigningKey.generate(SigningAlgorithm.RSA_SHA256).key();
    Dns dns =
        Dns.zone(
            author.zoneLine("a1", "example.com").orElseThrow(),
            list.zoneLine("s1", "lists.example.org").orElseThrow(),
            "_dmarc.example.com. TXT \"v=DMARC1; p=reject\"");
    byte[] post = "From: joe@example.com\r\nSubject: Boats\r\n\r\nShips, too.\r\n".getBytes();
    byte[] received = joined(DkimSigner.of("example.com", "a1", author).sign(post), post);
    ArcSealer sealer = ArcSealer.of("lists.example.org", "s1", list, "lists.example.org");
    var atList = InboundAuthenticator.of("lists.example.org", dns).authenticate(received);
    ByteArrayOutputStream clean = new ByteArrayOutputStream(); // without forged results
    atList.deliver(new ByteArrayInputStream(received), clean);
    byte[] changed = clean.toString().replace("Subject: ", "Subject: [list] ").getBytes();
    byte[] sent = joined(sealer.seal(changed, atList.arrival()).fields(), changed);
    InboundAuthenticator subscriber = InboundAuthenticator.of("mx.example.net", dns);
    System.out.println(subscriber.authenticate(sent).dmarc().disposition());
    subscriber = subscriber.trustingSealers("lists.example.org");
    System.out.println(subscriber.authenticate(sent).dmarc().explanation());
  }

  private static byte[] joined(Iterable<HeaderField> fields, byte[] message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    fields.forEach(field -> out.writeBytes(field.bytes()));
    out.writeBytes(message);
    return out.toByteArray();
  }
}
