package dev.waxseal.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Work done by several threads at once, the results taken in the order in which it was given. Few
 * pieces are under way at a time, however many there are.
 */
final class OrderedJobs<T> implements AutoCloseable {

  private static final int WAITING_PER_THREAD = 4;

  private final ExecutorService threads;
  private final Deque<Future<T>> underWay = new ArrayDeque<>();
  private final Consumer<T> taker;
  private final int most;

  OrderedJobs(int jobs, Consumer<T> taker) {
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

  /** Gives a piece of work to whichever thread is free. */
  void later(Callable<T> work) {
    add(threads.submit(work));
  }

  /** Waits for the rest. */
  void finish() {
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
