package cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.GeneratedKey;
import dev.waxseal.dkim.SigningSession;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory does not grow with the message: 1 GiB is verified in a heap of 64 MiB. */
class LargeMessageTest {

  private static final byte[] HEADER =
      "From: a@example.org\r\nSubject: large\r\n\r\n".getBytes(US_ASCII);
  private static final byte[] MEBIBYTE =
      "A text line with  some \t space in it, and then its end........\r\n"
          .repeat(16_384)
          .getBytes(US_ASCII);
  private static final int BODY_MEBIBYTES = 1024;

  @Test
  void aGibibyteInSmallMemory(@TempDir Path folder) throws Exception {
    assertEquals(1 << 20, MEBIBYTE.length);
    GeneratedKey key = GeneratedKey.ed25519();
    SigningSession signing = DkimSigner.of("example.org", "s", key.key()).begin();
    signing.write(HEADER);
    for (int i = 0; i < BODY_MEBIBYTES; i++) {
      signing.write(MEBIBYTE);
    }
    byte[] signature = signing.finish().get(0).bytes();
    Path zone = folder.resolve("zone");
    Files.writeString(
        zone, "s._domainkey.example.org. TXT \"" + key.key().keyRecord().orElseThrow() + "\"\n");

    Run run =
        Run.of(
            Run.waxseal(
                List.of("-Xmx64m", "-XX:+UseSerialGC"),
                "verify",
                "--json",
                "--dns-zone",
                zone.toString(),
                "-"),
            out -> send(out, signature));
    assertEquals("", run.err());
    assertEquals(0, run.status());
    assertTrue(run.out().contains("\"result\":\"pass\""), run.out());
  }

  private static void send(OutputStream out, byte[] signature) throws IOException {
    out.write(signature);
    out.write(HEADER);
    for (int i = 0; i < BODY_MEBIBYTES; i++) {
      out.write(MEBIBYTE);
    }
  }
}
