package dev.waxseal.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What several threads gain over one, as a table in Markdown: how many times as many operations are
 * done, and that as a share of what the limit gains in the same run.
 *
 * <p>By the wall it is what happened: the threads' number times the median time of an operation on
 * one thread over that on each of the several. By the CPU it is what the code would gain if each
 * thread always had a core to itself: the same with the CPU time of an operation. That one does not
 * see threads that wait for each other, which only the wall shows, but what others do on the
 * machine hardly moves it.
 */
final class GainTable {

  private static final String HEAD =
      """

      | Benchmark | Case | Method | Gain, wall | Share of the limit's | Gain, CPU | Share of the limit's |
      | --- | --- | --- | ---: | ---: | ---: | ---: |
      """;

  private final List<RatioTable.Row> rows;

  GainTable(List<RatioTable.Row> rows) {
    this.rows = rows;
  }

  /** The table; empty if nothing ran on one thread and on several. */
  @Override
  public String toString() {
    StringBuilder lines = new StringBuilder();
    for (RatioTable.Row row : rows) {
      if (row.threads() > 1 && onOneThread(row).isPresent()) {
        lines.append(line(row));
      }
    }
    return lines.isEmpty() ? "" : HEAD + lines;
  }

  private String line(RatioTable.Row row) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s |%n",
        row.benchmark(),
        row.label(),
        row.method(),
        gainAndShare(row, RatioTable.Row::wall),
        gainAndShare(row, RatioTable.Row::median));
  }

  private String gainAndShare(RatioTable.Row row, ToDoubleFunction<RatioTable.Row> time) {
    double gain = gain(row, time).orElseThrow();
    String share =
        rows.stream()
            .filter(other -> other.sameCaseAs(row) && other.method().equals(RatioTable.LIMIT))
            .findFirst()
            .flatMap(limit -> gain(limit, time))
            .map(ofLimit -> String.format(Locale.ROOT, "%.3f", gain / ofLimit))
            .orElse("");
    return String.format(Locale.ROOT, "%.3f | %s", gain, share);
  }

  private Optional<Double> gain(RatioTable.Row row, ToDoubleFunction<RatioTable.Row> time) {
    return onOneThread(row)
        .map(one -> row.threads() * time.applyAsDouble(one) / time.applyAsDouble(row));
  }

  private Optional<RatioTable.Row> onOneThread(RatioTable.Row row) {
    return rows.stream()
        .filter(one -> one.threads() == 1 && one.sameWorkAs(row))
        .filter(one -> one.method().equals(row.method()))
        .findFirst();
  }
}
