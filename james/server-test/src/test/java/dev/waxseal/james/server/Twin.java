package dev.waxseal.james.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The mailets for James 3.8, and the jars that they need, as a server has them. */
final class Twin {

  private static final List<String> NEEDED = List.of("dnsjava", "bcprov", "jspecify");

  private Twin() {}

  /**
   * Fills the folder of extensions of a server.
   *
   * @param sources the sources of the mailets
   * @param james the class path of the server
   */
  static void install(Path sources, String james, Path extensions) throws IOException {
    Files.createDirectories(extensions);
    List<Path> ours = ours();
    for (Path entry : ours) {
      if (Files.isDirectory(entry)) {
        jar(entry, extensions.resolve(entry.getName(entry.getNameCount() - 3) + ".jar"));
      } else {
        Files.copy(entry, extensions.resolve(entry.getFileName()));
      }
    }
    Path work = Files.createTempDirectory("twin");
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-encoding", "UTF-8", "-cp"));
    arguments.add(
        String.join(File.pathSeparator, ours.stream().map(Path::toString).toList())
            + File.pathSeparator
            + james);
    arguments.addAll(List.of("-d", work.resolve("classes").toString()));
    for (Path source : sources(sources)) {
      String text = Files.readString(source, UTF_8);
      Path twin = work.resolve(source.getFileName());
      Files.writeString(twin, text.replaceAll("\\bjakarta\\.(mail|inject)\\b", "javax.$1"), UTF_8);
      arguments.add(twin.toString());
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, said, said, arguments.toArray(String[]::new));
    assertEquals(0, status, said.toString(UTF_8));
    jar(work.resolve("classes"), extensions.resolve("waxseal-james.jar"));
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  /** The parts of the library, as folders or jars, and what they need. */
  private static List<Path> ours() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(Twin::isOurs)
        .toList();
  }

  private static boolean isOurs(Path entry) {
    String name = entry.getFileName().toString();
    return entry.endsWith(Path.of("target", "classes"))
        || name.startsWith("waxseal-")
        || NEEDED.stream().anyMatch(name::startsWith);
  }

  private static void jar(Path folder, Path to) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(to));
        Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        jar.putNextEntry(
            new JarEntry(folder.relativize(file).toString().replace(File.separatorChar, '/')));
        Files.copy(file, jar);
        jar.closeEntry();
      }
    }
  }
}
