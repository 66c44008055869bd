package dev.waxseal.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs JMH with its own options, CPU time and allocation measured, and prints one table in
 * Markdown.
 */
public final class Main {

  private Main() {}

  /**
   * The first argument is the file for the progress of JMH; the second is the jar of the build
   * before, or empty; the others are JMH's.
   */
  public static void main(String[] arguments)
      throws IOException, CommandLineOptionException, RunnerException {
    Path log = Path.of(arguments[0]);
    String before = arguments[1];
    String[] rest = Arrays.copyOfRange(arguments, 2, arguments.length);
    CommandLineOptions options = new CommandLineOptions(rest);
    if (options.shouldHelp()) {
      options.showHelp();
    } else if (options.shouldList() || options.shouldListWithParams()) {
      new Runner(options).listWithParams(options);
    } else {
      System.err.println("Running; progress is in " + log);
      System.out.print(
          before.isEmpty() ? RatioTable.of(run(options, log)) : rounds(options, log, before));
    }
  }

  /** The two builds in turns, fork by fork: whatever else the machine does, it does to both. */
  private static RatioTable rounds(CommandLineOptions options, Path log, String before)
      throws RunnerException {
    String classPath = System.getProperty("java.class.path");
    Options fork = new OptionsBuilder().parent(options).forks(1).build();
    String beforePath =
        Stream.concat(
                Stream.of(before),
                Stream.of(classPath.split(File.pathSeparator, -1)).filter(Main::isOfBothBuilds))
            .collect(Collectors.joining(File.pathSeparator));
    List<RunResult> now = new ArrayList<>();
    List<RunResult> then = new ArrayList<>();
    for (int round = options.getForkCount().orElse(1); round > 0; round--) {
      now.addAll(run(fork, log));
      System.setProperty("java.class.path", beforePath); // of the forks
      then.addAll(run(fork, log));
      System.setProperty("java.class.path", classPath);
    }
    return RatioTable.of(now, then);
  }

  /** Libraries of others, and the benchmarks. */
  private static boolean isOfBothBuilds(String jar) {
    String name = Path.of(jar).getFileName().toString();
    return !name.startsWith("waxseal-") || name.startsWith("waxseal-benchmarks-");
  }

  private static Collection<RunResult> run(Options options, Path log) throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .parent(options)
                .addProfiler(CpuProfiler.class)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .output(log.toString())
                .build())
        .run();
  }
}
