package endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A Waxseal that is not there: mail waits for it, none is lost, and none comes twice. */
@ExtendWith(LabExtension.class)
class OutageTest {

  private final Lab lab;

  OutageTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void deadSealer() throws Exception {
    MailingList list = MailingList.of(lab, "outage", Map.of());
    Letter letter = list.letter().signedBy(lab.site(), Site.AUTHOR);
    lab.sealer().kill();
    try {
      list.post(letter);
      awaitRefusal();
      assertEquals(List.of(), lab.sink().with(letter.mark()));
    } finally {
      lab.sealer().restart();
    }
    list.arrived(letter.mark()).areSealed(1, "none").testify("dmarc=pass");
    assertNothingMore(letter.mark(), 2);
  }

  @Test
  void deadVerifier() throws Exception {
    MailingList list = MailingList.of(lab, "outage-mx", Map.of());
    Letter letter = list.letter().signedBy(lab.site(), Site.AUTHOR);
    lab.verifier().kill();
    try {
      String reply =
          Submission.send(lab.ports().mx(), "ann@" + Site.AUTHOR, list.address(), letter.text());
      assertTrue(reply.startsWith("451"), reply);
    } finally {
      lab.verifier().restart();
    }
    list.delivered(letter).areSealed(1, "none").testify("dmarc=pass");
    assertNothingMore(letter.mark(), 2);
  }

  /** Postfix gives up one that hangs, after its {@code command_timeout}. */
  @Test
  void hangingSealer() throws Exception {
    MailingList list = MailingList.of(lab, "hanging", Map.of());
    Letter letter = list.letter().signedBy(lab.site(), Site.AUTHOR);
    lab.sealer().freeze();
    try {
      list.post(letter);
      awaitRefusal();
      assertEquals(List.of(), lab.sink().with(letter.mark()));
    } finally {
      lab.sealer().resume();
    }
    list.arrived(letter.mark()).areSealed(1, "none").testify("dmarc=pass");
    assertNothingMore(letter.mark(), 2);
  }

  /** Killed between messages and in the middle of them, while each member's copy is on its way. */
  @Test
  void killedWhileMailFlows() throws Exception {
    MailingList list = MailingList.of(lab, "restarts", Map.of("personalize", "individual"));
    List<Letter> letters = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Letter letter = list.letter().signedBy(lab.site(), Site.AUTHOR);
      list.post(letter);
      letters.add(letter);
      if (i % 4 == 2) {
        lab.sink().await(letters.get(i - 1).mark(), 1);
        lab.sealer().kill();
        lab.sealer().restart();
      }
    }
    for (Letter letter : letters) {
      list.arrived(letter.mark()).areSealed(1, "none");
    }
    lab.awaitQuiet();
    for (Letter letter : letters) {
      assertEquals(2, new TreeSet<>(recipients(letter.mark())).size());
      assertEquals(2, recipients(letter.mark()).size(), lab::logs);
    }
  }

  /** Waits until Mailman has been told to come again. */
  private void awaitRefusal() throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Daemon.PATIENCE_SECONDS);
    while (lab.mailman().retried().isEmpty() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertTrue(System.nanoTime() < end, lab::logs);
  }

  /** What were to come twice would be on its way. */
  private void assertNothingMore(String mark, int count) throws Exception {
    lab.awaitQuiet();
    assertEquals(count, recipients(mark).size(), lab::logs);
  }

  private List<String> recipients(String mark) {
    return lab.sink().with(mark).stream().map(Delivery::recipient).toList();
  }
}
