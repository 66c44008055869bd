package dev.waxseal.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.terminal.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about a message: what is on it, and what a hostile message cannot put there. */
class VerifyPageTest {

  /** All elements that a page of ours has. */
  private static final Set<String> ELEMENTS =
      Set.of(
          "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section",
          "article", "h1", "h2", "h3", "p", "div", "span", "strong", "ul", "ol", "li", "ins", "del",
          "input", "label", "code", "details", "summary", "dl", "dt", "dd");

  private static final Pattern TAG = Pattern.compile("<([^>\\s/!]+)([^>]*)>");

  private static final String HOSTILE =
      "</style></title><script>document.title='owned'</script>"
          + "<img src=http://127.0.0.1:1/x onerror=alert(1)>\"'&amp;--><svg/onload=alert(1)>";

  private final Mailbox mailbox;
  private final Path page;

  VerifyPageTest(@TempDir Path directory) throws IOException {
    mailbox = new Mailbox(directory);
    page = directory.resolve("page.html");
  }

  @Test
  void whatWasChanged() throws IOException {
    String html = page(list(mailbox.signed(Mailbox.MESSAGE)), ExitStatus.NO);
    assertContains(html, "1 line was appended to the body");
    assertContains(html, "Subject got the prefix &quot;[list]&quot;");
    assertContains(html, "<del>Subject: Dinner</del>");
    assertContains(html, "<div class=\"line added\">the footer</div>");
    assertContains(html, "<div class=\"line same\">Ready?</div>");
    assertContains(html, "_dmarc.example.org");
  }

  @Test
  void signsAndAdvice() throws IOException {
    String message = mailbox.signed(Mailbox.MESSAGE).replace("Ready?", "Steady?");
    String html = page("X-Proofpoint-GUID: 1\r\n" + message, ExitStatus.NO);
    assertContains(html, "<h3>Not proved; look here first</h3>");
    assertContains(html, "The header has &quot;X-Proofpoint-GUID: 1&quot;: Proofpoint adds");
    assertContains(html, "<h3>What to do</h3>");
    assertContains(html, "<dt>Author</dt><dd>Send the same message");
  }

  @Test
  void whatPasses() throws IOException {
    String html = page(mailbox.signed(Mailbox.MESSAGE), ExitStatus.OK);
    assertContains(html, "Example.org vouches for this message");
    assertContains(html, "Nothing is wrong with this message");
    assertContains(html, "It is as signed.");
  }

  /** Wherever a stranger's text stands: it is text, and an element or attribute never. */
  @Test
  void hostile() throws IOException {
    String message =
        "Received: from "
            + HOSTILE
            + " by "
            + HOSTILE
            + " with "
            + HOSTILE
            + "; "
            + HOSTILE
            + "\r\nAuthentication-Results: "
            + HOSTILE
            + "; "
            + HOSTILE
            + "\r\nARC-Seal: i=1; cv="
            + HOSTILE
            + "; d="
            + HOSTILE
            + "; s="
            + HOSTILE
            + "\r\nARC-Message-Signature: i=1; d="
            + HOSTILE
            + "; h="
            + HOSTILE
            + "\r\nARC-Authentication-Results: i=1; "
            + HOSTILE
            + "\r\nDKIM-Signature: v=1; a="
            + HOSTILE
            + "; d="
            + HOSTILE
            + "; s="
            + HOSTILE
            + "; h=from:"
            + HOSTILE
            + "\r\n"
            + HOSTILE.replace(" ", "")
            + ": "
            + HOSTILE
            + "\r\n"
            + list(mailbox.signed(Mailbox.MESSAGE))
                .replace("Subject: [list]", "Subject: [" + HOSTILE.replace("[", "") + "]")
                .replace("Joe <", "\"" + HOSTILE.replace("\"", "") + "\" <")
                .replace("the footer", HOSTILE + "\r\n" + HOSTILE);
    String html = page(message, ExitStatus.NO);
    assertHarmless(html);
    assertContains(html, "&lt;script&gt;");
  }

  @Test
  void nothingIsFetchedAndNoScriptMayRun() throws IOException {
    String html = page(list(mailbox.signed(Mailbox.MESSAGE)), ExitStatus.NO);
    assertHarmless(html);
    assertContains(
        html,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#x27;none&#x27;;");
  }

  /** Characters that turn text around, or hide it, are shown as what they are: nothing to see. */
  @Test
  void invisibleCharacters() throws IOException {
    String footer = new String("\u202Egpj.exe\u200B".getBytes(UTF_8), ISO_8859_1);
    String html = page(mailbox.signed(Mailbox.MESSAGE) + footer + "\r\n", ExitStatus.NO);
    assertContains(html, "?gpj.exe?");
  }

  @Test
  void aPageIsWrittenAnew() throws IOException {
    page(mailbox.signed(Mailbox.MESSAGE), ExitStatus.OK);
    String html = page(list(mailbox.signed(Mailbox.MESSAGE)), ExitStatus.NO);
    assertContains(html, "the footer");
  }

  @Test
  void nothingElseIsOverwritten() throws IOException {
    Files.writeString(page, "my notes");
    Path message = mailbox.write("m", mailbox.signed(Mailbox.MESSAGE));
    CliRun run = mailbox.verify("--html", page, message).ended(ExitStatus.CANNOT_CREATE);
    assertContains(run.err(), "exists and is not a page of Waxseal");
    assertEquals("my notes", Files.readString(page));
    assertEquals("", run.out());
  }

  @Test
  void noFolder() throws IOException {
    Path message = mailbox.write("m", mailbox.signed(Mailbox.MESSAGE));
    CliRun run =
        mailbox
            .verify("--html", mailbox.path("none").resolve("page.html"), message)
            .ended(ExitStatus.CANNOT_CREATE);
    assertContains(run.err(), "cannot write the page");
    assertFalse(run.err().contains("Exception"), run.err());
  }

  @Test
  void oneMessageOnly() throws IOException {
    Path message = mailbox.write("m", mailbox.signed(Mailbox.MESSAGE));
    CliRun run = mailbox.verify("--html", page, message, message).ended(ExitStatus.USAGE);
    assertContains(run.err(), "--html is for one message");
    assertFalse(Files.exists(page));
  }

  private static String list(String signed) {
    return signed.replace("Subject: ", "Subject: [list] ") + "the footer\r\n";
  }

  private String page(String message, ExitStatus status) throws IOException {
    mailbox.verify("--html", page, mailbox.write("m", message)).ended(status);
    return Files.readString(page);
  }

  private static void assertHarmless(String html) {
    Matcher tags = TAG.matcher(html.substring(html.indexOf("</style>") + 8));
    while (tags.find()) {
      assertTrue(ELEMENTS.contains(tags.group(1)), tags::group);
      assertFalse(
          tags.group(2).matches("(?is).*\\b(on\\w+|src|href|action|style)\\s*=.*"), tags::group);
    }
    String css = html.substring(html.indexOf("<style>"), html.indexOf("</style>"));
    assertFalse(css.contains("url(") || css.contains("@import"), css);
  }

  private static void assertContains(String text, String words) {
    assertTrue(text.contains(words), () -> words + " in " + text);
  }
}
