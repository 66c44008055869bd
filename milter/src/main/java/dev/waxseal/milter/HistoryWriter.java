package dev.waxseal.milter;

import dev.waxseal.milter.config.HistorySettings;
import dev.waxseal.reports.history.HistoryEntry;
import dev.waxseal.reports.history.ReportHistory;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Writes the history on a thread of its own, so that mail never waits for a disk or a database:
 * what does not fit into the queue, or cannot be written, is dropped, counted and logged. The same
 * thread deletes old days once a day. Thread-safe.
 */
final class HistoryWriter implements AutoCloseable {

  /** Some seconds of a busy server. */
  static final int MOST_ENTRIES = 10_000;

  /** Strangers choose how long an entry is, up to 50 KB. */
  static final long MOST_OCTETS = 16 << 20;

  private static final String FULL =
      "the queue is full, since the disk or the database is too slow";

  /**
   * An entry in the queue.
   *
   * @param octets what it takes in memory, roughly
   */
  private record Waiting(HistorySettings settings, HistoryEntry entry, long octets) {

    Waiting(HistorySettings settings, HistoryEntry entry) {
      this(settings, entry, size(entry));
    }

    private static long size(HistoryEntry entry) {
      long size = 600L + entry.policyRecord().length() + entry.envelopeFrom().orElse("").length();
      for (HistoryEntry.Signature signature : entry.dkim()) {
        size += 100L + signature.domain().length() + signature.selector().orElse("").length();
      }
      return size;
    }
  }

  /** The history that was used last. */
  private record Open(HistorySettings settings, ReportHistory history) {}

  /** The day on which old days were deleted, and what then counted as old. */
  private record Forgotten(HistorySettings settings, LocalDate day) {}

  private final Journal journal;
  private final Losses losses;
  private final Function<HistorySettings, ReportHistory> histories;
  private final InstantSource clock;
  private final Duration drain;

  /** An empty element only wakes the thread. */
  private final ArrayBlockingQueue<Optional<Waiting>> queue =
      new ArrayBlockingQueue<>(MOST_ENTRIES);

  private final AtomicLong octets = new AtomicLong();
  private volatile boolean closing;
  private Optional<Thread> thread = Optional.empty();

  /** The next two belong to the thread. */
  private Optional<Open> open = Optional.empty();

  private Optional<Forgotten> forgotten = Optional.empty();

  /** The usual one: five seconds for what is in the queue at the end. */
  HistoryWriter(Journal journal) {
    this(
        journal,
        new Losses(journal, System::nanoTime),
        HistorySettings::open,
        InstantSource.system(),
        Duration.ofSeconds(5));
  }

  /**
   * One with other parts.
   *
   * @param histories opens a history
   * @param clock decides which days are old
   * @param drain the time for what is in the queue when it is closed
   */
  HistoryWriter(
      Journal journal,
      Losses losses,
      Function<HistorySettings, ReportHistory> histories,
      InstantSource clock,
      Duration drain) {
    this.journal = journal;
    this.losses = losses;
    this.histories = histories;
    this.clock = clock;
    this.drain = drain;
  }

  /**
   * Starts the thread.
   *
   * @param settings those in force; old days are deleted in their history
   */
  synchronized void start(Supplier<Optional<HistorySettings>> settings) {
    Thread writing = new Thread(() -> run(settings), "history");
    writing.setDaemon(true);
    writing.start();
    thread = Optional.of(writing);
  }

  /** Has an entry written into a history. Never waits. */
  void record(HistorySettings settings, HistoryEntry entry) {
    Waiting waiting = new Waiting(settings, entry);
    boolean fits = octets.addAndGet(waiting.octets()) <= MOST_OCTETS;
    if (closing || !fits || !queue.offer(Optional.of(waiting))) {
      octets.addAndGet(-waiting.octets());
      losses.add(1, closing ? "the daemon ends" : FULL);
    }
  }

  /** Writes what is in the queue, as far as there is time. Does nothing if it is closed already. */
  @Override
  public synchronized void close() {
    closing = true;
    queue.offer(Optional.empty()); // where there is no room, the thread is awake
    try {
      if (thread.isPresent()) {
        thread.get().join(drain.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<Optional<Waiting>> left = new ArrayList<>();
    queue.drainTo(left);
    left.removeIf(Optional::isEmpty);
    if (!left.isEmpty()) {
      losses.add(left.size(), "the daemon ends, and the disk or the database is too slow");
    }
    losses.tellNow();
  }

  private void run(Supplier<Optional<HistorySettings>> settings) {
    while (!closing || !queue.isEmpty()) {
      try {
        forgetOld(settings.get());
        Optional<Waiting> next =
            Objects.requireNonNullElse(queue.poll(1, TimeUnit.SECONDS), Optional.empty());
        next.ifPresent(this::append);
        losses.tell();
      } catch (InterruptedException e) {
        // Nobody interrupts it: an interrupt would close the file.
      } catch (Throwable fault) { // of one entry, which must not end all recording to come
        journal.fault("the history could not be written", fault);
      }
    }
    release();
  }

  private void append(Waiting waiting) {
    octets.addAndGet(-waiting.octets());
    try {
      in(waiting.settings()).append(waiting.entry());
      journal.recorded();
    } catch (IOException | RuntimeException e) {
      losses.add(
          1, "cannot write to " + waiting.settings().place() + ": " + why(e, waiting.settings()));
    }
  }

  /** Deletes old days when a day begins, and when other settings are in force. */
  private void forgetOld(Optional<HistorySettings> settings) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Optional<Forgotten> now = settings.map(it -> new Forgotten(it, today));
    if (now.isEmpty() || now.equals(forgotten)) {
      return;
    }
    forgotten = now;
    HistorySettings kept = now.get().settings();
    try {
      in(kept).forget(today.minusDays(kept.days()));
    } catch (IOException | RuntimeException e) {
      journal.warn(
          "cannot delete the old days of the history in "
              + kept.place()
              + ": "
              + why(e, kept)
              + "; the daemon tries again tomorrow");
    }
  }

  /** The history of these settings; that of others is released. */
  private ReportHistory in(HistorySettings settings) {
    if (open.filter(it -> it.settings().equals(settings)).isEmpty()) {
      release();
      open = Optional.of(new Open(settings, histories.apply(settings)));
    }
    return open.get().history();
  }

  /** Drivers name the URL, which may have a password in it. */
  private static String why(Exception failure, HistorySettings settings) {
    String text = failure.toString();
    return settings.database().map(url -> text.replace(url, "its URL")).orElse(text);
  }

  private void release() {
    try {
      if (open.isPresent()) {
        open.get().history().close();
      }
    } catch (IOException e) {
      // Each entry was written by itself.
    }
    open = Optional.empty();
  }
}
