package dev.waxseal.milter.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The files that a configuration names, each read when it is come upon; paths count from the
 * directory of the configuration file. For one thread.
 */
final class InputFiles {

  private final Path configuration;
  private final Set<Path> named = new LinkedHashSet<>();
  private final Problems problems;
  private final Problems warnings;

  InputFiles(Path configuration, Problems problems, Problems warnings) {
    this.configuration = configuration;
    this.problems = problems;
    this.warnings = warnings;
    named.add(configuration);
  }

  /** All files, that of the configuration first. */
  Set<Path> named() {
    return named;
  }

  /** The text of a file; a problem if it cannot be read. */
  Optional<String> text(Entry entry) {
    Optional<Path> path = path(entry);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    named.add(path.get());
    try {
      return Optional.of(Files.readString(path.get()));
    } catch (IOException e) {
      problems.add(entry.line(), "cannot read " + path.get() + ": " + why(e));
      return Optional.empty();
    }
  }

  /** The text of a file that should be secret. */
  Optional<String> secret(Entry entry) {
    path(entry).filter(InputFiles::isForAll).ifPresent(file -> warnOfReaders(file, entry));
    return text(entry);
  }

  /** Why a file cannot be read, for people. */
  static String why(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied; the user that runs the daemon must be allowed to read it";
    }
    return e instanceof CharacterCodingException
        ? "it is not text in UTF-8"
        : String.valueOf(e.getMessage());
  }

  private Optional<Path> path(Entry entry) {
    try {
      return Optional.of(configuration.resolveSibling(entry.text()));
    } catch (InvalidPathException e) {
      problems.add(entry.line(), "this is no path of a file");
      return Optional.empty();
    }
  }

  private void warnOfReaders(Path file, Entry entry) {
    warnings.add(entry.line(), "everybody may read the private key " + file + "; chmod o-r it");
  }

  private static boolean isForAll(Path file) {
    try {
      return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
