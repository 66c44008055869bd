package dev.waxseal.milter;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads of the metrics server. They start at once and end together, since the server does not
 * survive a failure to create a thread.
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
            // The client gets no answer.
          }
        });
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "metrics");
    thread.setDaemon(true);
    return thread;
  }
}
