package endtoend;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the lab needs of the machine. */
final class Programs {

  private static final String REQUIRED = "WAXSEAL_REQUIRE_PEERS";

  /** A file that each package installs. */
  private static final Map<String, String> FILES =
      new TreeMap<>(
          Map.of(
              "postfix", "/usr/sbin/postfix",
              "mailman3", "/usr/lib/mailman3/bin/master",
              "python3-dkim", "/usr/lib/python3/dist-packages/dkim/__init__.py",
              "python3-authres", "/usr/lib/python3/dist-packages/authres/__init__.py",
              "python3-nacl", "/usr/lib/python3/dist-packages/nacl/__init__.py",
              "python3-dnspython", "/usr/lib/python3/dist-packages/dns/__init__.py"));

  private Programs() {}

  /**
   * Why the tests cannot run here and what to do; empty if they can. Fails if they cannot and the
   * environment says that they have to.
   */
  static Optional<String> obstacle() {
    return obstacle(missing());
  }

  /** The same of a program that one test needs. */
  static Optional<String> obstacle(Path program, String name) {
    return obstacle(Files.exists(program) ? "" : "there is no " + program + ": install " + name);
  }

  private static Optional<String> obstacle(String line) {
    if (line.isEmpty()) {
      return Optional.empty();
    }
    if ("true".equals(System.getenv(REQUIRED))) {
      fail(line);
    }
    return Optional.of(line);
  }

  /** A script that stands beside these classes. */
  static Path script(String file) {
    return Path.of(System.getProperty("basedir", ""), "java", "endtoend", file).toAbsolutePath();
  }

  /** The root of the project. */
  static Path root() {
    return Path.of(System.getProperty("waxseal.root", "../..")).toAbsolutePath().normalize();
  }

  /** What is missing, and what to do; empty if nothing is. */
  private static String missing() {
    List<String> packages = new ArrayList<>();
    FILES.forEach(
        (name, file) -> {
          if (!Files.exists(Path.of(file))) {
            packages.add(name);
          }
        });
    if (!packages.isEmpty()) {
      return "the lab is not installed: apt-get install --no-install-recommends "
          + String.join(" ", packages);
    }
    return System.getProperty("user.name", "").equals("root")
        ? ""
        : "Postfix has to be started by root; run the tests as root";
  }
}
