package dev.waxseal.milter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsTest {

  private final List<String> log = new ArrayList<>();
  private final List<Integer> ended = new ArrayList<>();
  private final Journal journal = new Journal(log::add, new PrometheusMetrics(), ended::add);

  @Test
  void whatOneCanGoOnAfterIsTold() {
    journal.fault("x", new OutOfMemoryError("unable to create native thread: possibly out of"));
    journal.fault("x", new StackOverflowError());
    journal.fault("x", new IllegalStateException("y"));
    assertEquals(List.of(), ended);
    assertEquals(3, log.size());
    assertEquals(
        "level=error event=fault reason=\"x: java.lang.IllegalStateException: y\"", log.get(2));
  }

  @Test
  void anExhaustedHeapEndsTheProcess() {
    for (String kind : List.of("Java heap space", "GC overhead limit exceeded", "Metaspace")) {
      journal.fault("x", new OutOfMemoryError(kind));
    }
    journal.fault("x", new OutOfMemoryError());
    assertEquals(List.of(70, 70, 70, 70), ended);
    assertEquals(
        "level=error event=fault reason=\"x: java.lang.OutOfMemoryError: Java heap space; the"
            + " process ends\"",
        log.get(0));
  }

  @Test
  void soDoesTheEndOfAThread() {
    journal.faults().ended(new Thread("dns"), new IllegalStateException());
    assertEquals(List.of(70), ended);
  }

  /** Where not even a line can be written any more. */
  @Test
  void theProcessEndsEvenIfItCannotBeTold() {
    Journal mute =
        new Journal(
            line -> {
              throw new OutOfMemoryError();
            },
            new PrometheusMetrics(),
            ended::add);
    assertThrows(OutOfMemoryError.class, () -> mute.fault("x", new OutOfMemoryError()));
    assertEquals(List.of(70), ended);
  }
}
