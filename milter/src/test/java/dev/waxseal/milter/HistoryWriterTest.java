package dev.waxseal.milter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dmarc.AppliedRecord.PolicyTag;
import dev.waxseal.dmarc.DmarcStatus;
import dev.waxseal.dns.DomainName;
import dev.waxseal.milter.config.HistorySettings;
import dev.waxseal.reports.AggregateRecord.Disposition;
import dev.waxseal.reports.history.HistoryEntry;
import dev.waxseal.reports.history.ReportHistory;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mail never waits for the history, and what is not recorded is counted and logged. */
@Timeout(60)
class HistoryWriterTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 2);
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
  private static final HistorySettings SETTINGS = in("/history", 14);

  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final PrometheusMetrics metrics = new PrometheusMetrics();
  private final Journal journal = new Journal(log::add, metrics);
  private final AtomicLong nanoTime = new AtomicLong();
  private final Losses losses = new Losses(journal, nanoTime::get);
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final AtomicReference<Optional<HistorySettings>> settings =
      new AtomicReference<>(Optional.of(SETTINGS));

  /** What the disk was asked to do, and done. */
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());

  private final CountDownLatch disk = new CountDownLatch(1);
  private volatile boolean stuck;
  private volatile boolean failing;

  @AfterEach
  void releaseDisk() {
    disk.countDown();
  }

  /** A history whose disk may fail, or hang. */
  private record Disk(String folder, HistoryWriterTest test) implements ReportHistory {

    private void work(String what) throws IOException {
      if (test.stuck) {
        try {
          test.disk.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      if (test.failing) {
        throw new IOException("No space left on device");
      }
      test.done.add(what);
    }

    @Override
    public void append(HistoryEntry entry) throws IOException {
      work("append " + folder + " " + entry.policyDomain());
    }

    @Override
    public List<LocalDate> days() {
      return List.of();
    }

    @Override
    public long read(LocalDate day, Sink sink) {
      return 0;
    }

    @Override
    public int forget(LocalDate before) throws IOException {
      work("forget " + folder + " " + before);
      return 0;
    }

    @Override
    public void close() {
      test.done.add("close " + folder);
    }
  }

  private static HistorySettings in(String folder, int days) {
    return new HistorySettings(Optional.of(Path.of(folder)), Optional.empty(), days);
  }

  private HistoryWriter writer(Duration drain) {
    HistoryWriter writer =
        new HistoryWriter(journal, losses, it -> new Disk(it.place(), this), now::get, drain);
    writer.start(settings::get);
    return writer;
  }

  private static HistoryEntry entry(String domain) {
    return entry(domain, "v=DMARC1; p=none");
  }

  private static HistoryEntry entry(String domain, String policy) {
    return new HistoryEntry(
        NOON,
        DomainName.of(domain),
        policy,
        PolicyTag.P,
        InetAddress.getLoopbackAddress(),
        DomainName.of(domain),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        DmarcStatus.FAIL,
        Disposition.NONE,
        Optional.empty());
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(5);
    }
  }

  @Test
  void everythingIsWrittenInOrderBeforeTheEnd() {
    List<String> expected = new ArrayList<>(List.of("forget /history " + DAY.minusDays(14)));
    try (HistoryWriter writer = writer(Duration.ofSeconds(30))) {
      for (int i = 0; i < 1000; i++) {
        writer.record(SETTINGS, entry("d" + i + ".example"));
        expected.add("append /history d" + i + ".example");
      }
    }
    expected.add("close /history");
    assertEquals(expected, done);
    assertEquals(List.of(), log);
    assertEquals("1000 0", counted());
  }

  /** What was recorded and what was dropped. */
  private String counted() {
    return (long) metrics.history("recorded") + " " + (long) metrics.history("dropped");
  }

  @Test
  void aFullQueueDropsAndMailGoesOn() throws Exception {
    stuck = true;
    HistoryWriter writer = writer(Duration.ofMillis(50));
    for (int i = 0; i < HistoryWriter.MOST_ENTRIES; i++) {
      writer.record(SETTINGS, entry("a.example"));
    }
    assertEquals(List.of(), log);
    for (int i = 0; i < 3; i++) {
      writer.record(SETTINGS, entry("b.example"));
    }
    assertEquals(
        List.of(
            "level=warning event=warning reason=\"1 message was not recorded in the history: the"
                + " queue is full, since the disk or the database is too slow\""),
        log);
    nanoTime.set(Duration.ofSeconds(61).toNanos());
    writer.record(SETTINGS, entry("b.example"));
    assertTrue(log.get(1).contains("\"3 messages were not recorded"), log.toString());
    assertEquals("0 4", counted());
    writer.close();
    assertEquals(3, log.size(), log.toString());
    assertTrue(
        log.get(2)
            .contains(
                "\"10000 messages were not recorded in the history: the daemon ends, and the disk"
                    + " or the database is too slow"),
        log.toString());
    assertEquals("0 10004", counted());
  }

  /** Strangers choose how long records and signatures are. */
  @Test
  void longEntriesFillTheQueueSooner() {
    stuck = true;
    HistoryWriter writer = writer(Duration.ofMillis(50));
    String policy = "v=DMARC1; p=none; " + "x".repeat(4_000);
    for (int i = 0; i < HistoryWriter.MOST_ENTRIES; i++) {
      writer.record(SETTINGS, entry("a.example", policy));
    }
    long kept = HistoryWriter.MOST_OCTETS / (policy.length() + 600);
    assertEquals("0 " + (HistoryWriter.MOST_ENTRIES - kept), counted());
    writer.close();
  }

  @Test
  void aFailingDiskIsToldOnceAMinute() throws Exception {
    settings.set(Optional.empty());
    failing = true;
    try (HistoryWriter writer = writer(Duration.ofSeconds(30))) {
      for (int i = 0; i < 5; i++) {
        writer.record(SETTINGS, entry("a.example"));
      }
      until(() -> counted().equals("0 5"));
      assertEquals(1, log.size(), log.toString());
      failing = false;
      writer.record(SETTINGS, entry("b.example"));
      until(() -> counted().equals("1 5"));
    }
    assertEquals(
        List.of(
            "level=warning event=warning reason=\"1 message was not recorded in the history: cannot"
                + " write to /history: java.io.IOException: No space left on device\"",
            "level=warning event=warning reason=\"4 messages were not recorded in the history: cannot"
                + " write to /history: java.io.IOException: No space left on device\""),
        log);
  }

  @Test
  void oldDaysGoOnceADayAndWhenLessIsKept() throws Exception {
    try (HistoryWriter writer = writer(Duration.ofSeconds(30))) {
      until(() -> done.contains("forget /history 2026-10-19"));
      now.set(NOON.plus(Duration.ofHours(11)));
      writer.record(SETTINGS, entry("a.example"));
      until(() -> done.size() == 2);
      now.set(NOON.plus(Duration.ofDays(1)));
      until(() -> done.contains("forget /history 2026-10-20"));
      settings.set(Optional.of(in("/history", 2)));
      until(() -> done.contains("forget /history 2026-11-01"));
    }
    assertEquals(4, done.stream().filter(it -> !it.startsWith("close")).count(), done::toString);
  }

  @Test
  void oldDaysThatCannotBeDeletedAreToldOf() throws Exception {
    failing = true;
    try (HistoryWriter writer = writer(Duration.ofSeconds(30))) {
      until(() -> !log.isEmpty());
      failing = false;
      now.set(NOON.plus(Duration.ofDays(1)));
      until(() -> !done.isEmpty());
      writer.record(SETTINGS, entry("a.example"));
    }
    assertEquals(
        List.of(
            "level=warning event=warning reason=\"cannot delete the old days of the history in"
                + " /history: java.io.IOException: No space left on device; the daemon tries again"
                + " tomorrow\""),
        log);
  }

  @Test
  void eachMessageGoesToTheFolderOfItsConfiguration() {
    settings.set(Optional.empty());
    try (HistoryWriter writer = writer(Duration.ofSeconds(30))) {
      writer.record(SETTINGS, entry("a.example"));
      writer.record(in("/other", 14), entry("b.example"));
    }
    assertEquals(
        List.of(
            "append /history a.example",
            "close /history",
            "append /other b.example",
            "close /other"),
        done);
  }

  @Test
  void aPasswordInAUrlIsNotLogged() {
    HistorySettings database =
        new HistorySettings(Optional.empty(), Optional.of("jdbc:none:x?password=secret"), 14);
    settings.set(Optional.of(database));
    try (HistoryWriter writer = new HistoryWriter(journal)) {
      writer.start(settings::get);
      writer.record(database, entry("a.example"));
    }
    assertEquals(2, log.size(), log.toString());
    assertTrue(log.get(1).contains("No suitable driver found for its URL"), log.get(1));
    assertTrue(!log.toString().contains("secret"), log.toString());
  }

  @Test
  void afterTheEndNothingIsTaken() {
    HistoryWriter writer = writer(Duration.ofSeconds(30));
    writer.close();
    writer.record(SETTINGS, entry("a.example"));
    writer.close();
    assertEquals("0 1", counted());
  }

  /** With real files: a day that is too old, and one that is not. */
  @Test
  void realFiles(@TempDir Path folder) throws Exception {
    now.set(Instant.now());
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Path old = Files.createFile(folder.resolve(today.minusDays(15) + ".history"));
    Path kept = Files.createFile(folder.resolve(today.minusDays(14) + ".history"));
    settings.set(Optional.of(in(folder.toString(), 14)));
    try (HistoryWriter writer =
        new HistoryWriter(
            journal, losses, HistorySettings::open, now::get, Duration.ofSeconds(30))) {
      writer.start(settings::get);
      writer.record(in(folder.toString(), 14), entry("a.example"));
    }
    assertTrue(Files.notExists(old) && Files.exists(kept));
    List<String> read = new ArrayList<>();
    try (ReportHistory history = ReportHistory.inFolder(folder)) {
      assertEquals(0, history.read(DAY, it -> read.add(it.policyDomain().toString())));
    }
    assertEquals(List.of("a.example"), read);
  }
}
