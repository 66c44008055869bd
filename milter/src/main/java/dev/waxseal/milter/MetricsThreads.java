package dev.waxseal.milter;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that answer those who fetch the metrics. They begin at once and end only together: the
 * server that hands them its work does not survive it when there is no thread to be had.
 */
final class MetricsThreads extends ThreadPoolExecutor {

  MetricsThreads(int threads) {
    super(
        threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), MetricsThreads::thread);
    prestartAllCoreThreads();
  }

  @Override
  public void execute(Runnable work) {
    super.execute(
        () -> {
          try {
            work.run();
          } catch (Throwable fault) {
            // The one who fetches gets no answer.
          }
        });
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "metrics");
    thread.setDaemon(true);
    return thread;
  }
}
