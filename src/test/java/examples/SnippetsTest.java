package examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import modules.Library;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles the Java of the READMEs and of the Javadoc as it is printed: each piece is the body of a
 * method, with all exported packages imported and the variables of {@code Surroundings.java}.
 */
class SnippetsTest {

  private static final Path ROOT = Path.of(System.getProperty("waxseal.root", "../.."));
  private static final Pattern FENCED = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern JAVADOC =
      Pattern.compile("<pre>\\{@code\n(.*?)\n *\\* *}</pre>", Pattern.DOTALL);
  private static final Pattern MARGIN = Pattern.compile("(?m)^ *\\* ?");
  private static final List<String> OTHERS =
      List.of(
          "jakarta.mail",
          "jakarta.mail.internet",
          "java.io",
          "java.net",
          "java.nio.file",
          "java.util");

  /**
   * A piece of Java.
   *
   * @param file the file that prints it
   */
  private record Snippet(Path file, String code) {}

  @Test
  void eachSnippetCompiles(@TempDir Path folder) throws Exception {
    String surroundings =
        Files.readString(
            Path.of(
                Objects.requireNonNull(
                        SnippetsTest.class.getResource("/examples/Surroundings.java"))
                    .toURI()),
            UTF_8);
    List<Snippet> snippets = snippets();
    assertTrue(snippets.size() >= 15, snippets::toString);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-proc:none", "-encoding", "UTF-8", "-d", folder.resolve("classes").toString()));
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
    String imports = imports();
    arguments.add(written(folder, "Surroundings", imports + surroundings));
    for (int i = 0; i < snippets.size(); i++) {
      arguments.add(
          written(folder, "Snippet" + i, program(imports, "Snippet" + i, snippets.get(i))));
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, said, said, arguments.toArray(String[]::new));
    assertEquals(0, status, () -> said.toString(UTF_8) + snippets);
  }

  private static String written(Path folder, String name, String program) throws IOException {
    return Files.writeString(folder.resolve(name + ".java"), program, UTF_8).toString();
  }

  static String imports() {
    Stream<String> exported =
        Library.modules().stream()
            .flatMap(module -> module.descriptor().exports().stream())
            .filter(export -> !export.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .sorted();
    return Stream.concat(exported, OTHERS.stream())
        .map(it -> "import " + it + ".*;\n")
        .collect(Collectors.joining());
  }

  private static String program(String imports, String name, Snippet snippet) {
    return String.join(
        "\n",
        imports + "// " + snippet.file(),
        "abstract class " + name + " extends Surroundings {",
        "  Object run() throws Exception {",
        "    if (true) { // a snippet may end with a return",
        snippet.code(),
        "    }",
        "    return this;",
        "  }",
        "}");
  }

  private static List<Snippet> snippets() throws IOException {
    List<Snippet> snippets = new ArrayList<>();
    for (Path file : files(".md")) {
      FENCED
          .matcher(Files.readString(file, UTF_8))
          .results()
          .forEach(found -> snippets.add(new Snippet(file, found.group(1))));
    }
    for (Path file : files(".java")) {
      Matcher found = JAVADOC.matcher(Files.readString(file, UTF_8));
      while (found.find()) {
        snippets.add(new Snippet(file, MARGIN.matcher(found.group(1)).replaceAll("")));
      }
    }
    return snippets;
  }

  /** The pages of the root and its folders, or the sources of the modules. */
  private static List<Path> files(String ending) throws IOException {
    List<Path> files = new ArrayList<>();
    List<Path> folders = new ArrayList<>(List.of(ROOT));
    try (Stream<Path> children = Files.list(ROOT)) {
      children.filter(Files::isDirectory).sorted().forEach(folders::add);
    }
    for (Path folder : folders) {
      boolean sources = ending.equals(".java");
      Path start = sources ? folder.resolve("src/main/java") : folder;
      if (!Files.isDirectory(start)) {
        continue;
      }
      try (Stream<Path> all = sources ? Files.walk(start) : Files.list(start)) {
        all.filter(file -> file.toString().endsWith(ending) && !GuidesTest.runs(file))
            .sorted()
            .forEach(files::add);
      }
    }
    return files;
  }
}
