package dev.waxseal.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.input.Message;
import dev.waxseal.cli.report.Analysis;
import dev.waxseal.cli.report.TextReport;
import dev.waxseal.cli.report.VerifyOutcome;
import dev.waxseal.cli.terminal.Palette;
import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.pass.MessageSession;
import dev.waxseal.spf.SpfClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read, on screens of several widths. */
class VerdictTextTest {

  private static final String ZONE =
      """
      _dmarc.example.org. TXT "v=DMARC1; p=reject; rua=mailto:dmarc@example.org"
      example.org. TXT "v=spf1 ip4:192.0.2.1 -all exp=why.example.org"
      why.example.org. TXT "Mail of %{l} from %{i} is not ours: see example.org"
      """;

  private final Mailbox mailbox;
  private final ListPost post;

  VerdictTextTest(@TempDir Path directory) throws IOException {
    mailbox = new Mailbox(directory);
    post = ListPost.passed(mailbox);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 60, 80, 120})
  void aListPost(int width) throws IOException {
    String message = Files.readString(post.file(), ISO_8859_1);
    String text = text(report(message, "198.51.100.1", "joe"), width);
    assertFits(text, width);
    String all = text.replaceAll("\n +", " ");
    assertContains(all, "nobody vouches for this message in the name of example.org");
    // The signature, the chain, SPF and DMARC, in this order.
    assertContains(all, "fail  d=example.org", "pass  the ARC chain is valid, 1 hop");
    assertContains(all, "pass  the ARC chain is valid, 1 hop", "fail  SPF of example.org (mfrom)");
    assertContains(all, "fail  SPF of example.org (mfrom)", "fail  DMARC of example.org");
    assertContains(all, "the message is unchanged since its first sealer");
    assertContains(all, "saw lists.example.net; dmarc=pass header.from=example.org");
    assertContains(
        all,
        "the domain's own words: \"Mail of joe from 198.51.100.1 is not ours: see example.org\"");
    assertContains(all, "NOT_ALIGNED, RFC 9989 section 5.3.5");
    assertContains(all, "policy reject, from p= at _dmarc.example.org");
    assertContains(all, "v=DMARC1; p=reject; rua=mailto:dmarc@example.org");
    assertContains(all, "disposition: quarantine (RFC 9989 section 7.4)");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 120})
  void aPass(int width) throws IOException {
    String text = text(report(mailbox.signed(Mailbox.MESSAGE), "192.0.2.1", "joe"), width);
    assertFits(text, width);
    String all = text.replaceAll("\n +", " ");
    assertContains(all, "example.org vouches for this message: DMARC passes");
    assertContains(all, "pass  SPF of example.org (mfrom) by ip4:192.0.2.1, 0 of 10 look-ups");
    assertContains(
        all,
        "pass  DMARC of example.org aligned: dkim of example.org (strict), spf of example.org"
            + " (strict)");
    assertFalse(all.contains("(ARC)"), all);
    assertFalse(all.contains("disposition"), all);
  }

  /** A word that is longer than the screen stands alone; it is never cut. */
  @Test
  void linesAreBrokenAtSpacesAlone() throws IOException {
    InboundReport report = report(Files.readString(post.file(), ISO_8859_1), "198.51.100.1", "joe");
    String narrow = text(report, 60).replaceAll("\\s+", " ");
    assertEquals(text(report, 1000).replaceAll("\\s+", " "), narrow);
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 120})
  void hostileTextsStayTexts(int width) throws IOException {
    String hostile = "\u001b[31m\r\nFrom: x\u202e\u0007\u009b";
    String text = text(report(Mailbox.MESSAGE, "198.51.100.1", hostile), width);
    assertFalse(
        text.codePoints().anyMatch(c -> (Character.isISOControl(c) && c != '\n') || c == 0x202e),
        text);
    assertFits(text, width);
    assertFalse(text.contains("\nFrom: x"), text);
  }

  private static void assertContains(String all, String... inOrder) {
    int at = 0;
    for (String each : inOrder) {
      at = all.indexOf(each, at);
      assertTrue(at >= 0, () -> each + " in " + all);
    }
  }

  /** Every line fits, unless it is one word, or the screen is narrower than 40. */
  private static void assertFits(String text, int width) {
    for (String line : text.split("\n", -1)) {
      assertTrue(
          line.length() <= Math.max(width, 60) || !line.strip().contains(" "),
          () -> line.length() + " of " + width + ": " + line);
    }
  }

  private String text(InboundReport report, int width) {
    Message message = Message.of("m", InputStream::nullInputStream);
    return new TextReport(new Palette(false, UTF_8), width, true)
        .of(new VerifyOutcome.Checked(message, List.of(), report, Analysis.NONE));
  }

  private InboundReport report(String message, String client, String localPart) throws IOException {
    Dns dns =
        Dns.zone(
            Files.readString(mailbox.zone()),
            ZONE,
            Files.readString(mailbox.path("list.zone")).replaceAll("(?m)^_dmarc.*$", ""));
    MessageSession<InboundReport> session =
        InboundAuthenticator.of("mx.example.com", dns)
            .begin(
                SpfClient.of(
                    InetAddress.getByName(client), "mail.example.com", localPart + "@example.org"));
    session.write(message.getBytes(ISO_8859_1));
    return session.finish();
  }
}
