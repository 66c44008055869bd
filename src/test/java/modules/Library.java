package modules;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The modules of the library and what they need, as they stand on the class path of the tests. */
public final class Library {

  private static final String OURS = "dev.waxseal.";

  private Library() {}

  /** Its modules, by name. */
  public static List<ModuleReference> modules() {
    return explicit()
        .filter(module -> module.descriptor().name().startsWith(OURS))
        .sorted(Comparator.comparing(module -> module.descriptor().name()))
        .toList();
  }

  /**
   * The jars, or folders of classes, of modules and of everything that they require.
   *
   * @throws FindException if one of them is not an explicit module, which jlink would refuse
   */
  public static List<Path> path(String... modules) {
    ModuleFinder finder = ModuleFinder.of(explicit().map(Library::place).toArray(Path[]::new));
    Configuration found =
        ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), Set.of(modules));
    return found.modules().stream().map(ResolvedModule::reference).map(Library::place).toList();
  }

  /** As an option has it. */
  public static String joined(List<Path> path) {
    return path.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static Stream<ModuleReference> explicit() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .flatMap(entry -> at(Path.of(entry)))
        .filter(module -> !module.descriptor().isAutomatic());
  }

  private static Stream<ModuleReference> at(Path entry) {
    try {
      return ModuleFinder.of(entry).findAll().stream();
    } catch (FindException e) {
      return Stream.empty(); // a jar that cannot be a module
    }
  }

  private static Path place(ModuleReference module) {
    return Path.of(module.location().orElseThrow());
  }
}
