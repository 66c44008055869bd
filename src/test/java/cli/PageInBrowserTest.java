package cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.mime.HeaderField;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page about a message in a real browser: the findings are there, nothing is fetched, and no
 * script of a hostile message runs. Another page shows that the browser would do both.
 */
class PageInBrowserTest {

  private final Path folder;

  PageInBrowserTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void browser() {
    Optional<String> obstacle = Browser.obstacle();
    obstacle.ifPresent(line -> System.out.println("page in a browser: skipped: " + line));
    assumeTrue(obstacle.isEmpty());
  }

  @Test
  void findingsAndNothingElse() throws Exception {
    try (Trap trap = Trap.set()) {
      String elements = Browser.elements(page(trap.bait()), folder.resolve("profile"));
      assertTrue(elements.contains("were appended to the body"), elements);
      assertTrue(elements.contains("got the prefix"), elements);
      assertTrue(elements.contains("&lt;script&gt;"), elements);
      assertFalse(isOwned(elements), elements);
      assertFalse(elements.contains("<script"), elements);
      assertEquals(0, trap.asked().get());
    }
  }

  /** So that the test above means something. */
  @Test
  void whatAPageWithoutCareDoes() throws Exception {
    try (Trap trap = Trap.set()) {
      Path page = folder.resolve("careless.html");
      Files.writeString(page, "<!DOCTYPE html><title>" + trap.bait() + "</title>");
      String elements = Browser.elements(page, folder.resolve("profile"));
      assertTrue(isOwned(elements), elements);
      assertTrue(trap.asked().get() > 0);
    }
  }

  /** Whether a script has marked the root of the page. */
  private static boolean isOwned(String elements) {
    return Pattern.compile("<html[^>]*data-owned").matcher(elements).find();
  }

  /** The page about a signed message that was changed by somebody who means harm. */
  private Path page(String bait) throws Exception {
    SigningKey.Generated key = SigningKey.generate(SigningAlgorithm.ED25519_SHA256);
    String message =
        "From: Joe <joe@example.org>\r\nTo: ann@example.net\r\nSubject: Dinner\r\n\r\nReady?\r\n";
    List<HeaderField> signature =
        DkimSigner.of("example.org", "s1", key.key()).sign(message.getBytes(ISO_8859_1));
    Path zone = folder.resolve("zone");
    Files.writeString(
        zone, "s1._domainkey.example.org. TXT \"" + key.key().keyRecord().orElseThrow() + "\"\n");
    Path changed = folder.resolve("message.eml");
    Files.writeString(
        changed,
        "Received: from x by "
            + bait
            + " with SMTP; Mon, 23 Nov 2026 11:58:12 +0000\r\n"
            + "X-Note: "
            + bait
            + "\r\n"
            + new String(signature.get(0).bytes(), ISO_8859_1)
            + message.replace("Subject: ", "Subject: [list] ")
            + bait
            + "\r\n"
            + bait
            + "\r\n",
        ISO_8859_1);
    Path page = folder.resolve("page.html");
    Run run =
        Run.of(
            Run.waxseal(
                List.of(),
                "verify",
                "--dns-zone",
                zone.toString(),
                "--html",
                page.toString(),
                changed.toString()),
            in -> {});
    assertEquals(1, run.status(), run.err());
    return page;
  }
}
