package dev.waxseal.milter.config;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration file that cannot be used; all that is wrong with it is said at once. */
public final class ConfigurationException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<String> sentences;

  ConfigurationException(String sentence) {
    super(sentence);
    this.sentences = List.of(sentence);
  }

  ConfigurationException(Path file, List<Problem> problems) {
    super(all(file, problems));
    this.sentences = problems.stream().map(problem -> sentence(file, problem)).toList();
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
