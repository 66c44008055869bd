package dev.waxseal.cli.terminal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Runs jobs on several threads and delivers the results in the order of the jobs. Only few jobs are
 * in progress at a time, however many there are.
 */
public final class OrderedJobs<T> implements AutoCloseable {

  private static final int WAITING_PER_THREAD = 4;

  private final ExecutorService threads;
  private final Deque<Future<T>> underWay = new ArrayDeque<>();
  private final Consumer<T> taker;
  private final int most;

  public OrderedJobs(int jobs, Consumer<T> taker) {
    this.threads =
        Executors.newFixedThreadPool(
            jobs,
            work -> {
              Thread thread = new Thread(work, "waxseal");
              thread.setDaemon(true);
              return thread;
            });
    this.taker = taker;
    this.most = jobs * WAITING_PER_THREAD;
  }

  /** Submits a job. */
  public void later(Callable<T> work) {
    add(threads.submit(work));
  }

  /** Waits for the remaining jobs. */
  public void finish() {
    while (!underWay.isEmpty()) {
      takeFirst();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private void add(Future<T> result) {
    underWay.add(result);
    while (underWay.size() > most || (!underWay.isEmpty() && underWay.element().isDone())) {
      takeFirst();
    }
  }

  private void takeFirst() {
    try {
      taker.accept(underWay.remove().get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
