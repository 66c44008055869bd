package dev.waxseal.milter.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tomlj.TomlPosition;

/** Collects the problems of a file while it is read; for one thread. */
final class Problems {

  /** More errors of a table are not told. */
  private static final int MOST_OF_TABLE = 20;

  private final List<Problem> found;
  private final SourceText source;

  /** The file that the lines are those of, if it is another; its line is where it is named. */
  private final Optional<Entry> table;

  private int ofTable;

  Problems(String source) {
    this(new ArrayList<>(), new SourceText(source), Optional.empty());
  }

  private Problems(List<Problem> found, SourceText source, Optional<Entry> table) {
    this.found = found;
    this.source = source;
    this.table = table;
  }

  /** The same, for problems of a file that is named here. */
  Problems of(Entry file) {
    return new Problems(found, source, Optional.of(file));
  }

  /** The line that people see at a position. */
  int line(TomlPosition position) {
    return source.line(position);
  }

  void add(int line, String text) {
    if (table.isEmpty()) {
      found.add(new Problem(line, text));
    } else if (ofTable++ <= MOST_OF_TABLE) {
      Entry file = table.get();
      String more = file.text() + " has more like this";
      String sentence = ofTable > MOST_OF_TABLE ? more : file.text() + ":" + line + ": " + text;
      found.add(new Problem(file.line(), sentence));
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** All of them, by line. */
  List<Problem> sorted() {
    return found.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
  }
}
