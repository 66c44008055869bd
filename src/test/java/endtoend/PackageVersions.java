package endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The Debian package as it was built, and later versions of it. */
final class PackageVersions {

  private final Path built;
  private final Path folder;

  private PackageVersions(Path built, Path folder) {
    this.built = built;
    this.folder = folder;
  }

  /**
   * The package that was built last; empty if none was.
   *
   * @param folder where other versions are made
   */
  static Optional<PackageVersions> in(Path folder) throws IOException {
    Path target = Programs.root().resolve("debian/target");
    if (!Files.isDirectory(target)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.toString().endsWith("_all.deb"))
          .max(
              (one, other) ->
                  Long.compare(one.toFile().lastModified(), other.toFile().lastModified()))
          .map(file -> new PackageVersions(file, folder));
    }
  }

  /** The package as it was built. */
  Path first() {
    return built;
  }

  /** The same program under a later version. */
  Path next(String version) throws IOException, InterruptedException {
    Path tree = unpacked(version);
    return packed(tree, version);
  }

  /** A later version that does not know a key of the configuration any more. */
  Path without(String key, String version) throws IOException, InterruptedException {
    Path tree = unpacked(version);
    try (FileSystem jar = FileSystems.newFileSystem(tree.resolve("usr/share/waxseal/waxseal.jar"));
        Stream<Path> classes = Files.walk(jar.getPath("dev/waxseal/milter/config"))) {
      classes.filter(Files::isRegularFile).forEach(file -> rename(file, key));
    }
    return packed(tree, version);
  }

  /** Gives a key another last letter in the constants of a class. */
  private static void rename(Path file, String key) {
    try {
      String octets = Files.readString(file, StandardCharsets.ISO_8859_1);
      String other = key.substring(0, key.length() - 1) + "_";
      Files.writeString(file, octets.replace(key, other), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path unpacked(String version) throws IOException, InterruptedException {
    Path tree = folder.resolve("tree-" + version);
    run("dpkg-deb", "-R", built.toString(), tree.toString());
    Path control = tree.resolve("DEBIAN/control");
    String text = Files.readString(control);
    Files.writeString(control, text.replaceFirst("(?m)^Version: .*$", "Version: " + version));
    return tree;
  }

  private Path packed(Path tree, String version) throws IOException, InterruptedException {
    Path file = folder.resolve("waxseal_" + version + "_all.deb");
    run("dpkg-deb", "-Zgzip", "--root-owner-group", "-b", tree.toString(), file.toString());
    return file;
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(List.of(command) + ": " + said);
    }
  }
}
