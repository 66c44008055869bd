package cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real pipes, which know neither their length nor a position. */
class PipesTest {

  private static final List<String> JAVA = List.of("-Xmx64m");
  private static final String HEADER = "From: a@example.org\r\nSubject: x\r\n\r\n";
  private static final String LINE = "A line of the body, which is neither short nor long.\r\n";

  /** Larger than what is kept in memory, so that a temporary file comes and goes. */
  private static final int LINES = 200_000;

  @Test
  void whatIsSignedThroughPipesVerifiesThroughPipes(@TempDir Path folder) throws Exception {
    String key = folder.resolve("key.pem").toString();
    Run keygen =
        waxseal(
            "",
            "keygen",
            "--domain",
            "example.org",
            "--selector",
            "s",
            "--algorithm",
            "ed25519",
            "--out",
            key);
    assertEquals(0, keygen.status(), keygen.err());
    Path zone = Files.writeString(folder.resolve("zone"), keygen.out());

    for (String message : List.of(HEADER + LINE, HEADER + LINE.repeat(LINES))) {
      Path temporary = Files.createDirectory(folder.resolve("tmp" + message.length()));
      Run signed =
          Run.of(
              Run.waxseal(
                  List.of("-Xmx64m", "-Djava.io.tmpdir=" + temporary),
                  "sign",
                  "--domain",
                  "example.org",
                  "--selector",
                  "s",
                  "--key",
                  key,
                  "-"),
              out -> out.write(message.getBytes(ISO_8859_1)));
      assertEquals(0, signed.status(), signed.err());
      assertTrue(signed.out().endsWith("\r\n" + message), "the message itself is left alone");
      assertEquals(0, temporary.toFile().list().length, "nothing is left behind");

      Run verified = waxseal(signed.out(), "verify", "--json", "--dns-zone", zone.toString());
      assertEquals(0, verified.status(), verified.err());
      assertTrue(verified.out().contains("\"result\":\"pass\""), verified.out());
    }
  }

  private static Run waxseal(String input, String... arguments) throws Exception {
    return Run.of(Run.waxseal(JAVA, arguments), out -> out.write(input.getBytes(ISO_8859_1)));
  }
}
