package dev.waxseal.spf;

import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Asynchronous steps, one after another. */
final class Steps {

  private Steps() {}

  /**
   * Takes a step for each item until one has a result. Steps that are complete at once are taken in
   * a loop, so that neither a long record nor a resolver that answers at once costs stack.
   */
  static <T, R> CompletionStage<Optional<R>> first(
      Iterator<T> items, Function<T, CompletionStage<Optional<R>>> step) {
    while (items.hasNext()) {
      CompletableFuture<Optional<R>> taken = step.apply(items.next()).toCompletableFuture();
      if (!taken.isDone()) {
        return taken.thenCompose(
            result -> result.isPresent() ? done(result.get()) : first(items, step));
      }
      Optional<R> result = taken.join();
      if (result.isPresent()) {
        return done(result.get());
      }
    }
    return none();
  }

  static <R> CompletionStage<Optional<R>> done(R result) {
    return CompletableFuture.completedFuture(Optional.of(result));
  }

  static <R> CompletionStage<Optional<R>> none() {
    return CompletableFuture.completedFuture(Optional.empty());
  }
}
