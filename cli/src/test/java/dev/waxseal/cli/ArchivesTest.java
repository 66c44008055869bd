package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.terminal.ExitStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many messages: mbox and Maildir. */
class ArchivesTest {

  private static final String FROM_LINE = "From joe@example.org Tue Nov 14 22:13:20 2023\n";

  private final Mailbox mailbox;

  ArchivesTest(@TempDir Path directory) throws IOException {
    mailbox = new Mailbox(directory);
  }

  @Test
  void anMboxIsDividedAndUnquoted() throws IOException {
    String quoted = Mailbox.MESSAGE + "From here\r\n>From there\r\n\r\n\r\n";
    String first = mailbox.signed(quoted).replace("\r\n", "\n");
    String second = mailbox.signed(Mailbox.MESSAGE).replace("\r\n", "\n");
    String mbox =
        FROM_LINE + first.replaceAll("(?m)^(>*From )", ">$1") + "\n" + FROM_LINE + second + "\n";
    Path file = mailbox.write("box", mbox);
    CliRun run = mailbox.verify("--mbox", "--json", file).ended(ExitStatus.OK);
    List<Json> verdicts = run.json();
    assertEquals(2, verdicts.size());
    assertEquals(1L, verdicts.get(0).at("message").value());
    assertEquals("pass", verdicts.get(0).at("dkim").at(0).at("result").value());
    assertEquals(2L, verdicts.get(1).at("message").value());
    assertEquals("pass", verdicts.get(1).at("dkim").at(0).at("result").value());
  }

  /** Quoted by the writer, and the same lines as the author wrote them. */
  private String asMbox(String message, String quoting) {
    String lf = message.replace("\r\n", "\n");
    return FROM_LINE
        + switch (quoting) {
          case "mboxrd" -> lf.replaceAll("(?m)^(>*From )", ">$1");
          case "mboxo" -> lf.replaceAll("(?m)^(From )", ">$1");
          default -> lf;
        }
        + "\n";
  }

  /** Each body as each writer leaves it: which one it was is told by the signature. */
  @ParameterizedTest
  @CsvSource({
    "mboxrd, '>From there|', ''",
    "mboxrd, 'From here|>From there|', ''",
    "mboxrd, 'From here|>>From there|', ''",
    "mboxo, 'From here|', ''",
    "mboxo, '>From there|', 'they are kept as they are'",
    "mboxo, '>>From there|', 'they are kept as they are'",
    "mboxo, 'From here|>>From there|', 'those with a single'",
    "none, 'From here|', ''",
    "none, 'From here|>From there|', 'they are kept as they are'",
    "none, '>From there|>>From there|', 'they are kept as they are'"
  })
  void theSignatureTellsHowAnMboxIsQuoted(String quoting, String body, String note)
      throws IOException {
    String lines = body.replace("|", "\r\n");
    for (String filler : new String[] {"", "line of text\r\n".repeat(100_000)}) {
      String message = mailbox.signed(Mailbox.MESSAGE + filler + lines + "\r\n\r\n");
      String mbox = asMbox(message, quoting) + asMbox(mailbox.signed(Mailbox.MESSAGE), quoting);
      CliRun run =
          CliRun.withInput(mbox, "verify", "--dns-zone", mailbox.zone(), "--mbox", "--json", "-")
              .ended(ExitStatus.OK);
      List<Json> verdicts = run.json();
      assertEquals(2, verdicts.size());
      assertEquals("pass", verdicts.get(0).at("dkim").at(0).at("result").value());
      String notes = verdicts.get(0).at("notes").toString();
      assertEquals(!note.isEmpty(), notes.contains("were read so that a signature passes"), notes);
      assertTrue(notes.contains(note), notes);
    }
  }

  /** Where no signature passes, nothing is known, and nothing is said of it. */
  @Test
  void aSignatureThatFailsInEitherWayTellsNothing() throws IOException {
    String message = mailbox.signed(Mailbox.MESSAGE + ">From there\r\n") + "more\r\n";
    Path file = mailbox.write("box", asMbox(message, "mboxo"));
    CliRun run = mailbox.verify("--mbox", "--json", file).ended(ExitStatus.NO);
    assertFalse(run.out().contains("were read so that"), run.out());
  }

  @Test
  void contentLengthSaysWhereAMessageEnds() throws IOException {
    String body = "Ready?\r\n\r\n" + FROM_LINE.strip() + "\r\nFrom here on\r\n";
    String header = Mailbox.MESSAGE.substring(0, Mailbox.MESSAGE.indexOf("\r\n\r\n") + 2);
    int length = body.replace("\r\n", "\n").length();
    String message =
        mailbox
            .signed(header + "\r\n" + body)
            .replace("\r\n\r\nReady", "\r\nContent-Length: " + length + "\r\n\r\nReady");
    Path file = mailbox.write("box", asMbox(message, "none") + asMbox(message, "none"));
    CliRun run = mailbox.verify("--mbox", "--json", file).ended(ExitStatus.OK);
    assertEquals(2, run.json().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"@", "@>@", ">@", "@>@>@"})
  void fromLinesOnTopOfAMessageAreSetAside(String lines) throws IOException {
    String signed = mailbox.signed(Mailbox.MESSAGE);
    for (String end : new String[] {"\r\n", "\n"}) {
      String text = lines.replace("@", FROM_LINE) + signed;
      String all = text.replace("\r\n", "\n").replace("\n", end);
      CliRun run = mailbox.verify("--json", mailbox.write("m", all)).ended(ExitStatus.OK);
      Json notes = run.json().get(0).at("notes");
      String first = lines.startsWith(">") ? ">From joe" : "From joe";
      assertTrue(notes.toString().contains("was skipped: " + first), notes.toString());
    }
  }

  /** RFC 5322 section 4.5: white space may stand before the colon. */
  @Test
  void whatOnlyLooksLikeAFromLineStays() throws IOException {
    String obsolete = Mailbox.MESSAGE.replace("From:", "From :");
    String out = mailbox.verify("--json", mailbox.write("m", mailbox.signed(obsolete))).out();
    assertTrue(out.contains("\"result\":\"pass\"") && !out.contains("was skipped"), out);
    String undated = "From joe@example.org\r\n" + mailbox.signed(Mailbox.MESSAGE);
    CliRun run = mailbox.verify("--json", mailbox.write("m", undated)).ended(ExitStatus.NO);
    assertTrue(run.out().contains("divides an mbox"), run.out());
  }

  @Test
  void doubledCarriageReturnsAreNoted() throws IOException {
    String doubled = mailbox.signed(Mailbox.MESSAGE).replace("\r\n", "\r\r\n");
    CliRun run = mailbox.verify("--json", mailbox.write("m", doubled)).ended(ExitStatus.NO);
    assertTrue(run.out().contains("lines end in CR CR LF"), run.out());
  }

  @Test
  void aLargeMessageInAnMboxIsJudgedInItsPlace() throws IOException {
    String large = mailbox.signed(Mailbox.MESSAGE + "line of text\r\n".repeat(40_000));
    String small = mailbox.signed(Mailbox.MESSAGE);
    String from = FROM_LINE.replace("\n", "\r\n");
    String mbox = from + small + "\r\n" + from + large + "\r\n" + from + small;
    Path file = mailbox.write("box", mbox);
    CliRun run = mailbox.verify("--mbox", "--json", "--jobs", 3, file).ended(ExitStatus.OK);
    assertEquals(3, run.json().size());
    assertEquals(2L, run.json().get(1).at("message").value());
  }

  @Test
  void whatIsNoMboxIsRefused() throws IOException {
    Path file = mailbox.write("m", Mailbox.MESSAGE);
    assertTrue(
        mailbox.verify("--mbox", file).ended(ExitStatus.BAD_DATA).err().contains("is not an mbox"));
    mailbox.verify("--mbox", mailbox.path("missing")).ended(ExitStatus.NO_INPUT);
  }

  @Test
  void aMaildirIsReadInTheOrderOfNames() throws IOException {
    String signed = mailbox.signed(Mailbox.MESSAGE);
    mailbox.write("dir/cur/3.a:2,S", signed);
    mailbox.write("dir/new/1.a", signed);
    mailbox.write("dir/cur/2.a:2,", Mailbox.MESSAGE);
    mailbox.write("dir/tmp/0.a", "nothing");
    mailbox.write("dir/new/.hidden", "nothing");
    CliRun run = mailbox.verify("--maildir", "--json", mailbox.path("dir")).ended(ExitStatus.NO);
    assertEquals(
        List.of("1.a", "2.a:2,", "3.a:2,S"),
        run.json().stream()
            .map(json -> Path.of(json.at("file").toString()).getFileName().toString())
            .toList());
  }

  @Test
  void whatIsNoMaildirIsRefused() throws IOException {
    mailbox.write("dir/file", "x");
    assertTrue(
        mailbox
            .verify("--maildir", mailbox.path("dir"))
            .ended(ExitStatus.NO_INPUT)
            .err()
            .contains("is not a Maildir"));
    mailbox.verify("--maildir", mailbox.path("missing")).ended(ExitStatus.NO_INPUT);
    mailbox.verify("--maildir").ended(ExitStatus.USAGE);
  }
}
