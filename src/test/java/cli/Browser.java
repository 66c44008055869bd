package cli;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A real browser, which opens a page and tells what became of it. */
final class Browser {

  private static final String MISSING =
      "the browser is not installed: apt-get install --no-install-recommends chromium";

  private Browser() {}

  /**
   * Why pages cannot be opened here; empty if they can. Fails if they cannot and the environment
   * says that they have to.
   */
  static Optional<String> obstacle() {
    if (program().isPresent()) {
      return Optional.empty();
    }
    if ("true".equals(System.getenv("WAXSEAL_REQUIRE_PEERS"))) {
      fail(MISSING);
    }
    return Optional.of(MISSING);
  }

  /**
   * The elements of a page after its scripts, if any, have run.
   *
   * @param profile a folder for the browser's own files
   */
  static String elements(Path page, Path profile) throws IOException, InterruptedException {
    Run run =
        Run.of(
            List.of(
                program().orElseThrow().toString(),
                "--headless=new",
                "--no-sandbox", // the tests may run as root, and the page is ours
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--user-data-dir=" + profile,
                "--virtual-time-budget=2000",
                "--dump-dom",
                page.toUri().toString()),
            in -> {});
    return run.out();
  }

  private static Optional<Path> program() {
    return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
