package differential;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** What is to be done where a peer is not installed. */
final class Installation {

  private static final String REQUIRED = "WAXSEAL_REQUIRE_PEERS";

  private Installation() {}

  /**
   * Skips the test that runs, or fails it if the environment says that no peer may be missing.
   *
   * @param missing the packages that the peer lacks
   */
  static void require(String peer, Optional<String> missing) {
    if (missing.isPresent()) {
      String line = peer + " is not installed: apt-get install " + missing.get();
      if ("true".equals(System.getenv(REQUIRED))) {
        fail(line);
      }
      System.out.println("differential " + peer + ": skipped: " + line);
      Assumptions.abort(line);
    }
  }
}
