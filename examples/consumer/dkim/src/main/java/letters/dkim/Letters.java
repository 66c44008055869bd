package letters.dkim;

import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.HeaderField;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Verifies a message by a zone file, then signs one and verifies it. */
final class Letters {
  private Letters() {}

  public static void main(String[] args) throws Exception {
    byte[] received = Files.readAllBytes(Path.of(args[0]));
    verify(Dns.zone(Files.readString(Path.of(args[1]))), received);
    SigningKey key = SigningKey.generate(SigningAlgorithm.RSA_SHA256).key();
    byte[] letter =
        "From: joe@example.com\r\n\r\nShips.\r\n".getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    for (HeaderField field : DkimSigner.of("example.com", "s1", key).sign(letter)) {
      sent.writeBytes(field.bytes());
    }
    sent.writeBytes(letter);
    verify(Dns.zone(key.zoneLine("s1", "example.com").orElseThrow()), sent.toByteArray());
  }

  private static void verify(Dns dns, byte[] message) {
    for (DkimResult.Pass pass : DkimVerifier.of(dns).verify(message).passes()) {
      System.out.println(pass);
    }
  }
}
