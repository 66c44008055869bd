package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    assertTrue(mailbox.verify("--mbox", file).ended(ExitStatus.BAD_DATA).err().contains("no mbox"));
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
            .contains("no Maildir"));
    mailbox.verify("--maildir", mailbox.path("missing")).ended(ExitStatus.NO_INPUT);
    mailbox.verify("--maildir").ended(ExitStatus.USAGE);
  }
}
