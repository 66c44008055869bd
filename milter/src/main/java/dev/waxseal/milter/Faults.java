package dev.waxseal.milter;

import java.util.function.IntConsumer;

/**
 * What becomes of an Error or an exception that nobody expected. A thread that has met one goes on
 * with its next work: when there were no more threads to be had, there may be some in a second.
 * Where the heap is exhausted nothing can be relied on any more, in no thread: the process ends, to
 * be started anew. Thread-safe.
 */
final class Faults {

  /** A fault of the program or of its surroundings (EX_SOFTWARE of sysexits.h). */
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
   * Tells of a fault that the thread survives, or ends the process.
   *
   * @param sentence what it kept from being done
   */
  void met(String sentence, Throwable fault) {
    if (isExhaustion(fault)) {
      end(sentence, fault);
    } else {
      journal.fault(sentence + ": " + fault);
    }
  }

  /** Tells of a thread that is gone, and with it what it was for; the process ends. */
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

  /** Of all OutOfMemoryErrors, the one for want of a thread has left the heap alone. */
  private static boolean isExhaustion(Throwable fault) {
    return fault instanceof OutOfMemoryError
        && !String.valueOf(fault.getMessage()).contains("native thread");
  }
}
