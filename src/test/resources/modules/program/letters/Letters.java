package letters;

import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.HeaderField;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Signs a message with the key in a file, and says what a receiver finds. */
public final class Letters {

  private Letters() {}

  public static void main(String[] arguments) throws Exception {
    SigningKey key = SigningKey.fromPem(Files.readString(Path.of(arguments[0])));
    byte[] message =
        "From: Ann <ann@example.com>\r\nSubject: boats\r\n\r\nThey are in.\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    for (HeaderField field : DkimSigner.of("example.com", "s1", key).sign(message)) {
      signed.write(field.bytes());
    }
    signed.write(message);
    Dns dns =
        Dns.zone(
            "s1._domainkey.example.com. TXT \"" + key.keyRecord().orElseThrow() + "\"",
            "_dmarc.example.com. TXT \"v=DMARC1; p=reject\"");
    InboundReport report =
        InboundAuthenticator.of("mx.example.net", dns).authenticate(signed.toByteArray());
    System.out.println(report.dmarc().explanation());
  }
}
