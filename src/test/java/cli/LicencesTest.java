package cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The jar of the program has the licence of all that is in it. */
class LicencesTest {

  private static final Path JAR = Run.root().resolve("cli/target/waxseal.jar");
  private static final String LIST = "META-INF/licenses/README.txt";

  /** Names of licence texts in the artifacts. */
  private static final List<String> NAMES =
      List.of("META-INF/LICENSE", "META-INF/LICENSE.txt", "META-INF/LICENSE.md");

  @Test
  void eachArtifactInTheJarHasItsLicence() throws Exception {
    assumeTrue(Files.exists(JAR), "the program is not packaged yet; mvn verify does it");
    try (JarFile jar = new JarFile(JAR.toFile())) {
      Map<String, String> texts = texts(jar);
      Map<String, JarFile> artifacts = artifacts(jar);
      assertTrue(artifacts.size() > 10, artifacts::toString);
      TreeSet<String> all = new TreeSet<>(artifacts.keySet());
      all.addAll(
          List.of(
              "antlr4-runtime", // within tomlj
              "apache-mime4j-core",
              "apache-mime4j-dom")); // moved into a package of ours
      assertEquals(all, new TreeSet<>(texts.keySet()));
      for (Map.Entry<String, JarFile> artifact : artifacts.entrySet()) {
        String text = texts.getOrDefault(artifact.getKey(), "");
        for (String name : NAMES) {
          JarEntry own = artifact.getValue().getJarEntry(name);
          if (own != null && !text.contains("Apache License")) { // their texts have prefaces
            assertEquals(words(artifact.getValue(), own), text, artifact.getKey());
          }
        }
      }
    }
  }

  /** The artifacts in the list with the text of their licence. */
  private static Map<String, String> texts(JarFile jar) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (String line : text(jar, jar.getJarEntry(LIST)).lines().toList()) {
      String[] words = line.split(" {2,}", -1);
      if (words.length == 3 && words[2].startsWith("META-INF/")) {
        JarEntry licence = jar.getJarEntry(words[2]);
        assertTrue(licence != null, line);
        texts.put(words[0], words(jar, licence));
      }
    }
    return texts;
  }

  /** The artifacts that the classes of others come from. */
  private static Map<String, JarFile> artifacts(JarFile jar) throws IOException {
    Map<String, JarFile> artifacts = new TreeMap<>();
    List<String> classes =
        jar.stream()
            .map(JarEntry::getName)
            .filter(name -> name.endsWith(".class"))
            .filter(name -> !name.startsWith("META-INF/") && !name.startsWith("dev/waxseal/"))
            .toList();
    for (String name : classes) {
      URL source = LicencesTest.class.getClassLoader().getResource(name);
      assertTrue(source != null, name);
      JarFile artifact = ((JarURLConnection) source.openConnection()).getJarFile();
      String file = Path.of(artifact.getName()).getFileName().toString();
      artifacts.put(file.replaceFirst("-[0-9][0-9.]*[.]jar$", ""), artifact);
    }
    return artifacts;
  }

  private static String words(JarFile jar, JarEntry entry) throws IOException {
    return text(jar, entry).lines().map(String::strip).collect(Collectors.joining(" ")).strip();
  }

  private static String text(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
