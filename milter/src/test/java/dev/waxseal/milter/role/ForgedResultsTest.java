package dev.waxseal.milter.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.milter.config.Action;
import dev.waxseal.milter.config.Exemptions;
import dev.waxseal.milter.config.VerifySettings;
import dev.waxseal.milter.protocol.Reply;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** RFC 8601 section 5: results from outside that claim to be ours never get in. */
class ForgedResultsTest {

  private static final String OURS = "Authentication-Results: MX.Example.ORG; dmarc=pass\r\n";
  private static final String OTHER = "authentication-results: example.org; dkim=pass\r\n";
  private static final String THEIRS = "Authentication-Results: mx.sender.example; spf=pass\r\n";

  private final Site site = new Site();

  private static VerifySettings onError(Action action) {
    return new VerifySettings(
        Site.MX,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Action.ACCEPT,
        Action.ACCEPT,
        Action.ACCEPT,
        action,
        1024,
        Exemptions.NONE);
  }

  private static String oversized(String top) {
    return top + Site.MESSAGE + "x".repeat(1 << 20);
  }

  private void assertOnlyTheirs(Mta.Delivery delivery) {
    List<String> results = delivery.fields("Authentication-Results");
    assertEquals(2, results.size(), results.toString());
    assertTrue(results.get(0).startsWith("Authentication-Results: mx.example.org"));
    assertEquals(THEIRS.strip(), results.get(1));
    assertTrue(delivery.message().endsWith(Site.MESSAGE));
  }

  @Test
  void theyAreDeletedWhereverTheyStand() {
    for (String forged :
        List.of(
            OURS + THEIRS,
            THEIRS + OURS,
            OURS + OURS + OTHER + THEIRS,
            OURS + THEIRS + OTHER + "X-Between: 1\r\n" + OURS,
            "X-Above: 1\r\n" + OTHER + THEIRS + OTHER + OURS + OURS)) {
      assertOnlyTheirs(site.verify(forged + Site.MESSAGE));
    }
    assertEquals("4", site.logged().facts().get("deleted"));
  }

  @Test
  void aFieldThatHidesOneGoesWithIt() {
    Mta.Delivery delivery =
        site.verify(
            "X-A: a\nAuthentication-Results: mx.example.org; dmarc=pass\r\n"
                + THEIRS
                + Site.MESSAGE);
    assertOnlyTheirs(delivery);
    assertEquals(List.of(), delivery.fields("X-A"));
  }

  @Test
  void aMessageThatIsTooLargeIsNotTakenWithThem() {
    Mta.Delivery delivery = site.verify(oversized(OURS + THEIRS));
    assertTrue(delivery.isAccepted());
    assertEquals(List.of(THEIRS.strip()), delivery.fields("Authentication-Results"));
    assertEquals(
        "error the message has more than 1 MiB",
        site.logged().result() + " " + site.logged().reason());

    site.with(onError(Action.TEMPFAIL));
    Reply reply = site.verify(oversized("")).reply();
    assertEquals("5.3.4", assertInstanceOf(Reply.Reject.class, reply).code());
  }

  @Test
  void allGoIfTheHeaderIsTooLargeToTellThemApart() {
    String large = "X-Large: " + "x".repeat(1 << 20) + "\r\n";
    Mta.Delivery delivery = site.verify(OURS + large + THEIRS + OURS + Site.MESSAGE);
    assertTrue(delivery.isAccepted());
    assertEquals(List.of(), delivery.fields("Authentication-Results"));
    assertEquals("error", site.logged().result());
    assertEquals("3", site.logged().facts().get("deleted"));
    site.with(onError(Action.TEMPFAIL));
    assertFalse(site.verify(large + Site.MESSAGE).isAccepted());
  }

  @Test
  void aMessageWithMoreThanCanBeDeletedIsRefused() {
    assertTrue(site.verify(OURS.repeat(1000) + Site.MESSAGE).isAccepted());
    Mta.Delivery delivery = site.verify(OURS.repeat(1001) + Site.MESSAGE);
    assertEquals(Reply.Kind.REJECT, delivery.reply().kind());
    assertEquals(
        "1001 forged fields would have to be deleted, more than the mail server can take",
        site.logged().reason());
  }
}
