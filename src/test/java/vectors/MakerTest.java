package vectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The files of {@code testvectors/} are those that their maker makes and its second reading judges.
 */
class MakerTest {

  @Test
  void everyFileIsTheOneThatIsMade() throws Exception {
    Process maker;
    try {
      start("openssl", "version").waitFor();
      maker = start("python3", "-B", "src/test/vectormaker/make.py", "--check");
    } catch (IOException e) {
      missing();
      return;
    }
    String output = new String(maker.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, maker.waitFor(), output);
  }

  private static Process start(String... command) throws IOException {
    return new ProcessBuilder(command)
        .directory(Vector.folder().resolveSibling(".").normalize().toFile())
        .redirectErrorStream(true)
        .start();
  }

  private static void missing() {
    String clear = "python3 or openssl is not installed: apt-get install python3 openssl";
    if ("true".equals(System.getenv("WAXSEAL_REQUIRE_PEERS"))) {
      fail(clear);
    }
    Assumptions.abort(clear);
  }
}
