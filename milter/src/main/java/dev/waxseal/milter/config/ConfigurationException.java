package dev.waxseal.milter.config;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration file that cannot be used; all that is wrong with it is said at once. */
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
   * Something is wrong in the file, or with a file that it names.
   *
   * @param files what was read or was to be read, the configuration first
   */
  ConfigurationException(List<Path> files, List<Problem> problems) {
    super(all(files.get(0), problems));
    this.sentences = problems.stream().map(problem -> sentence(files.get(0), problem)).toList();
    this.files = List.copyOf(files);
    this.unreadable = false;
  }

  /** Whether the configuration file itself is not there, or may not be read. */
  public boolean isUnreadable() {
    return unreadable;
  }

  /** The files in which the fault may be: a change in one of them may mend it. */
  public List<Path> files() {
    return files;
  }

  /** What is wrong, in the order of the lines: {@code FILE:LINE: what it is, what to write}. */
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
