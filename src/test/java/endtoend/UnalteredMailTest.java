package endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes through Waxseal comes out with fields on top, and with no other octet changed. */
@ExtendWith(LabExtension.class)
class UnalteredMailTest {

  private static final String RESULTS = "Authentication-Results: " + Site.MX + "; ";

  private final Lab lab;

  UnalteredMailTest(Lab lab) {
    this.lab = lab;
  }

  static Stream<Named<Letter>> letters() {
    Letter letter = Letter.to(MailingList.BOB);
    return Stream.of(
            Named.of("plain", letter),
            Named.of("no body", letter.withBody("")),
            Named.of("blank lines", letter.withBody("\r\n\r\n \t\r\n\r\n")),
            Named.of("dots and From", letter.withBody(".\r\n..\r\nFrom me\r\n.x\r\n")),
            Named.of("all octets but CR and LF", letter.withBody(octets() + "\r\n")),
            Named.of("large", letter.withBody("seventy columns or so\r\n".repeat(20_000))),
            Named.of("spaces", letter.above("X-A:none").above("X-B:  two \t ").above("X-C:")),
            Named.of("folds", letter.above("X-A:\r\n \t one\r\n\ttwo  \r\n  three")),
            Named.of("raw Latin-1", letter.above("X-A: \u00fc\u00a0\u00ff")))
        .map(named -> Named.of(named.getName(), fresh(named.getPayload())));
  }

  @ParameterizedTest
  @MethodSource("letters")
  void verified(Letter letter) throws Exception {
    String got = sent(lab.ports().mx(), letter);
    assertEquals(List.of("Authentication-Results", "Received"), above(letter, got));
  }

  @ParameterizedTest
  @MethodSource("letters")
  void sealed(Letter letter) throws Exception {
    Letter post = letter.below(RESULTS + "dmarc=pass header.from=" + Site.AUTHOR);
    String got = sent(lab.ports().listOut(), post);
    assertEquals(
        List.of(
            "ARC-Seal",
            "ARC-Message-Signature",
            "ARC-Authentication-Results",
            "DKIM-Signature",
            "DKIM-Signature",
            "Received"),
        above(post, got));
  }

  @ParameterizedTest
  @MethodSource("letters")
  void signed(Letter letter) throws Exception {
    String got = sent(lab.ports().submission(), letter);
    assertEquals(List.of("DKIM-Signature", "Received"), above(letter, got));
  }

  /** RFC 8601 section 5: what claims to be ours goes, and nothing beside it. */
  @Test
  void withoutForgedResults() throws Exception {
    Letter letter =
        Letter.to(MailingList.BOB)
            .below("Authentication-Results: other.example; none")
            .above("X-Between: yes");
    Letter forged = letter.below(RESULTS + "none").above(RESULTS + "dmarc=pass");
    String got = sent(lab.ports().mx(), forged.above(RESULTS + "spf=pass"));
    assertEquals(List.of("Authentication-Results", "Received"), above(letter, got));
  }

  /** The names of the fields above a letter. */
  private static List<String> above(Letter letter, String got) {
    assertTrue(got.endsWith(letter.text()), got);
    String top = got.substring(0, got.length() - letter.text().length());
    return MessageFields.of(top + "\r\n").lines().stream().map(l -> l.split(":", 2)[0]).toList();
  }

  private String sent(int port, Letter letter) throws Exception {
    String reply = Submission.send(port, "ann@" + Site.AUTHOR, MailingList.BOB, letter.text());
    assertTrue(reply.startsWith("250"), reply);
    List<Delivery> got = lab.sink().await(letter.mark(), 1);
    assertEquals(1, got.size(), lab::logs);
    return got.get(0).message();
  }

  /** The letter with a mark of its own. */
  private static Letter fresh(Letter letter) {
    String mark = Letter.to(MailingList.BOB).mark();
    List<String> fields =
        letter.fields().stream().map(field -> field.replace(letter.mark(), mark)).toList();
    return new Letter(mark, fields, letter.body());
  }

  private static String octets() {
    StringBuilder all = new StringBuilder();
    for (char octet = 1; octet < 256; octet++) {
      if (octet != '\r' && octet != '\n') {
        all.append(octet);
      }
    }
    return all.toString();
  }
}
