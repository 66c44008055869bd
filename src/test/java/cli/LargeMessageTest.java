package cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.SigningSession;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
  private static final byte[] FROM_LINE =
      "From a@example.org Sun Nov 29 10:00:00 2026\r\n".getBytes(US_ASCII);
  private static final byte[] OWN_LINE = ">From there\r\n".getBytes(US_ASCII);
  private static final int BODY_MEBIBYTES = 1024;
  private static final int MBOX_MEBIBYTES = 100;

  private final Path zone;
  private final SigningKey.Generated key = SigningKey.generate(SigningAlgorithm.ED25519_SHA256);

  LargeMessageTest(@TempDir Path folder) throws IOException {
    zone = folder.resolve("zone");
    Files.writeString(
        zone, "s._domainkey.example.org. TXT \"" + key.key().keyRecord().orElseThrow() + "\"\n");
  }

  @Test
  void aGibibyteInSmallMemory() throws Exception {
    assertEquals(1 << 20, MEBIBYTE.length);
    byte[] signature = signature(BODY_MEBIBYTES, new byte[0]);
    Run run = verify(List.of(), out -> send(out, signature, BODY_MEBIBYTES, new byte[0]));
    assertTrue(run.out().contains("\"result\":\"pass\""), run.out());
  }

  /** Each message of the mbox has to be read in two ways. */
  @Test
  void aLargeMboxInSmallMemory() throws Exception {
    byte[] signature = signature(MBOX_MEBIBYTES, OWN_LINE);
    Run run =
        verify(
            List.of("--mbox"),
            out -> {
              for (int copy = 0; copy < 3; copy++) {
                out.write(FROM_LINE);
                send(out, signature, MBOX_MEBIBYTES, OWN_LINE);
                out.write("\r\n".getBytes(US_ASCII));
              }
            });
    assertEquals(
        3, run.out().lines().filter(line -> line.contains("they are kept as they")).count());
  }

  private byte[] signature(int mebibytes, byte[] end) throws Exception {
    SigningSession signing = DkimSigner.of("example.org", "s", key.key()).begin();
    signing.write(HEADER);
    for (int i = 0; i < mebibytes; i++) {
      signing.write(MEBIBYTE);
    }
    signing.write(end);
    return signing.finish().get(0).bytes();
  }

  private Run verify(List<String> options, Run.Input input) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("verify", "--json", "--dns-zone"));
    arguments.add(zone.toString());
    arguments.addAll(options);
    arguments.add("-");
    List<String> small = List.of("-Xmx64m", "-XX:+UseSerialGC");
    Run run = Run.of(Run.waxseal(small, arguments.toArray(String[]::new)), input);
    assertEquals("", run.err());
    assertEquals(0, run.status());
    return run;
  }

  private static void send(OutputStream out, byte[] signature, int mebibytes, byte[] end)
      throws IOException {
    out.write(signature);
    out.write(HEADER);
    for (int i = 0; i < mebibytes; i++) {
      out.write(MEBIBYTE);
    }
    out.write(end);
  }
}
