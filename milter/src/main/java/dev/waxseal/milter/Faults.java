package dev.waxseal.milter;

import java.util.function.IntConsumer;

/**
 * Handles an Error or unexpected exception. A thread goes on with its next work after one: if no
 * more threads could be created, they may be available a second later. If the heap is exhausted no
 * thread can rely on anything, so the process ends and the service manager restarts it.
 * Thread-safe.
 */
final class Faults {

  /** An internal software error (EX_SOFTWARE of sysexits.h). */
  static final int STATUS = 70;

  private final Journal journal;
  private final IntConsumer halt;

  /**
   * The usual way.
   *
   * @param halt ends the process at once with a status
   */
  Faults(Journal journal, IntConsumer halt) {
    this.journal = journal;
    this.halt = halt;
  }

  /**
   * Logs a fault that the thread survives, or ends the process.
   *
   * @param sentence the work that it prevented
   */
  void met(String sentence, Throwable fault) {
    if (isExhaustion(fault)) {
      end(sentence, fault);
    } else {
      journal.fault(sentence + ": " + fault);
    }
  }

  /** Logs the end of a thread, whose work is no longer done, and ends the process. */
  void ended(Thread thread, Throwable fault) {
    end("the thread " + thread.getName() + " has ended", fault);
  }

  private void end(String sentence, Throwable fault) {
    try {
      journal.fault(sentence + ": " + fault + "; the process ends");
    } finally {
      halt.accept(STATUS);
    }
  }

  /** An OutOfMemoryError about native threads does not concern the heap. */
  private static boolean isExhaustion(Throwable fault) {
    return fault instanceof OutOfMemoryError
        && !String.valueOf(fault.getMessage()).contains("native thread");
  }
}
