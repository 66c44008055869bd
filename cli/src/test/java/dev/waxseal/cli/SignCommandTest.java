package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.terminal.ExitStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignCommandTest {

  private final Mailbox mailbox;

  SignCommandTest(@TempDir Path directory) throws IOException {
    mailbox = new Mailbox(directory);
  }

  private CliRun sign(String selector, Object key, Object... more) {
    Object[] all = new Object[7 + more.length];
    Object[] first = {"sign", "--domain", "example.org", "--selector", selector, "--key", key};
    System.arraycopy(first, 0, all, 0, 7);
    System.arraycopy(more, 0, all, 7, more.length);
    return CliRun.of(all);
  }

  @Test
  void theMessageFollowsItsNewFieldUnchanged() throws IOException {
    Path file = mailbox.write("m", Mailbox.MESSAGE);
    String signed = sign("s1", mailbox.key(), file).ended(ExitStatus.OK).octets();
    assertTrue(signed.startsWith("DKIM-Signature: v=1;"), signed);
    assertTrue(signed.endsWith("\r\n" + Mailbox.MESSAGE), signed);
  }

  @Test
  void aProviderSignsTheSame() throws IOException {
    Path file = mailbox.write("m", Mailbox.MESSAGE);
    Object[] now = {"--now", "1700000000", file};
    CliRun standard = sign("s1", mailbox.key(), now).ended(ExitStatus.OK);
    CliRun provided =
        sign("s1", mailbox.key(), "--now", "1700000000", "--crypto-provider", "SunEC", file)
            .ended(ExitStatus.OK);
    assertEquals(standard.octets(), provided.octets());
    CliRun missing =
        sign("s1", mailbox.key(), "--crypto-provider", "NoSuch", file)
            .ended(ExitStatus.UNAVAILABLE);
    assertTrue(missing.err().contains("There is no security provider NoSuch; put"), missing.err());
    assertTrue(missing.err().contains("WAXSEAL_PROVIDERS names the folder"), missing.err());
  }

  @Test
  void headersOnlyLeavesTheMessageOut() throws IOException {
    Path file = mailbox.write("m", Mailbox.MESSAGE);
    String fields = sign("s1", mailbox.key(), "--headers-only", file).ended(ExitStatus.OK).octets();
    assertFalse(fields.contains("Dinner"), fields);
    mailbox.verify(mailbox.write("s", fields + Mailbox.MESSAGE)).ended(ExitStatus.OK);
  }

  @Test
  void aMessageOfLfIsWrittenBackWithLf() throws IOException {
    String lf = Mailbox.MESSAGE.replace("\r\n", "\n");
    CliRun run = sign("s1", mailbox.key(), mailbox.write("m", lf)).ended(ExitStatus.OK);
    assertFalse(run.octets().contains("\r"), run.octets());
    assertTrue(run.octets().endsWith("\n" + lf), run.octets());
    assertTrue(run.err().contains("LF"), run.err());
    mailbox.verify(mailbox.write("s", run.octets())).ended(ExitStatus.OK);
    mailbox.verify(mailbox.write("s", run.octets().replace("\n", "\r\n"))).ended(ExitStatus.OK);
  }

  /** The line that is in the way is told, not only that one is. */
  @ParameterizedTest
  @CsvSource({
    "'From joe@example.org Tue Nov 14 22:13:20 2023~', 'line 1 is an mbox separator (From"
        + " joe@example.org Tue Nov 14 22:13:20 2023)'",
    "'>From joe@example.org Tue Nov 14 22:13:20 2023|', 'line 1 is an mbox separator (>From joe'",
    "'~', 'the message begins with a blank line, so it has no header'",
    "'|', 'the message begins with a blank line, so it has no header'"
  })
  void aMessageThatDoesNotBeginWithItsHeaderIsTold(String start, String sentence)
      throws IOException {
    String message = start.replace("~", "\r\n").replace('|', '\n') + Mailbox.MESSAGE;
    CliRun run = sign("s1", mailbox.key(), mailbox.write("m", message)).ended(ExitStatus.BAD_DATA);
    assertTrue(run.err().contains(sentence), run.err());
    assertEquals("", run.octets());
  }

  @Test
  void aLargeMessageOnStandardInputIsSpooled() throws IOException {
    String large = Mailbox.MESSAGE + "0123456789abcdef\r\n".repeat(400_000);
    String signed = mailbox.signed(large);
    assertTrue(signed.endsWith(large));
    mailbox.verify(mailbox.write("s", signed)).ended(ExitStatus.OK);
  }

  @Test
  void twoKeysMakeTwoSignatures() throws IOException {
    Path rsa = mailbox.path("rsa.pem");
    CliRun made =
        CliRun.of(
            "keygen", "--domain", "example.org", "--selector", "r", "--bits", 1024, "--out", rsa);
    assertTrue(made.ended(ExitStatus.OK).err().contains("2048"), made.err());
    Path file = mailbox.write("m", Mailbox.MESSAGE);
    CliRun run =
        sign("s1", mailbox.key(), "--domain", "example.org", "--selector", "r", "--key", rsa, file)
            .ended(ExitStatus.OK);
    assertTrue(run.err().contains("1024 bits"), run.err());
    Path zone = mailbox.write("rsa.zone", made.out());
    CliRun verified =
        mailbox.verify("--dns-zone", zone, "--json", mailbox.write("s", run.octets()));
    Json dkim = verified.ended(ExitStatus.OK).json().get(0).at("dkim");
    assertEquals("pass pass", dkim.at(0).at("result") + " " + dkim.at(1).at("result"));
    assertEquals("rsa-sha256", dkim.at(1).at("algorithm").value());
    CliRun shown = mailbox.verify("--dns-zone", zone, mailbox.write("s", run.octets()));
    assertTrue(shown.out().contains("1024 bits; 2048 are advised"), shown.out());
  }

  @Test
  void canonicalizationIsAsAsked() throws IOException {
    Path file = mailbox.write("m", Mailbox.MESSAGE);
    CliRun run = sign("s1", mailbox.key(), "--canonicalization", "simple/relaxed", file);
    assertTrue(run.ended(ExitStatus.OK).octets().contains("c=simple/relaxed"));
    sign("s1", mailbox.key(), "--canonicalization", "nofws", file).ended(ExitStatus.USAGE);
    sign("s1", mailbox.key(), "--canonicalization", "relaxed", file).ended(ExitStatus.USAGE);
  }

  /** RFC 5322 sections 3.6 and 2.1.1: what mail servers add, and where they break lines. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          From: a@example.org\\r\\nMessage-ID: <1@example.org>\\r\\n\\r\\nx\\r\\n | 1 | there is no Date, and
          From: a@example.org\\r\\nDate: Mon, 5 Jan 2026 12:00:00 +0000\\r\\n\\r\\nx\\r\\n | 1 | there is no Message-ID, and
          From: a@example.org\\n\\nx\\n | 3 | there is no Date, and
          GOODLONG998\\r\\n\\r\\nx\\r\\n | 0 |
          GOODLONG999\\r\\n\\r\\nx\\r\\n | 1 | a line of the header has 999 octets
          GOOD\\r\\n\\r\\nLONG998\\r\\nx\\r\\n | 0 |
          GOOD\\r\\n\\r\\nLONG999\\r\\nx\\r\\n | 1 | a line of the body has 999 octets
          GOOD\\r\\n\\r\\nLONG999 | 1 | a line of the body has 999 octets
          """)
  void whatWillBreakIsWarnedOf(String text, int lines, @Nullable String words) throws IOException {
    String good =
        "From: a@example.org\r\nDate: Mon, 5 Jan 2026 12:00:00 +0000\r\n"
            + "Message-ID: <1@example.org>\r\nTo: b@example.net\r\n\tand";
    String message =
        text.replace("\\r", "\r")
            .replace("\\n", "\n")
            .replace("GOODLONG998", good.replace("\tand", "\tand" + "x".repeat(994)))
            .replace("GOODLONG999", good.replace("\tand", "\tand" + "x".repeat(995)))
            .replace("GOOD", good)
            .replace("LONG998", "x".repeat(998))
            .replace("LONG999", "x".repeat(999));
    CliRun run = sign("s1", mailbox.key(), mailbox.write("m", message)).ended(ExitStatus.OK);
    assertEquals(lines, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(words == null ? "" : words), run.err());
  }

  @Test
  void nothingIsWrittenWhenSigningFails() throws IOException {
    for (String text :
        new String[] {
          "To: a@example.org\r\n\r\nx\r\n",
          "From: a@example.org\r\nFrom: b@example.org\r\n\r\nx\r\n",
          "From: a@example.org\r\n\r\nx\ny\r\n",
          "From: a@example.org\n\nx\ny\r\n",
          "no header\r\n\r\n",
          ""
        }) {
      CliRun run = sign("s1", mailbox.key(), mailbox.write("m", text)).ended(ExitStatus.BAD_DATA);
      assertEquals("", run.octets());
      assertEquals(1, run.err().lines().count(), run.err());
    }
  }

  @Test
  void keysAndFilesThatCannotBeUsedAreToldApart() throws IOException {
    Path file = mailbox.write("m", Mailbox.MESSAGE);
    sign("s1", mailbox.path("none.pem"), file).ended(ExitStatus.NO_INPUT);
    sign("s1", mailbox.write("bad.pem", "no key\n"), file).ended(ExitStatus.BAD_DATA);
    sign("s1", mailbox.key(), mailbox.path("none")).ended(ExitStatus.NO_INPUT);
  }

  @Test
  void wrongOptionsEndWith64() throws IOException {
    Path file = mailbox.write("m", Mailbox.MESSAGE);
    sign("s1", mailbox.key(), "--expire-after", "soon", file).ended(ExitStatus.USAGE);
    sign("s1", mailbox.key(), "--expire-after", "0", file).ended(ExitStatus.USAGE);
    sign("s1", mailbox.key(), "--key", mailbox.key(), file).ended(ExitStatus.USAGE);
    sign("s..1", mailbox.key(), file).ended(ExitStatus.USAGE);
    sign("s1", mailbox.key(), file, file).ended(ExitStatus.USAGE);
    CliRun.of("sign", "--domain", "example.org", file).ended(ExitStatus.USAGE);
  }

  @Test
  void anEncryptedKeyNeedsItsPassphrase() throws IOException {
    Path key = Path.of("src/test/resources/dev/waxseal/cli/encrypted.pem");
    Path file = mailbox.write("m", Mailbox.MESSAGE);
    assertTrue(sign("s1", key, file).ended(ExitStatus.BAD_DATA).err().contains("passphrase"));
    Path wrong = mailbox.write("wrong", "wrong\n");
    sign("s1", key, "--passphrase-file", wrong, file).ended(ExitStatus.BAD_DATA);
    Path right = mailbox.write("right", "waxseal\n");
    String signed = sign("s1", key, "--passphrase-file", right, file).ended(ExitStatus.OK).octets();
    assertEquals(
        Mailbox.MESSAGE.getBytes(StandardCharsets.ISO_8859_1).length,
        signed.length() - signed.indexOf("From: Joe"));
  }
}
