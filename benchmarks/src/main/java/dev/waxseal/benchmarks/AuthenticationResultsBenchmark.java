package dev.waxseal.benchmarks;

import dev.waxseal.authres.AuthenticationResults;
import dev.waxseal.authres.AuthenticationResults.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What reading an Authentication-Results field costs: 4 results, as a receiver writes them, or 60.
 * The limit is looking once at each character and cutting out the words that stand between white
 * space and the separators, without understanding any.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 8, time = 750, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class AuthenticationResultsBenchmark {

  private static final int FIELDS = 8;
  private static final String SEPARATORS = " \t\r\n;=()";

  /** How many results the field has. */
  @Param({"4", "60"})
  public int results = 4;

  private final List<String> values = new ArrayList<>();
  private int next;

  /** Makes the fields, and makes sure that they are understood and a damaged one is not. */
  @Setup
  public void setUp() {
    values.clear();
    for (int seed = 1; seed <= FIELDS; seed++) {
      String value = value(new SplittableRandom(seed));
      values.add(value);
      boolean whole =
          AuthenticationResults.parse(value) instanceof Parsed.Valid valid
              && valid.results().results().size() == results;
      Checks.require(whole, "all results are found");
      boolean seen = AuthenticationResults.parse(value + "; dkim=") instanceof Parsed.Invalid;
      Checks.require(seen, "the damage is seen");
    }
  }

  /** Cuts out the words. */
  @Benchmark
  public void limit(Blackhole blackhole) {
    String value = next();
    int start = 0;
    for (int i = 0; i < value.length(); i++) {
      if (SEPARATORS.indexOf(value.charAt(i)) >= 0) {
        if (start < i) {
          blackhole.consume(value.substring(start, i));
        }
        start = i + 1;
      }
    }
    blackhole.consume(value.substring(start));
  }

  /** Waxseal. */
  @Benchmark
  public Parsed waxseal() {
    return AuthenticationResults.parse(next());
  }

  private String next() {
    next = (next + 1) % FIELDS;
    return values.get(next);
  }

  private String value(SplittableRandom random) {
    StringBuilder value = new StringBuilder(" mx.example.com");
    for (int i = 0; i < results; i++) {
      value.append(";\r\n\t").append(result(i % 4, Text.word(random), Text.word(random)));
    }
    return value.toString();
  }

  private static String result(int kind, String first, String second) {
    String domain = first + ".example." + second;
    return switch (kind) {
      case 0 -> "dkim=pass (2048-bit key) header.d=" + domain + " header.s=" + second;
      case 1 -> "spf=pass (domain of " + domain + " permits it) smtp.mailfrom=a@" + domain;
      case 2 -> "dmarc=pass (p=reject dis=none) header.from=" + domain;
      default -> "arc=fail reason=\"" + first + " " + second + "\" smtp.remote-ip=192.0.2.7";
    };
  }
}
