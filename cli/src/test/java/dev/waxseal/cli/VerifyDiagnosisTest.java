package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.terminal.ExitStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a signature fails, for people and for programs. */
class VerifyDiagnosisTest {

  private final Mailbox mailbox;

  VerifyDiagnosisTest(@TempDir Path directory) throws IOException {
    mailbox = new Mailbox(directory);
  }

  @Test
  void aTreeBelowTheSignature() throws IOException {
    String text = verify(changed("____\r\nthe list\r\n")).ended(ExitStatus.NO).out();
    assertTrue(
        text.contains(
            """
                ├─ 2 lines were appended to the body
                │    + ____
                │    + the list
                └─ Subject got the prefix "[list]"
                     - Subject: Dinner
                     + Subject: [list] Dinner
            """),
        text);
  }

  /** A change that broke two signatures is told once. */
  @Test
  void twoSignatures() throws IOException {
    String twice = mailbox.signed(mailbox.signed(Mailbox.MESSAGE));
    String text = verify(twice + "____\r\n").ended(ExitStatus.NO).out();
    assertEquals(2, text.split("line was appended", -1).length, text);
    assertTrue(text.contains("├─ broken by the same change as above\n"), text);
  }

  @Test
  void fieldsAreDecoded() throws IOException {
    String encoded = Mailbox.MESSAGE.replace("Dinner", "=?utf-8?q?D=C3=AEner?=");
    String text =
        verify(mailbox.signed(encoded).replace("Subject: ", "Subject: [list] "))
            .ended(ExitStatus.NO)
            .out();
    assertTrue(text.contains("- Subject: D\u00eener\n"), text);
    assertTrue(text.contains("+ Subject: [list] D\u00eener\n"), text);
  }

  @Test
  void theHopsAndTheirDelays() throws IOException {
    String received = "Received: from %s by %s;\r\n Mon, 05 Jan 2026 %s +0000\r\n";
    String text =
        verify(
                String.format(received, "b.example", "c.example", "10:09:00")
                    + String.format(received, "x.example", "b.example", "10:00:02")
                    + String.format(received, "home", "a.example", "10:00:00")
                    + Mailbox.MESSAGE)
            .out();
    assertTrue(
        text.contains(
            """
              · path  3 hops in 9 min, as the Received fields say
                2026-01-05T10:00:00Z  a.example  from home
                                +2 s  b.example  from x.example
                              +8 min  c.example
            """),
        text);
  }

  @Test
  void json() throws IOException {
    Json json = verify(changed("____\r\n"), "--json").ended(ExitStatus.NO).json().get(0);
    Json signature = json.at("diagnosis").at(0);
    assertEquals("dkim", signature.at("signature").toString());
    assertEquals("example.org", signature.at("domain").toString());
    assertEquals(true, signature.at("explained").value());
    assertEquals("explained", signature.at("body").at("outcome").toString());
    Json change = signature.at("body").at("changes").at(0);
    assertEquals("TEXT_APPENDED", change.at("kind").toString());
    assertEquals("1 line was appended to the body", change.at("sentence").toString());
    assertEquals("____", change.at("arrived").at(0).toString());
    assertEquals("0", change.at("signedLines").toString());
    assertEquals(
        "SUBJECT_PREFIXED", signature.at("header").at("changes").at(0).at("kind").toString());
  }

  @Test
  void nobodyAsked() throws IOException {
    CliRun run = verify(changed("____\r\n"), "--json", "--no-diagnosis").ended(ExitStatus.NO);
    assertNull(run.json().get(0).at("diagnosis").value());
    String text = verify(changed("____\r\n"), "--no-diagnosis").ended(ExitStatus.NO).out();
    assertFalse(text.contains("appended"), text);
  }

  @Test
  void nothingToSayOfWhatPasses() throws IOException {
    Path file = mailbox.write("m", mailbox.signed(Mailbox.MESSAGE));
    CliRun run = mailbox.verify("--json", file).ended(ExitStatus.OK);
    assertEquals(List.of(), run.json().get(0).at("diagnosis").elements());
  }

  /** What was appended is a stranger's text: it may not steer the terminal. */
  @Test
  void hostileLines() throws IOException {
    String text = verify(changed("\u001b[2J\u0007 \u00c2\u009bclear\r\n")).out();
    assertTrue(text.contains("+ ?[2J? ?clear"), text);
  }

  @Test
  void whatCannotBeExplained() throws IOException {
    String message = mailbox.signed(Mailbox.MESSAGE).replace("Ready?", "Steady?");
    String text = verify(message).ended(ExitStatus.NO).out();
    assertTrue(
        text.contains(
            """
                ├─ body: nothing that was tried explains the difference
                └─ header: as signed
            """),
        text);
    assertFalse(text.contains("look here first"), text);
  }

  /** Signs stand apart, behind all that is proved; the advice stands at the end. */
  @Test
  void signsAndAdvice() throws IOException {
    String message =
        "X-Mimecast-Spam-Score: 0\r\n"
            + mailbox.signed(Mailbox.MESSAGE).replace("Ready?", "Steady?");
    String text = verify(message).ended(ExitStatus.NO).out();
    assertTrue(
        text.contains(
            """
                ├─ header: as signed
                ├─ not proved; look here first:
                └─ ? the header has "X-Mimecast-Spam-Score: 0": Mimecast adds warnings,
                   marks subjects and rewrites links, where it is set up so
            """),
        text);
    assertTrue(
        text.endsWith(
            """

              What to do
              author      send the same message to a mailbox without lists and gateways on
                          its path: if it fails there too, the signer is at fault, otherwise
                          one of them changed it
            """),
        text);
    Json signature =
        verify(message, "--json").ended(ExitStatus.NO).json().get(0).at("diagnosis").at(0);
    assertEquals("unexplained", signature.at("body").at("outcome").toString());
    assertEquals("Mimecast", signature.at("signs").at(0).at("program").toString());
    assertEquals("author", signature.at("advice").at(0).at("to").toString());
  }

  @Test
  void whatTheListCanDo() throws IOException {
    String text = verify(changed("____\r\n")).ended(ExitStatus.NO).out();
    assertTrue(
        text.contains(
            """
              What to do
              list        send the body without the added text, or seal with ARC after
                          adding it (RFC 8617)
              list        leave Subject as it came, or seal with ARC after the change (RFC
                          8617)
              receiver    where you trust the list or relay, let its ARC seal count (waxseal
                          verify --trust-sealer)
            """),
        text);
  }

  private String changed(String footer) {
    return mailbox.signed(Mailbox.MESSAGE).replace("Subject: ", "Subject: [list] ") + footer;
  }

  private CliRun verify(String message, Object... options) throws IOException {
    Object[] arguments = new Object[options.length + 1];
    System.arraycopy(options, 0, arguments, 0, options.length);
    arguments[options.length] = mailbox.write("m", message);
    return mailbox.verify(arguments);
  }
}
