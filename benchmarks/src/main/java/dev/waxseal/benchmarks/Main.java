package dev.waxseal.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs JMH with its own options, CPU time and allocation measured, and prints one table in
 * Markdown.
 */
public final class Main {

  private Main() {}

  /** The first argument is the file for the progress of JMH; the others are JMH's. */
  public static void main(String[] arguments)
      throws IOException, CommandLineOptionException, RunnerException {
    Path log = Path.of(arguments[0]);
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    CommandLineOptions options = new CommandLineOptions(rest);
    if (options.shouldHelp()) {
      options.showHelp();
    } else if (options.shouldList() || options.shouldListWithParams()) {
      new Runner(options).listWithParams(options);
    } else {
      System.err.println("Running; progress is in " + log);
      System.out.print(
          RatioTable.of(
              new Runner(
                      new OptionsBuilder()
                          .parent(options)
                          .addProfiler(CpuProfiler.class)
                          .addProfiler(GCProfiler.class)
                          .shouldFailOnError(true)
                          .output(log.toString())
                          .build())
                  .run()));
    }
  }
}
