package dev.waxseal.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The CPU time of the whole process for each operation, the collector's and the compiler's
 * included. Where others use the machine too, it says more than the clock on the wall.
 */
public final class CpuProfiler implements InternalProfiler {

  static final String RESULT = "cpu.time.norm";

  private static final double NANOS_PER_MICRO = 1000;

  private long before;

  @Override
  public String getDescription() {
    return "CPU time of the process for each operation";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = processCpuNanos();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double micros = (processCpuNanos() - before) / NANOS_PER_MICRO;
    long operations = result.getMetadata().getAllOps();
    return List.of(new ScalarResult(RESULT, micros / operations, "us/op", AggregationPolicy.AVG));
  }

  /** The CPU time of this process in nanoseconds. */
  static long processCpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
