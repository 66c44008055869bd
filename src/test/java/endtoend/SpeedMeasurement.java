package endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How long a thousand messages of 5 KB take through Postfix: without a milter, with Waxseal, and
 * with a milter made of dkimpy. Not a test; {@code README.md} beside it says how it is run.
 */
@ExtendWith(LabExtension.class)
class SpeedMeasurement {

  private static final int MESSAGES = 1000;
  private static final int ROUNDS = 5;
  private static final Pattern MILLISECONDS = Pattern.compile(" ms=(\\d+) ");

  /** DKIM-Signature, ARC-Message-Signature and ARC-Seal, with the one key. */
  private static final int SIGNATURES = 3;

  private final AtomicInteger delivered = new AtomicInteger();

  @Test
  void thousandMessages() throws Exception {
    double signature = millisecondsOfOneSignature();
    say("one RSA-2048 signature: %.2f ms of processor time", signature);
    try (Sink sink = new Sink(delivery -> delivered.incrementAndGet());
        SealingServer server = new SealingServer(sink.port())) {
      Path letter = server.directory().resolve("letter");
      Files.writeString(letter, letter(), ISO_8859_1);
      for (int round = 1; round <= ROUNDS; round++) {
        say("round %d: no milter %.1f s", round, seconds(server.plainPort(), letter));
        measureWaxseal(server, letter, signature);
      }
      Duration before = server.dkimpy().processorTime();
      say("dkimpy: %.1f s", seconds(server.dkimpyPort(), letter));
      Duration taken = server.dkimpy().processorTime().minus(before);
      say("  %.2f ms of processor time a message", perMessage(taken));
    }
  }

  private void measureWaxseal(SealingServer server, Path letter, double signature)
      throws Exception {
    Duration before = server.waxseal().processorTime();
    int lines = milliseconds(server.waxseal()).size();
    double seconds = seconds(server.waxsealPort(), letter);
    double taken = perMessage(server.waxseal().processorTime().minus(before));
    List<Integer> all = milliseconds(server.waxseal());
    List<Integer> round = all.subList(lines, all.size()).stream().sorted().toList();
    assertEquals(MESSAGES, round.size());
    say("  Waxseal %.1f s", seconds);
    say(
        "  %.2f ms of processor time a message, %.2f ms beyond its %d signatures",
        taken, taken - SIGNATURES * signature, SIGNATURES);
    say(
        "  in the milter: median %d ms, 99 %% within %d ms, longest %d ms",
        round.get(MESSAGES / 2), round.get(MESSAGES * 99 / 100), round.get(MESSAGES - 1));
  }

  /** How long it takes until all messages have come through. */
  private double seconds(int port, Path letter) throws Exception {
    delivered.set(0);
    long start = System.nanoTime();
    Process source =
        new ProcessBuilder(
                "/usr/sbin/smtp-source",
                "-s8",
                "-m" + MESSAGES,
                "-fbounces@" + Site.LISTS,
                "-t" + MailingList.BOB,
                "-F" + letter,
                Daemon.LOOPBACK + ":" + port)
            .inheritIO()
            .start();
    assertEquals(0, source.waitFor());
    while (delivered.get() < MESSAGES) {
      LockSupport.parkNanos(1_000_000);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /** What the log says of each message, in order. */
  private static List<Integer> milliseconds(Waxseal waxseal) throws IOException {
    String log = Files.readString(waxseal.logFile(), ISO_8859_1);
    return MILLISECONDS
        .matcher(log)
        .results()
        .map((MatchResult found) -> Integer.valueOf(found.group(1)))
        .toList();
  }

  /** A post of 5 KB with the results of the MX. */
  private static String letter() {
    String message =
        Letter.to("dev@" + Site.LISTS)
            .above("List-Id: <dev." + Site.LISTS + ">")
            .below(
                "Authentication-Results: %s; dmarc=pass header.from=%s"
                    .formatted(Site.MX, Site.AUTHOR))
            .text()
            .replace("\r\n", "\n");
    String line = "A line of text, which has seventy columns with that which ends it.....\n";
    return message + line.repeat((5120 - message.length()) / line.length());
  }

  private static double millisecondsOfOneSignature() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair keys = generator.generateKeyPair();
    Signature signer = Signature.getInstance("SHA256withRSA");
    long start = 0;
    int warm = 3000;
    int counted = 1000;
    for (int i = 0; i < warm + counted; i++) {
      if (i == warm) {
        start = System.nanoTime();
      }
      signer.initSign(keys.getPrivate());
      signer.update(new byte[256]);
      signer.sign();
    }
    return (System.nanoTime() - start) / 1e6 / counted;
  }

  private static double perMessage(Duration all) {
    return all.toNanos() / 1e6 / MESSAGES;
  }

  private static void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }
}
