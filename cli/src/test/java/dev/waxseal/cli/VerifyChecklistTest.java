package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.terminal.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sender's check-list in all forms of output. */
class VerifyChecklistTest {

  private final Mailbox mailbox;
  private final Path file;

  VerifyChecklistTest(@TempDir Path directory) throws IOException {
    mailbox = new Mailbox(directory);
    file = mailbox.write("m", mailbox.signed(Mailbox.MESSAGE + "x".repeat(1200) + "\r\n"));
  }

  @Test
  void forPeople() {
    String text = mailbox.verify("--checklist", file).ended(ExitStatus.OK).out();
    assertTrue(text.contains("What large receivers ask of senders, as of 20"), text);
    assertTrue(text.contains("! R2  a DKIM signature passes"), text);
    assertTrue(text.contains("✗ R6  the message is well formed (RFC 5322)"), text);
    assertTrue(text.contains("a line has 1200 octets; 998 are allowed"), text);
  }

  @Test
  void forPrograms() {
    Json json = mailbox.verify("--checklist", "--json", file).json().get(0).at("checklist");
    Json sixth = json.at("checks").at(5);
    assertEquals("R6", sixth.at("id").toString());
    assertEquals("failed", sixth.at("outcome").toString());
    assertEquals("there is no Message-ID", sixth.at("sentences").at(0).toString());
  }

  @Test
  void nobodyAsked() {
    assertNull(mailbox.verify("--json", file).json().get(0).at("checklist").value());
  }

  @Test
  void onThePage() throws IOException {
    Path page = mailbox.path("page.html");
    mailbox.verify("--checklist", "--html", page, file).ended(ExitStatus.OK);
    assertTrue(Files.readString(page).contains("<strong>R6 </strong>"));
  }
}
