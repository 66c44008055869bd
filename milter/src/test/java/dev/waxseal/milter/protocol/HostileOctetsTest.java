package dev.waxseal.milter.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Whatever comes over the wire, only the connection may end, and every filter is closed once. */
class HostileOctetsTest {

  private static final String COMMANDS = "OCHMRTLNBEAKQDUZ\0\u00ff";
  private static final int TRIES = 400;

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @RepeatedTest(5)
  void anyPacketsEndInOrder(RepetitionInfo seed) {
    Random random = new Random(seed.getCurrentRepetition());
    for (int i = 0; i < TRIES; i++) {
      Wire wire = random.nextInt(8) == 0 ? new Wire() : Wire.postfix();
      for (int packets = random.nextInt(30); packets > 0; packets--) {
        wire.packet(COMMANDS.charAt(random.nextInt(COMMANDS.length())), octets(random, 40));
      }
      hold(wire);
    }
  }

  @RepeatedTest(5)
  void anyOctetsEndInOrder(RepetitionInfo seed) {
    Random random = new Random(-seed.getCurrentRepetition());
    for (int i = 0; i < TRIES; i++) {
      Wire wire = Wire.postfix();
      for (byte octet : octets(random, 200)) {
        wire.octets(random.nextInt(3) == 0 ? octet & 0xFF : 0);
      }
      hold(wire);
    }
  }

  private static byte[] octets(Random random, int most) {
    byte[] octets = new byte[random.nextInt(most)];
    random.nextBytes(octets);
    return octets;
  }

  private void hold(Wire wire) {
    RecordingFilter filter = RecordingFilter.accepting(new Modification.DeleteHeader("A", 1));
    try {
      new Conversation(
              new ByteArrayInputStream(wire.bytes()),
              OutputStream.nullOutputStream(),
              filter,
              timer,
              warning -> {})
          .run();
    } catch (IOException broken) {
      // as it may
    }
    assertEquals(
        filter.envelopes.size(), filter.events.stream().filter(it -> it.equals("close")).count());
  }
}
