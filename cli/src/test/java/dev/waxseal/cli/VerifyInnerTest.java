package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.terminal.ExitStatus;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A signed message inside another one: attached, or wrapped. */
class VerifyInnerTest {

  private final Mailbox mailbox;

  VerifyInnerTest(@TempDir Path directory) throws IOException {
    mailbox = new Mailbox(directory);
  }

  @Test
  void aNoteTellsOfIt() throws IOException {
    String text = mailbox.verify(wrapped("message/rfc822", "Ready?")).ended(ExitStatus.NO).out();
    String plain = text.replaceAll("\\s+", " ");
    assertTrue(
        plain.contains(
            "a signed message is inside this one (--inner tells all about it): the signature of"
                + " example.org passes"),
        text);
  }

  @Test
  void itsSignatureFails() throws IOException {
    String text = mailbox.verify(wrapped("text/plain", "Steady?")).ended(ExitStatus.NO).out();
    String plain = text.replaceAll("\\s+", " ");
    assertTrue(plain.contains("the signature of example.org does not pass: the body"), text);
  }

  @Test
  void itIsVerifiedInPlaceOfTheOther() throws IOException {
    String text =
        mailbox.verify("--inner", wrapped("message/rfc822", "Ready?")).ended(ExitStatus.OK).out();
    assertTrue(text.contains("Dinner") && text.contains("pass  d=example.org"), text);
    assertTrue(text.contains("this is about the message inside"), text);
  }

  @Test
  void thereIsNone() throws IOException {
    Path file = mailbox.write("m", mailbox.signed(Mailbox.MESSAGE));
    assertFalse(mailbox.verify(file).ended(ExitStatus.OK).out().contains("inside"));
    CliRun run = mailbox.verify("--inner", file).ended(ExitStatus.BAD_DATA);
    assertTrue(run.err().contains("has no signed message inside"), run.err());
  }

  /** As spam filters and lists wrap a message. */
  private Path wrapped(String type, String text) throws IOException {
    return mailbox.write(
        "wrapped",
        "From: Joe <joe@example.org>\r\nSubject: ***SPAM*** Dinner\r\n"
            + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
            + "--x\r\nContent-Type: text/plain\r\n\r\nThis may be spam.\r\n\r\n--x\r\nContent-Type: "
            + type
            + "\r\n\r\n"
            + mailbox.signed(Mailbox.MESSAGE).replace("Ready?", text)
            + "\r\n--x--\r\n");
  }
}
