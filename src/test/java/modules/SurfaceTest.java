package modules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The types that the library shows to everybody are those in {@code surface.txt}, each with a
 * reason. Nested types belong to the type around them and are not counted. The leaves, which nobody
 * else in the library knows, stand below and are counted apart.
 */
class SurfaceTest {

  private static final String REASON = " – ";
  private static final String CLASS = ".class";
  private static final Pattern HEAD = Pattern.compile("^(total: |leaves: |module |package )");

  /** Modules for those who need that one thing; none is in the total. */
  private static final Set<String> LEAVES =
      Set.of("dev.waxseal.jakarta.mail", "dev.waxseal.reports");

  private static List<String> written = List.of();

  @BeforeAll
  static void read() throws IOException {
    try (InputStream file = SurfaceTest.class.getResourceAsStream("/modules/surface.txt")) {
      written =
          new String(Objects.requireNonNull(file).readAllBytes(), UTF_8)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .toList();
    }
  }

  @Test
  void isTheOneThatWasChosen() throws Exception {
    List<String> expected = written.stream().map(line -> line.split(REASON, 2)[0]).toList();
    List<String> actual = surface();
    String difference =
        Stream.concat(
                expected.stream().filter(line -> !actual.contains(line)).map("- "::concat),
                actual.stream().filter(line -> !expected.contains(line)).map("+ "::concat))
            .reduce("", (all, line) -> all + "\n" + line);
    assertEquals(
        expected, actual, "surface.txt (-) is not what the modules export (+):" + difference);
  }

  @Test
  void everyTypeHasAReason() {
    List<String> without =
        written.stream()
            .filter(line -> !HEAD.matcher(line).find())
            .filter(line -> !line.contains(REASON))
            .toList();
    assertEquals(List.of(), without, "a reason stands after \"" + REASON + "\"");
  }

  /** The lines of the file, without their reasons. */
  private static List<String> surface() throws IOException, ClassNotFoundException {
    List<String> lines = surface("total: ", module -> !LEAVES.contains(module));
    lines.addAll(surface("leaves: ", LEAVES::contains));
    return lines;
  }

  private static List<String> surface(String head, Predicate<String> chosen)
      throws IOException, ClassNotFoundException {
    List<String> lines = new ArrayList<>();
    int total = 0;
    for (ModuleReference module : Library.modules()) {
      if (!chosen.test(module.descriptor().name())) {
        continue;
      }
      List<String> ofModule = new ArrayList<>();
      int types = 0;
      for (String name : exported(module.descriptor())) {
        List<String> ofPackage = types(module, name);
        ofModule.add("package " + name);
        ofModule.addAll(ofPackage);
        types += ofPackage.size();
      }
      lines.add("module " + module.descriptor().name() + ": " + types);
      lines.addAll(ofModule);
      total += types;
    }
    lines.add(0, head + total);
    return lines;
  }

  private static List<String> exported(ModuleDescriptor module) {
    return module.exports().stream()
        .filter(exports -> !exports.isQualified())
        .map(ModuleDescriptor.Exports::source)
        .sorted()
        .toList();
  }

  /** The simple names of the public types of a package. */
  private static List<String> types(ModuleReference module, String name)
      throws IOException, ClassNotFoundException {
    String folder = name.replace('.', '/') + '/';
    List<String> all;
    try (ModuleReader reader = module.open();
        Stream<String> files = reader.list()) {
      all =
          files
              .filter(file -> file.startsWith(folder) && file.endsWith(CLASS))
              .map(file -> file.substring(folder.length(), file.length() - CLASS.length()))
              .filter(type -> type.indexOf('/') < 0 && type.indexOf('$') < 0)
              .sorted()
              .toList();
    }
    List<String> types = new ArrayList<>();
    for (String type : all) {
      Class<?> found = Class.forName(name + '.' + type, false, SurfaceTest.class.getClassLoader());
      if (Modifier.isPublic(found.getModifiers())) {
        types.add(type);
      }
    }
    return types;
  }
}
