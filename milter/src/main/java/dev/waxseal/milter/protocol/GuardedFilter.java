package dev.waxseal.milter.protocol;

import java.util.Optional;
import java.util.function.Consumer;

/** A filter whose faults end the message but not the connection. */
final class GuardedFilter implements AutoCloseable {

  private final Consumer<String> warnings;
  private Optional<MessageFilter> filter = Optional.empty();
  private Reply onError = Reply.TempFail.OUT_OF_ORDER;
  private boolean headersEnded;

  private GuardedFilter(Consumer<String> warnings) {
    this.warnings = warnings;
  }

  static GuardedFilter begin(MessageFilters filters, Envelope envelope, Consumer<String> warnings) {
    GuardedFilter guarded = new GuardedFilter(warnings);
    guarded.guard(
        () -> {
          MessageFilter begun = filters.begin(envelope);
          guarded.filter = Optional.of(begun);
          guarded.onError = begun.onError();
        });
    return guarded;
  }

  boolean haveHeadersEnded() {
    return headersEnded;
  }

  void header(String name, String value) {
    guard(() -> filter.ifPresent(it -> it.header(name, value)));
  }

  void endOfHeaders() {
    if (!headersEnded) {
      headersEnded = true;
      guard(() -> filter.ifPresent(MessageFilter::endOfHeaders));
    }
  }

  void body(byte[] bytes, int length) {
    if (length > 0) {
      endOfHeaders();
      guard(() -> filter.ifPresent(it -> it.body(bytes, 0, length)));
    }
  }

  FilterResult finish(String queueId) {
    endOfHeaders();
    try {
      return filter.map(it -> it.finish(queueId)).orElseGet(() -> FilterResult.of(onError));
    } catch (RuntimeException | StackOverflowError fault) {
      fail(fault);
      return FilterResult.of(onError);
    }
  }

  @Override
  public void close() {
    Optional<MessageFilter> closing = filter;
    filter = Optional.empty();
    guard(() -> closing.ifPresent(MessageFilter::close));
  }

  private void guard(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | StackOverflowError fault) {
      fail(fault);
    }
  }

  private void fail(Throwable fault) {
    warnings.accept("a filter failed: " + fault);
    close();
  }
}
