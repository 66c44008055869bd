package endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Eight sessions hand over mail of all sizes for half an hour, and Waxseal is stopped or killed,
 * and started again, every sixth of the time. Each message that was taken has to arrive once, and
 * unaltered below its seal. Not a test; {@code README.md} beside it says how it is run.
 */
@ExtendWith(LabExtension.class)
class SoakMeasurement {

  private static final int SESSIONS = 8;
  private static final int RESTARTS = 6;
  private static final Duration TIME = Duration.ofMinutes(Integer.getInteger("soak.minutes", 30));
  private static final long PATIENCE_SECONDS = 120;
  private static final int LARGEST_LINES = 20_000;

  /** What was sent and is not there yet, by its mark. */
  private final Map<String, String> underWay = new ConcurrentHashMap<>();

  private final List<String> faults = new ArrayList<>();
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger arrived = new AtomicInteger();

  @Test
  void halfAnHour() throws Exception {
    long end = System.nanoTime() + TIME.toNanos();
    ExecutorService sessions = Executors.newFixedThreadPool(SESSIONS);
    try (Sink sink = new Sink(this::check);
        SealingServer server = new SealingServer(sink.port())) {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < SESSIONS; i++) {
        ends.add(sessions.submit(() -> send(server, end)));
      }
      restartUntil(end, server.waxseal());
      for (Future<?> session : ends) {
        session.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
      awaitAll();
    } finally {
      sessions.shutdownNow();
    }
    say("%d taken, %d refused for now, %d arrived", taken.get(), refused.get(), arrived.get());
    assertEquals(List.of(), faults);
    assertEquals(Map.of(), underWay);
    assertEquals(taken.get(), arrived.get());
  }

  private void restartUntil(long end, Waxseal waxseal) throws Exception {
    for (int i = 1; System.nanoTime() < end; i++) {
      TimeUnit.MILLISECONDS.sleep(TIME.toMillis() / RESTARTS);
      say("%d taken; %s", taken.get(), heap(waxseal));
      if (i % 2 == 0) {
        waxseal.kill();
        waxseal.restart();
      } else {
        waxseal.stopAndRestart();
      }
    }
  }

  private Void send(SealingServer server, long end) throws Exception {
    while (System.nanoTime() < end) {
      Letter letter = letter();
      underWay.put(letter.mark(), letter.text());
      String reply = "";
      while (!reply.startsWith("250")) {
        reply =
            Submission.send(
                server.waxsealPort(), "a@" + Site.LISTS, MailingList.BOB, letter.text());
        if (reply.startsWith("4")) {
          refused.incrementAndGet();
          TimeUnit.MILLISECONDS.sleep(200);
        } else if (!reply.startsWith("250")) {
          throw new IOException(reply);
        }
      }
      taken.incrementAndGet();
    }
    return null;
  }

  /** Most messages are small, and a few are large. */
  private static Letter letter() {
    double share = ThreadLocalRandom.current().nextDouble();
    int lines = (int) (LARGEST_LINES * Math.pow(share, 12)) + 1;
    return Letter.to("dev@" + Site.LISTS)
        .below("Authentication-Results: " + Site.MX + "; dmarc=pass header.from=" + Site.AUTHOR)
        .withBody("A line of text, of which a message has some or many.\r\n".repeat(lines));
  }

  private void check(Delivery delivery) {
    String message = delivery.message();
    String mark = MessageFields.of(message).first("Subject");
    String sent = underWay.remove(mark);
    arrived.incrementAndGet();
    if (sent == null) {
      fault("comes twice: " + mark);
    } else if (!message.endsWith(sent) || !message.startsWith("ARC-Seal: i=1;")) {
      fault("is altered: " + message.substring(0, Math.min(3000, message.length())));
    }
  }

  private void fault(String sentence) {
    synchronized (faults) {
      faults.add(sentence);
    }
  }

  private void awaitAll() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!underWay.isEmpty() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    TimeUnit.SECONDS.sleep(5); // for what comes twice
  }

  /** What is on the heap after a collection. */
  private static String heap(Waxseal waxseal) throws IOException {
    diagnosis(waxseal, "GC.run");
    String info = diagnosis(waxseal, "GC.heap_info");
    assertTrue(info.contains(" used "), info);
    return info.lines().filter(line -> line.contains(" used ")).findFirst().orElseThrow().strip();
  }

  private static String diagnosis(Waxseal waxseal, String command) throws IOException {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/jcmd",
                String.valueOf(waxseal.id()),
                command)
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  private static void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }
}
