package dev.waxseal.milter.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tomlj.TomlPosition;

/** Collects the problems of a file while it is read; for one thread. */
final class Problems {

  private final List<Problem> found = new ArrayList<>();
  private final SourceText source;

  Problems(String source) {
    this.source = new SourceText(source);
  }

  /** The line that people see at a position. */
  int line(TomlPosition position) {
    return source.line(position);
  }

  void add(int line, String text) {
    found.add(new Problem(line, text));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** All of them, by line. */
  List<Problem> sorted() {
    return found.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
  }
}
