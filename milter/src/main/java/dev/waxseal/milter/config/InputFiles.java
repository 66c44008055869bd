package dev.waxseal.milter.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the files that a configuration names; paths are relative to the directory of the
 * configuration file. For one thread.
 */
final class InputFiles {

  private final Path configuration;
  private final Set<Path> named;
  private final Problems problems;
  private final Problems warnings;

  InputFiles(Path configuration, Problems problems, Problems warnings) {
    this(configuration, new LinkedHashSet<>(), problems, warnings);
    named.add(configuration);
  }

  private InputFiles(Path configuration, Set<Path> named, Problems problems, Problems warnings) {
    this.configuration = configuration;
    this.named = named;
    this.problems = problems;
    this.warnings = warnings;
  }

  /** The same, for entries of a file that is named here. */
  InputFiles of(Entry file) {
    return new InputFiles(configuration, named, problems.of(file), warnings.of(file));
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

  /**
   * The text of a file that only its owner and group may read.
   *
   * @param what the name of what it holds: "private key"
   */
  Optional<String> secret(String what, Entry entry) {
    checkRights(what, entry);
    return text(entry);
  }

  /** A problem if others may read or write the file. */
  void checkRights(String what, Entry entry) {
    Optional<KeyRights> rights = path(entry).map(path -> KeyRights.of(what, path));
    rights.flatMap(KeyRights::problem).ifPresent(it -> problems.add(entry.line(), it));
    rights.flatMap(KeyRights::warning).ifPresent(it -> warnings.add(entry.line(), it));
  }

  /** Adds a file that others read, and whose changes change the configuration. */
  void watch(Path file) {
    named.add(file);
  }

  /** A message why a file cannot be read. */
  static String why(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied; the user that runs the daemon must be able to read it";
    }
    return e instanceof CharacterCodingException
        ? "it is not UTF-8 text"
        : String.valueOf(e.getMessage());
  }

  /** The path that a text names. */
  Optional<Path> path(Entry entry) {
    try {
      return Optional.of(configuration.resolveSibling(entry.text()));
    } catch (InvalidPathException e) {
      problems.add(entry.line(), "not a valid path");
      return Optional.empty();
    }
  }
}
