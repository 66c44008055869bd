package dev.waxseal.benchmarks;

import dev.waxseal.arc.ArcResult;
import dev.waxseal.arc.ArcVerifier;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dns.Dns;
import dev.waxseal.reports.read.ReportReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Verifies messages with Waxseal, as the drivers in {@code benchmarks/peers} do with its peers.
 *
 * <p>Prints how many messages pass; the CPU time of one in microseconds, of the thread that
 * verifies; and the same of the whole process, which has the garbage collector and the compiler in
 * it.
 */
public final class PeerDriver {

  private PeerDriver() {}

  /** CPU times in microseconds. */
  private record Cpu(double thread, double process) {

    static Cpu now() {
      return new Cpu(
          ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1000.0,
          CpuProfiler.processCpuNanos() / 1000.0);
    }

    Cpu since(Cpu begin) {
      return new Cpu(thread - begin.thread, process - begin.process);
    }
  }

  /**
   * The arguments are {@code dkim}, {@code dkim-anew} (a verifier for each message, which has not
   * read the key yet), {@code arc} or {@code report} (an aggregate report passes if all that it has
   * is read); a file of keys; the CPU time of the warm-up and of the measurement in milliseconds;
   * and the messages.
   */
  public static void main(String[] arguments) throws IOException {
    Dns dns =
        PeerMessages.dns(Files.readAllLines(Path.of(arguments[1]), StandardCharsets.US_ASCII));
    Predicate<byte[]> passes = method(arguments[0], dns);
    List<byte[]> messages = new ArrayList<>();
    for (String name : Arrays.asList(arguments).subList(4, arguments.length)) {
      messages.add(Files.readAllBytes(Path.of(name)));
    }
    long passed = messages.stream().filter(passes).count();
    measure(messages, passes, passed, Integer.parseInt(arguments[2]));
    Cpu mean = measure(messages, passes, passed, Integer.parseInt(arguments[3]));
    System.out.printf(Locale.ROOT, "%d %.1f %.1f%n", passed, mean.thread, mean.process);
  }

  /** Whether a message passes. */
  static Predicate<byte[]> method(String name, Dns dns) {
    DkimVerifier dkim = DkimVerifier.of(dns);
    ArcVerifier arc = ArcVerifier.of(dns);
    ReportReader reports = ReportReader.create();
    return switch (name) {
      case "dkim" -> message -> dkim.verify(message).passes().size() == 1;
      case "dkim-anew" -> message -> DkimVerifier.of(dns).verify(message).passes().size() == 1;
      case "arc" -> message -> arc.verify(message).result() instanceof ArcResult.Pass;
      case "report" -> octets -> PeerReports.isWhole(reports.read(octets));
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** Verifies all messages, again and again, and returns the mean of one. */
  private static Cpu measure(
      List<byte[]> messages, Predicate<byte[]> passes, long passed, int millis) {
    Cpu begin = Cpu.now();
    int done = 0;
    Cpu used;
    do {
      Checks.require(passed == messages.stream().filter(passes).count(), "as many pass again");
      done += messages.size();
      used = Cpu.now().since(begin);
    } while (used.thread < millis * 1000.0);
    return new Cpu(used.thread / done, used.process / done);
  }
}
