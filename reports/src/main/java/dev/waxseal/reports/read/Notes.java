package dev.waxseal.reports.read;

import dev.waxseal.reports.ReportNote;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the deviations of one report. */
final class Notes {

  private static final int LONGEST = 100;

  private final Map<ReportNote.Kind, String> examples = new LinkedHashMap<>();
  private final Map<ReportNote.Kind, Long> times = new EnumMap<>(ReportNote.Kind.class);

  void add(ReportNote.Kind kind, String example) {
    if (times.merge(kind, 1L, Long::sum) == 1) {
      examples.put(kind, example.substring(0, Math.min(example.length(), LONGEST)));
    }
  }

  /** Those of a report, and these behind them; each kind once. */
  static List<ReportNote> joined(List<ReportNote> first, Notes others) {
    List<ReportNote> all = new ArrayList<>(first);
    others.list().stream()
        .filter(note -> first.stream().noneMatch(it -> it.kind() == note.kind()))
        .forEach(all::add);
    return all;
  }

  List<ReportNote> list() {
    List<ReportNote> list = new ArrayList<>();
    examples.forEach(
        (kind, example) -> list.add(new ReportNote(kind, times.getOrDefault(kind, 1L), example)));
    return list;
  }
}
