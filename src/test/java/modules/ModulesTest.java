package modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small program on the module path, on the class path, and linked into an image. */
class ModulesTest {

  private static final String MAIN = "letters.Letters";
  private static final String FOUND = "DMARC pass for example.com";

  private final String library = Library.joined(Library.path("dev.waxseal.inbound"));
  private Path folder;
  private Path classes;
  private Path pem;

  @BeforeEach
  void prepare(@TempDir Path empty) throws IOException {
    folder = empty;
    classes = folder.resolve("letters");
    pem =
        Files.writeString(
            folder.resolve("key.pem"), SigningKey.generate(SigningAlgorithm.ED25519_SHA256).pem());
  }

  @Test
  void runsOnTheModulePath() throws Exception {
    compiled("--module-path", sources("program", true));
    assertFound(
        Tool.jdk().resolve("java"), "--module-path", withLibrary(), "--module", "letters/" + MAIN);
  }

  @Test
  void runsOnTheClassPath() throws Exception {
    compiled("--class-path", sources("program", false));
    assertFound(Tool.jdk().resolve("java"), "--class-path", withLibrary(), MAIN);
  }

  @Test
  void runsFromAnImage() throws Exception {
    assumeTrue(
        Files.exists(Tool.jdk().resolve("jlink"))
            && Files.isDirectory(Tool.jdk().resolveSibling("jmods")),
        "this JDK has no jlink, or no jmods for it");
    compiled("--module-path", sources("program", true));
    Path image = folder.resolve("image");
    Tool link =
        Tool.run(
            Tool.jdk().resolve("jlink"),
            List.of(
                "--module-path",
                withLibrary(),
                "--add-modules",
                "letters",
                "--ignore-signing-information", // Bouncy Castle's jars are signed
                "--output",
                image.toString()));
    assertEquals(0, link.status(), link.out() + link.err());
    assertFound(image.resolve("bin").resolve("java"), "--module", "letters/" + MAIN);
  }

  /** The control is the class path, where javac guards nothing. */
  @Test
  void theMachineryIsClosed() throws Exception {
    compiled("--class-path", sources("intruder", false));
    List<Path> sources = new ArrayList<>(sources("intruder", false));
    sources.addAll(sources("program", true));
    Tool refused = compile("--module-path", sources);
    assertNotEquals(0, refused.status());
    assertTrue(
        refused.err().contains("package dev.waxseal.dkim.internal is not visible")
            && refused.err().contains("does not export it to module letters"),
        refused.err());
  }

  private String withLibrary() {
    return classes + File.pathSeparator + library;
  }

  private void compiled(String kind, List<Path> sources) throws Exception {
    Tool compiled = compile(kind, sources);
    assertEquals(0, compiled.status(), compiled.err());
  }

  private Tool compile(String kind, List<Path> sources) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("-J-Duser.language=en", kind, library, "-d", classes.toString()));
    sources.forEach(source -> arguments.add(source.toString()));
    return Tool.run(Tool.jdk().resolve("javac"), arguments);
  }

  private void assertFound(Path java, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add(pem.toString());
    Tool run = Tool.run(java, all);
    assertEquals(0, run.status(), run.err());
    assertEquals(FOUND, run.out().strip());
  }

  private static List<Path> sources(String program, boolean modular)
      throws IOException, URISyntaxException {
    Path root =
        Path.of(
            Objects.requireNonNull(ModulesTest.class.getResource("/modules/" + program)).toURI());
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> modular || !file.endsWith("module-info.java"))
          .toList();
    }
  }
}
