package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.terminal.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

  private final Mailbox mailbox;

  VerifyCommandTest(@TempDir Path directory) throws IOException {
    mailbox = new Mailbox(directory);
  }

  @Test
  void aSignedMessagePasses() throws IOException {
    Path file = mailbox.write("m.eml", mailbox.signed(Mailbox.MESSAGE));
    CliRun run = mailbox.verify(file).ended(ExitStatus.OK);
    assertTrue(run.out().startsWith("example.org vouches for this message\n"), run.out());
    assertTrue(run.out().contains("Joe <joe@example.org>"), run.out());
    assertTrue(run.out().contains("covers from, to, subject and the whole body"), run.out());
    assertTrue(run.err().isEmpty(), run.err());
  }

  @Test
  void aChangedMessageFailsAndSaysWhy() throws IOException {
    String changed = mailbox.signed(Mailbox.MESSAGE).replace("Ready?", "Eaten.");
    CliRun run = mailbox.verify(mailbox.write("m.eml", changed)).ended(ExitStatus.NO);
    assertTrue(run.out().startsWith("nobody vouches for this message"), run.out());
    assertTrue(run.out().contains("RFC 6376 section 6.1.3 step 3"), run.out());
  }

  @Test
  void aMessageWithoutSignatureHasNobodyWhoVouches() throws IOException {
    CliRun run = mailbox.verify(mailbox.write("m.eml", Mailbox.MESSAGE)).ended(ExitStatus.NO);
    assertTrue(run.out().contains("it has no DKIM signature"), run.out());
  }

  @Test
  void jsonHasTheFieldsOfTheContract() throws IOException {
    Path file = mailbox.write("m.eml", mailbox.signed(Mailbox.MESSAGE, "--now", "1700000000"));
    Json json = mailbox.verify("--json", file).ended(ExitStatus.OK).json().get(0);
    assertEquals(file.toString(), json.at("file").value());
    assertEquals("[]", json.at("notes").toString());
    Json dkim = json.at("dkim").at(0);
    assertEquals("pass", dkim.at("result").value());
    assertEquals("null null", dkim.at("reason") + " " + dkim.at("detail"));
    assertEquals("example.org", dkim.at("domain").value());
    assertEquals("s1", dkim.at("selector").value());
    assertEquals("@example.org", dkim.at("identity").value());
    assertEquals("ed25519-sha256", dkim.at("algorithm").value());
    assertEquals("relaxed/relaxed", dkim.at("canonicalization").value());
    assertEquals(256L, dkim.at("keyBits").value());
    assertEquals("from", dkim.at("signedHeaders").at(0).value());
    assertEquals(1_700_000_000L, dkim.at("timestamp").value());
    assertEquals("null", dkim.at("expiration").toString());
    assertEquals(false, dkim.at("testing").value());
    assertEquals("null", dkim.at("bodyLength").toString());
    assertEquals("none", json.at("arc").at("result").value());
    assertEquals("null", json.at("spf").toString());
    Json dmarc = json.at("dmarc");
    assertEquals("none NO_RECORD", dmarc.at("result") + " " + dmarc.at("reason"));
    assertEquals("accept", dmarc.at("disposition").value());
  }

  @Test
  void jsonHasTheFieldAsItGoesOntoTheMessage() throws IOException {
    Path file = mailbox.write("m.eml", mailbox.signed(Mailbox.MESSAGE));
    String field =
        mailbox
            .verify("--json", "--authserv-id", "mx.example.net", file)
            .json()
            .get(0)
            .at("authenticationResults")
            .toString();
    assertTrue(field.startsWith("mx.example.net; dkim=pass header.d=example.org "), field);
    assertTrue(field.endsWith("; arc=none"), field);
  }

  @Test
  void jsonTellsReasonAndDetailOfAFailure() throws IOException {
    String changed = mailbox.signed(Mailbox.MESSAGE).replace("Dinner", "Lunch");
    Json json =
        mailbox.verify("--json", mailbox.write("m", changed)).ended(ExitStatus.NO).json().get(0);
    Json dkim = json.at("dkim").at(0);
    assertEquals("fail", dkim.at("result").value());
    assertEquals("SIGNATURE_MISMATCH", dkim.at("reason").value());
    assertTrue(dkim.at("detail").toString().contains("does not verify"));
  }

  @Test
  void aFieldThatCannotBeReadIsReportedWithWhatItSays() throws IOException {
    String message = "DKIM-Signature: v=1; d=a\u0007b.example; s=sel; l=many\r\n" + Mailbox.MESSAGE;
    Json json =
        mailbox.verify("--json", mailbox.write("m", message)).ended(ExitStatus.NO).json().get(0);
    Json dkim = json.at("dkim").at(0);
    assertEquals("neutral", dkim.at("result").value());
    assertEquals("SIGNATURE_SYNTAX", dkim.at("reason").value());
    assertEquals("null", dkim.at("signedHeaders").toString());
    String tags = "DKIM-Signature: v=1; d=b.example; s=sel; l=many\r\n" + Mailbox.MESSAGE;
    Json read = mailbox.verify("--json", mailbox.write("m", tags)).json().get(0).at("dkim").at(0);
    assertEquals("b.example", read.at("domain").value());
    assertEquals("sel", read.at("selector").value());
    assertEquals("null", read.at("algorithm").toString());
  }

  @Test
  void aFileOfLfIsReadAsCrlf() throws IOException {
    Path file = mailbox.write("lf", mailbox.signed(Mailbox.MESSAGE).replace("\r\n", "\n"));
    Json json = mailbox.verify("--json", file).ended(ExitStatus.OK).json().get(0);
    assertEquals("[line ends converted from LF to CRLF]", json.at("notes").toString());
  }

  @Test
  void aBodyOfBothIsReadAsCrlfAndSaidToBeMixed() throws IOException {
    String lf = mailbox.signed(Mailbox.MESSAGE).replace("\r\n", "\n");
    Path file = mailbox.write("mixed", lf.replace("Ready?\n", "Ready?\r\n"));
    Json json = mailbox.verify("--json", file).ended(ExitStatus.OK).json().get(0);
    assertEquals(2, json.at("notes").elements().size());
    assertTrue(json.at("notes").at(1).toString().contains("mixed"));
  }

  @Test
  void anLfAmongCrlfIsLeftAsItIs() throws IOException {
    Path file = mailbox.write("m", mailbox.signed(Mailbox.MESSAGE).replace("y?\r\n", "y?\n"));
    Json json = mailbox.verify("--json", file).ended(ExitStatus.NO).json().get(0);
    assertTrue(json.at("notes").at(0).toString().contains("mixed"));
  }

  @Test
  void standardInputIsReadWithAndWithoutADash() {
    String signed = mailbox.signed(Mailbox.MESSAGE);
    CliRun.withInput(signed, "verify", "--dns-zone", mailbox.zone()).ended(ExitStatus.OK);
    CliRun.withInput(signed, "verify", "-", "--dns-zone", mailbox.zone()).ended(ExitStatus.OK);
  }

  @Test
  void whatIsNoMessageEndsWith65() throws IOException {
    for (String text :
        new String[] {"", "no header here\r\n", "\r\nbody\r\n", "x".repeat(2 << 20)}) {
      CliRun run = mailbox.verify(mailbox.write("m", text)).ended(ExitStatus.BAD_DATA);
      assertEquals(1, run.err().lines().count(), run.err());
      assertTrue(run.err().contains("not a message"), run.err());
    }
  }

  @Test
  void whatCannotBeReadEndsWith66() throws IOException {
    CliRun missing = mailbox.verify(mailbox.path("missing")).ended(ExitStatus.NO_INPUT);
    assertTrue(missing.err().contains("no such file"), missing.err());
    Path folder = Files.createDirectory(mailbox.path("folder"));
    assertTrue(mailbox.verify(folder).ended(ExitStatus.NO_INPUT).err().contains("directory"));
    mailbox.verify("bad\u0000name").ended(ExitStatus.NO_INPUT);
    CliRun undecoded = mailbox.verify("bad\uFFFDname").ended(ExitStatus.NO_INPUT);
    assertTrue(undecoded.err().contains("locale"), undecoded.err());
  }

  @Test
  void ofSeveralMessagesTheWorstCountsAndTheOrderStays() throws IOException {
    Path good = mailbox.write("good", mailbox.signed(Mailbox.MESSAGE));
    Path bad = mailbox.write("bad", Mailbox.MESSAGE);
    Path missing = mailbox.path("missing");
    CliRun run = mailbox.verify("--json", "--jobs", 4, good, bad, good).ended(ExitStatus.NO);
    assertEquals(
        good + " " + bad + " " + good,
        run.json().get(0).at("file")
            + " "
            + run.json().get(1).at("file")
            + " "
            + run.json().get(2).at("file"));
    mailbox.verify(good, good).ended(ExitStatus.OK);
    CliRun worst = mailbox.verify("--json", missing, good).ended(ExitStatus.NO_INPUT);
    assertEquals(1, worst.json().size());
  }

  @Test
  void dnsThatDoesNotAnswerEndsWith75() throws IOException {
    Path file = mailbox.write("m", mailbox.signed(Mailbox.MESSAGE));
    CliRun run =
        CliRun.of("verify", "--json", "--dns-server", "127.0.0.1:1", file)
            .ended(ExitStatus.TEMPORARY);
    assertEquals("KEY_UNAVAILABLE", run.json().get(0).at("dkim").at(0).at("reason").value());
  }

  @Test
  void aZoneMayBeginWithAByteOrderMark() throws IOException {
    Path file = mailbox.write("m", mailbox.signed(Mailbox.MESSAGE));
    Path zone = mailbox.path("bom.zone");
    Files.writeString(zone, "\uFEFF" + Files.readString(mailbox.zone()));
    CliRun.of("verify", "--dns-zone", zone, file).ended(ExitStatus.OK);
  }

  @Test
  void ofManyFieldsOfOneNameSomeAreShown() throws IOException {
    Path file = mailbox.write("m", "From: a@b.c\r\n".repeat(10_000) + "\r\nx");
    CliRun run = mailbox.verify(file).ended(ExitStatus.NO);
    assertTrue(run.out().contains("10000 From fields"), run.out());
    assertTrue(run.out().lines().count() < 20, run.out());
  }

  @Test
  void aZoneThatCannotBeUsedIsNamed() throws IOException {
    Path file = mailbox.write("m", Mailbox.MESSAGE);
    Path bad = mailbox.write("bad.zone", "example.org. IN NONSENSE x\n");
    CliRun run = mailbox.verify("--dns-zone", bad, file).ended(ExitStatus.BAD_DATA);
    assertTrue(run.err().contains("bad.zone") && run.err().contains("line 1"), run.err());
    mailbox.verify("--dns-zone", mailbox.path("none"), file).ended(ExitStatus.NO_INPUT);
    Path binary = mailbox.write("binary.zone", "\u00ff\u00fe");
    mailbox.verify("--dns-zone", binary, file).ended(ExitStatus.BAD_DATA);
  }

  @Test
  void theClockDecidesAboutExpiration() throws IOException {
    String signed = mailbox.signed(Mailbox.MESSAGE, "--now", "1700000000", "--expire-after", "P1D");
    Path file = mailbox.write("m", signed);
    mailbox.verify("--now", "2023-11-14T23:00:00Z", file).ended(ExitStatus.OK);
    CliRun late = mailbox.verify("--now", "2024-01-01", file).ended(ExitStatus.NO);
    assertTrue(late.out().contains("SIGNATURE_EXPIRED"), late.out());
  }

  @Test
  void hostileOctetsNeverReachTheOutput() throws IOException {
    String hostile =
        String.join(
            "\r\n",
            "From: \u001b]0;owned\u0007 <a@example.org>",
            "Subject: \u009b31m \u00e2\u0080\u00ae x",
            "DKIM-Signature: v=1; a=rsa-sha256; d=\u001b[2J.example; s=\u009b; i=\u001b@x",
            "bad line \u001b[31m",
            "",
            "body");
    Path file = mailbox.write("m\u001b[31m", hostile);
    for (String form : new String[] {"--json", "--mbox", "--color=never"}) {
      CliRun run = mailbox.verify(form, file);
      String all = run.out() + run.err();
      assertFalse(all.codePoints().anyMatch(VerifyCommandTest::isHostile), all);
    }
  }

  @Test
  void coloursComeOnlyWhenAskedFor() throws IOException {
    Path file = mailbox.write("m", mailbox.signed(Mailbox.MESSAGE));
    assertFalse(mailbox.verify(file).out().contains("\u001b["));
    assertTrue(mailbox.verify("--color", "always", file).out().contains("\u001b["));
    assertFalse(mailbox.verify("--color", "never", file).out().contains("\u001b["));
  }

  @Test
  void aBodyBeyondItsLimitPassesOnlyWhenAllowed() throws IOException {
    assertTrue(CliRun.of("verify", "--help").out().contains("--allow-body-length-limit"));
    Path file = mailbox.write("m", mailbox.signed(Mailbox.MESSAGE));
    mailbox.verify("--allow-body-length-limit", file).ended(ExitStatus.OK);
  }

  private static boolean isHostile(int codePoint) {
    return (Character.isISOControl(codePoint) && codePoint != '\n') || codePoint == 0x202e;
  }
}
