package cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in the shell, where streams may be anything. */
class LauncherTest {

  private static final String VERIFY = "./waxseal verify --dns-zone examples/rfc8463.zone ";

  @BeforeEach
  void isPackaged() {
    assumeTrue(
        Files.exists(Run.root().resolve("cli/target/waxseal.jar")),
        "the program is not packaged yet; mvn verify does it");
  }

  @Test
  void aClosedStandardInputIsEmpty() throws Exception {
    for (String command : List.of(VERIFY + "<&-", VERIFY + "--mbox <&-")) {
      Run run = shell(command);
      assertEquals(65, run.status(), command + ": " + run.err());
      assertEquals(1, run.err().lines().count(), run.err());
    }
  }

  @Test
  void standardOutputAsAFileIsOnlyLookedAt(@TempDir Path folder) throws Exception {
    Run run = shell(VERIFY + "examples/rfc8463.eml /dev/stdout > " + folder.resolve("out"));
    assertEquals(65, run.status(), run.err());
  }

  @Test
  void pathsAreThoseOfTheCaller(@TempDir Path folder) throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("seal"), Run.root().resolve("waxseal"));
    Files.copy(Run.root().resolve("examples/rfc8463.eml"), folder.resolve("a message.eml"));
    Run run =
        shell(
            "cd "
                + folder
                + " && "
                + link
                + " verify --dns-zone "
                + Run.root().resolve("examples/rfc8463.zone")
                + " 'a message.eml'");
    Files.delete(link);
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().contains("vouches"), run.out());
  }

  /**
   * Two first runs at once, and one of a copy with all its times: an archive is bound to a path.
   */
  @Test
  void eachTreeHasAnArchiveOfItsOwn(@TempDir Path folder) throws Exception {
    Path tree = folder.resolve("a tree");
    Files.createDirectories(tree.resolve("cli/target"));
    Files.copy(
        Run.root().resolve("waxseal"), tree.resolve("waxseal"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.copy(Run.root().resolve("cli/pom.xml"), tree.resolve("cli/pom.xml"));
    Files.copy(
        Run.root().resolve("cli/target/waxseal.jar"), tree.resolve("cli/target/waxseal.jar"));
    String verify =
        "/waxseal' verify --dns-zone examples/rfc8463.zone examples/rfc8463.eml > /dev/null";
    Run both = shell("'" + tree + verify + " & '" + tree + verify + " && wait $!");
    assertEquals(0, both.status(), both.err());
    assertEquals("", both.err());
    Path copy = folder.resolve("copy");
    Run copied = shell("cp -a '" + tree + "' " + copy + " && '" + copy + verify);
    assertEquals(0, copied.status(), copied.err());
    assertEquals(archivedJar(tree), tree.resolve("cli/target/launcher/waxseal.jar").toString());
    assertEquals(archivedJar(copy), copy.resolve("cli/target/launcher/waxseal.jar").toString());
  }

  private static String archivedJar(Path tree) throws IOException {
    try (Stream<Path> files = Files.list(tree.resolve("cli/target/launcher"))) {
      Path path = files.filter(file -> file.toString().endsWith(".path")).findFirst().orElseThrow();
      String archive = path.toString().substring(0, path.toString().length() - ".path".length());
      assertTrue(Files.size(Path.of(archive)) > 0, "there is no archive");
      return Files.readString(path).strip();
    }
  }

  /** A daemon does not take a share of the machine's memory, unless it is told to. */
  @Test
  void theHeapOfTheDaemonIsBounded(@TempDir Path folder) throws Exception {
    String flags = flags(folder, "");
    assertEquals("true", flag(flags, "UseSerialGC"));
    assertEquals("33554432", flag(flags, "InitialHeapSize"));
    assertEquals("536870912", flag(flags, "MaxHeapSize"));
    assertEquals("true", flag(flags, "ExitOnOutOfMemoryError"));
    String other = flags(folder, "-XX:+UseG1GC -Xmx1g");
    assertEquals("true", flag(other, "UseG1GC"));
    assertEquals("1073741824", flag(other, "MaxHeapSize"));
  }

  private static String flags(Path folder, String options) throws Exception {
    Path file = folder.resolve("milter.toml");
    Files.writeString(
        file,
        """
        [[listen]]
        socket = "inet:127.0.0.1:8891"
        role = "verify"
        [verify]
        authserv-id = "mx.example.org"
        """);
    String java = "WAXSEAL_JAVA_OPTS='-XX:+PrintFlagsFinal " + options + "' ";
    Run run = shell(java + "./waxseal milter --check --config " + file);
    assertEquals(0, run.status(), run.err());
    return run.out();
  }

  private static String flag(String flags, String name) {
    return flags
        .lines()
        .map(line -> line.strip().split(" +"))
        .filter(words -> words.length > 3 && words[1].equals(name))
        .map(words -> words[3])
        .findFirst()
        .orElseThrow();
  }

  /** A folder or a jar that somebody else may write to would run his code here. */
  @Test
  void providersAreThoseOfRootOrOfTheUser(@TempDir Path folder) throws Exception {
    Path providers = Files.createDirectory(folder.resolve("a b"));
    Path jar = Files.createFile(providers.resolve("a.jar"));
    String chmodJar = "chmod %s '" + jar + "'; ";
    String chmodFolder = "chmod %s '" + providers + "'; ";
    String right = chmodJar.formatted("644") + chmodFolder.formatted("755");
    String run = "WAXSEAL_PROVIDERS='" + providers + "' ./waxseal --version";
    Run allowed = shell(right + run);
    assertEquals(0, allowed.status(), allowed.err());
    refused(chmodJar.formatted("664") + run, jar);
    refused(chmodJar.formatted("646") + run, jar);
    refused(right + chmodFolder.formatted("775") + run, providers);
    refused("WAXSEAL_PROVIDERS='" + jar + "' ./waxseal --version", jar);
    assumeTrue(shell("[ $(id -u) = 0 ]").status() == 0, "only root gives files away");
    refused(right + "chown 1 '" + jar + "'; " + run, jar);
    refused("chown 0 '" + jar + "'; chown 1 '" + providers + "'; " + run, providers);
  }

  private static void refused(String command, Path path) throws Exception {
    Run run = shell(command);
    assertEquals(78, run.status(), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(path.toString()), run.err());
  }

  private static Run shell(String command) throws Exception {
    return Run.of(List.of("sh", "-c", command), in -> {});
  }
}
