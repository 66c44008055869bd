package dev.waxseal.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * The results of one run as a table of ratios in Markdown. Within a benchmark and its parameters,
 * the method {@code limit} is what the others are compared to, and so is {@code jdkim} where there
 * is one. Ratios are those of the medians of CPU time, which one disturbed iteration does not move;
 * one more is that of the wall, for benchmarks that wait. What ran on several threads also goes
 * into a {@link GainTable}.
 */
final class RatioTable {

  private static final String HEAD =
      """
      | Benchmark | Case | Method | CPU median, µs | CPU mean ± error, µs | × limit | × jDKIM | × before | Wall median, µs | × limit, wall | Allocated, KB |
      | --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
      """;

  static final String LIMIT = "limit";
  private static final String JDKIM = "jdkim";

  /** Ends the name of a method that is of the build before. */
  private static final String BEFORE = ", before";

  /** Ends the name of a method that is another one on so many threads. */
  private static final Pattern THREADS = Pattern.compile("On\\d+$");

  private final List<Row> rows;

  /** One line; times in microseconds, those of the CPU but for {@code wall}. */
  record Row(
      String benchmark,
      String parameters,
      int threads,
      String method,
      double median,
      double mean,
      double error,
      double wall,
      double allocatedBytes) {

    boolean sameCaseAs(Row other) {
      return sameWorkAs(other) && threads == other.threads;
    }

    /** Whether both are of one benchmark with the same parameters, on any number of threads. */
    boolean sameWorkAs(Row other) {
      return benchmark.equals(other.benchmark) && parameters.equals(other.parameters);
    }

    /** This line, of another build. */
    Row named(String end) {
      return new Row(
          benchmark, parameters, threads, method + end, median, mean, error, wall, allocatedBytes);
    }

    /** The parameters, and the threads if there are several. */
    String label() {
      return threads == 1
          ? parameters
          : parameters + (parameters.isEmpty() ? "" : ", ") + "threads " + threads;
    }
  }

  RatioTable(List<Row> rows) {
    this.rows = List.copyOf(rows);
  }

  static RatioTable of(Collection<RunResult> results) {
    return new RatioTable(results.stream().map(RatioTable::row).toList());
  }

  /** Of two builds, each result of one fork. */
  static RatioTable of(Collection<RunResult> now, Collection<RunResult> before) {
    List<Row> rows = new ArrayList<>(merged(now).stream().map(RatioTable::row).toList());
    merged(before).stream().map(RatioTable::row).map(row -> row.named(BEFORE)).forEach(rows::add);
    return new RatioTable(rows);
  }

  /** All forks of each benchmark with the same parameters as one result. */
  private static Collection<RunResult> merged(Collection<RunResult> forks) {
    Map<String, RunResult> merged = new LinkedHashMap<>();
    for (RunResult fork : forks) {
      merged.merge(
          fork.getParams().id(),
          fork,
          (one, other) -> {
            List<BenchmarkResult> all = new ArrayList<>(one.getBenchmarkResults());
            all.addAll(other.getBenchmarkResults());
            return new RunResult(one.getParams(), all);
          });
    }
    return merged.values();
  }

  /** The table. */
  @Override
  public String toString() {
    StringBuilder table = new StringBuilder(HEAD);
    List<Row> done = new ArrayList<>();
    for (Row first : rows) {
      if (done.stream().noneMatch(first::sameCaseAs)) {
        rows.stream()
            .filter(first::sameCaseAs)
            .sorted(Comparator.comparing(row -> !row.method.equals(LIMIT)))
            .forEach(row -> table.append(line(row)));
        done.add(first);
      }
    }
    return table + new GainTable(rows).toString();
  }

  private String line(Row row) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s ± %s | %s | %s | %s | %s | %s | %.1f |%n",
        row.benchmark,
        row.label(),
        row.method,
        micros(row.median),
        micros(row.mean),
        micros(row.error),
        ratio(row, LIMIT, Row::median),
        ratio(row, JDKIM, Row::median),
        row.method.endsWith(BEFORE) ? "" : ratio(row, row.method + BEFORE, Row::median),
        micros(row.wall),
        ratio(row, LIMIT, Row::wall),
        row.allocatedBytes / 1000);
  }

  private static String micros(double time) {
    return String.format(Locale.ROOT, time > 0 && time < 1 ? "%.3f" : "%.1f", time);
  }

  private String ratio(Row row, String method, ToDoubleFunction<Row> time) {
    Optional<Row> base =
        rows.stream()
            .filter(other -> other.sameCaseAs(row) && other.method.equals(method))
            .findFirst();
    return base.map(
            other ->
                String.format(
                    Locale.ROOT, "%.2f", time.applyAsDouble(row) / time.applyAsDouble(other)))
        .orElse("");
  }

  private static Row row(RunResult run) {
    BenchmarkParams params = run.getParams();
    String name = params.getBenchmark();
    int dot = name.lastIndexOf('.');
    Result<?> cpu = secondary(run, CpuProfiler.RESULT);
    Result<?> allocated = secondary(run, "gc.alloc.rate.norm");
    return new Row(
        name.substring(name.lastIndexOf('.', dot - 1) + 1, dot).replace("Benchmark", ""),
        String.join(
            ", ", params.getParamsKeys().stream().map(k -> k + " " + params.getParam(k)).toList()),
        params.getThreads(),
        THREADS.matcher(name.substring(dot + 1)).replaceFirst(""),
        cpu.getStatistics().getPercentile(50),
        cpu.getScore(),
        cpu.getScoreError(),
        run.getPrimaryResult().getStatistics().getPercentile(50),
        allocated.getScore());
  }

  private static Result<?> secondary(RunResult run, String name) {
    return Objects.requireNonNull(run.getSecondaryResults().get(name), name);
  }
}
