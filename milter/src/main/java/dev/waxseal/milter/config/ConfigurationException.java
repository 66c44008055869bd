package dev.waxseal.milter.config;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown for a configuration file that cannot be used; it lists all problems. */
public final class ConfigurationException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<String> sentences;
  private final transient List<Path> files;
  private final boolean unreadable;

  /** The file itself cannot be read. */
  ConfigurationException(Path file, String why) {
    super("cannot read " + file + ": " + why);
    this.sentences = List.of("cannot read " + file + ": " + why);
    this.files = List.of(file);
    this.unreadable = true;
  }

  /**
   * The file, or a file that it names, has problems.
   *
   * @param files the files that were read or should have been, the configuration first
   */
  ConfigurationException(List<Path> files, List<Problem> problems) {
    super(all(files.get(0), problems));
    this.sentences = problems.stream().map(problem -> sentence(files.get(0), problem)).toList();
    this.files = List.copyOf(files);
    this.unreadable = false;
  }

  /** Returns true if the configuration file itself is missing or not readable. */
  public boolean isUnreadable() {
    return unreadable;
  }

  /** The files that may contain the error: a change in one of them may fix it. */
  public List<Path> files() {
    return files;
  }

  /** The problems in the order of the lines: {@code FILE:LINE: problem, what to write}. */
  public List<String> sentences() {
    return sentences;
  }

  static String sentence(Path file, Problem problem) {
    return file + ":" + problem.line() + ": " + problem.text();
  }

  private static String all(Path file, List<Problem> problems) {
    return problems.stream().map(p -> sentence(file, p)).collect(Collectors.joining("; "));
  }
}
