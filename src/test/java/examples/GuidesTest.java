package examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pages in {@code docs/}: each piece of Java compiles as it is printed and runs to its end,
 * with the variables of {@code GuideSurroundings.java}.
 */
class GuidesTest {

  private static final Path DOCS =
      Path.of(System.getProperty("waxseal.root", "../..")).resolve("docs");

  /** Pages whose samples ask the DNS of the world; SnippetsTest compiles these. */
  private static final Set<String> ONLINE = Set.of("library.md");

  private static final Pattern JAVA = Pattern.compile("(?ms)^```java\n(.*?)^```$");
  private static final String IMPORTS =
      """
      import static org.junit.jupiter.api.Assertions.*;
      import java.time.*;
      import java.util.concurrent.*;
      """;

  static List<Path> pages() throws IOException {
    try (Stream<Path> pages = Files.list(DOCS)) {
      return pages.filter(page -> page.toString().endsWith(".md")).sorted().toList();
    }
  }

  /** Returns true if the samples of a page run here. */
  static boolean runs(Path page) {
    return DOCS.equals(page.getParent()) && !ONLINE.contains(page.getFileName().toString());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void eachSampleRuns(Path page, @TempDir Path folder) throws Exception {
    List<String> samples =
        JAVA.matcher(Files.readString(page, UTF_8)).results().map(it -> it.group(1)).toList();
    if (samples.isEmpty() || !runs(page)) {
      return;
    }
    compile(page, samples, folder);
    URL[] classes = {folder.resolve("classes").toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classes, GuidesTest.class.getClassLoader())) {
      for (int i = 0; i < samples.size(); i++) {
        Class<?> program = loader.loadClass("Sample" + i);
        try {
          program.getMethod("run").invoke(program.getConstructor().newInstance());
        } catch (InvocationTargetException e) {
          throw new AssertionError(page + "\n" + samples.get(i), e.getCause());
        }
      }
    }
  }

  private static void compile(Path page, List<String> samples, Path folder) throws Exception {
    String imports = SnippetsTest.imports() + IMPORTS;
    URI around =
        Objects.requireNonNull(GuidesTest.class.getResource("/examples/GuideSurroundings.java"))
            .toURI();
    String surroundings = imports + Files.readString(Path.of(around), UTF_8);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-proc:none", "-encoding", "UTF-8", "-cp", System.getProperty("java.class.path")));
    arguments.addAll(List.of("-d", folder.resolve("classes").toString()));
    arguments.add(written(folder, "GuideSurroundings", surroundings));
    for (int i = 0; i < samples.size(); i++) {
      String program =
          """
          %s
          // %s
          public class Sample%d extends GuideSurroundings {
            public Object run() throws Exception {
              if (true) { // a sample may end with a return
          %s
              }
              return this;
            }
          }
          """;
      String source = program.formatted(imports, page.getFileName(), i, samples.get(i));
      arguments.add(written(folder, "Sample" + i, source));
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, said, said, arguments.toArray(String[]::new));
    assertEquals(0, status, () -> page + "\n" + said.toString(UTF_8));
  }

  private static String written(Path folder, String name, String program) throws IOException {
    return Files.writeString(folder.resolve(name + ".java"), program, UTF_8).toString();
  }

  @Test
  void theIndexNamesEachPage() throws IOException {
    String index = Files.readString(DOCS.resolve("README.md"), UTF_8);
    for (Path page : pages()) {
      String name = page.getFileName().toString();
      assertTrue(name.equals("README.md") || index.contains("(" + name + ")"), name);
    }
  }
}
