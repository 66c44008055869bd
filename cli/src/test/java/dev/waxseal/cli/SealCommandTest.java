package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.terminal.ExitStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealCommandTest {

  private static final String RESULTS =
      "Authentication-Results: mx.example.org; spf=pass smtp.mailfrom=example.org; arc=none\r\n";

  private final Mailbox mailbox;

  SealCommandTest(@TempDir Path directory) throws IOException {
    mailbox = new Mailbox(directory);
  }

  private CliRun seal(Path file, Object... more) {
    List<Object> all =
        new ArrayList<>(List.of("seal", "--domain", "example.org", "--selector", "s1"));
    all.addAll(List.of("--key", mailbox.key(), "--authserv-id", "lists.example.org"));
    all.addAll(List.of("--dns-zone", mailbox.zone()));
    all.addAll(List.of(more));
    all.add(file);
    return CliRun.of(all.toArray());
  }

  private Json arc(String message) throws IOException {
    return mailbox.verify("--json", mailbox.write("v", message)).json().get(0).at("arc");
  }

  @Test
  void theNextSetGoesOnTopOfTheMessage() throws IOException {
    Path file = mailbox.write("m", Mailbox.MESSAGE);
    String sealed = seal(file).ended(ExitStatus.OK).octets();
    assertTrue(sealed.startsWith("ARC-Seal: i=1; a=ed25519-sha256; cv=none;"), sealed);
    assertTrue(sealed.endsWith("\r\n" + Mailbox.MESSAGE), sealed);
    String again = seal(mailbox.write("m2", sealed)).ended(ExitStatus.OK).octets();
    assertTrue(again.startsWith("ARC-Seal: i=2; a=ed25519-sha256; cv=pass;"), again);
    assertEquals("pass", arc(again).at("result").value());
    assertEquals(0L, arc(again).at("oldestPass").value());
    Json first = arc(again).at("sets").at(0);
    assertEquals(
        "lists.example.org; dkim=none; dmarc=none header.from=example.org; arc=none",
        first.at("authenticationResults").value());
    assertEquals(
        "none example.org s1",
        first.at("cv") + " " + first.at("domain") + " " + first.at("selector"));
  }

  @Test
  void aBrokenChainIsMarkedOnceAndThenLeftAlone() throws IOException {
    String sealed = seal(mailbox.write("m", Mailbox.MESSAGE)).octets();
    String changed = sealed.replace("Ready?", "Readier?");
    String marked = seal(mailbox.write("c", changed)).ended(ExitStatus.OK).octets();
    assertTrue(marked.startsWith("ARC-Seal: i=2; a=ed25519-sha256; cv=fail;"), marked);
    CliRun again = seal(mailbox.write("d", marked)).ended(ExitStatus.OK);
    assertEquals(marked, again.octets());
    assertTrue(again.err().contains("CHAIN_ALREADY_FAILED"), again.err());
    assertEquals("MARKED_FAILED", arc(marked).at("reason").value());
  }

  @Test
  void resultsOfAnotherMachineAreCarried() throws IOException {
    Path file = mailbox.write("m", RESULTS + Mailbox.MESSAGE);
    String sealed = seal(file, "--carry", "mx.example.org", "--sign").ended(ExitStatus.OK).octets();
    String saw =
        arc(sealed).at("sets").at(0).at("authenticationResults").toString().replaceAll(" +", " ");
    assertEquals("lists.example.org; spf=pass smtp.mailfrom=example.org; arc=none", saw);
    assertTrue(sealed.contains("\r\nDKIM-Signature: v=1;"), sealed);
    CliRun stranger = seal(file, "--carry", "mx.example.net", "--headers-only");
    assertEquals("", stranger.ended(ExitStatus.OK).octets());
    assertTrue(stranger.err().contains("NO_RESULTS"), stranger.err());
  }

  /** Results that are there and cannot be read are no absence, and a chain may go unjudged. */
  @Test
  void whyNothingIsCarriedIsTold() throws IOException {
    String results =
        "Authentication-Results: mx.example.org; spf=pass; dmarc=pass header.from=\r\n";
    CliRun unreadable =
        seal(mailbox.write("u", results + Mailbox.MESSAGE), "--carry", "mx.example.org");
    String told = unreadable.ended(ExitStatus.OK).err();
    assertTrue(told.contains("RESULTS_UNREADABLE"), told);
    assertTrue(told.contains("of mx.example.org cannot be read at 'header.from='"), told);
    String sealed = seal(mailbox.write("m", Mailbox.MESSAGE)).octets();
    String silent = "Authentication-Results: mx.example.org; spf=pass\r\n" + sealed;
    CliRun unjudged = seal(mailbox.write("c", silent), "--carry", "mx.example.org");
    assertEquals(silent, unjudged.ended(ExitStatus.OK).octets());
    assertTrue(unjudged.err().contains("CHAIN_NOT_JUDGED"), unjudged.err());
  }

  /** What Microsoft 365 and others write is read. */
  @Test
  void resultsWithWordsWithoutATypeAreCarried() throws IOException {
    String results =
        "Authentication-Results: mx.example.org; dkim=tmperror;\r\n dmarc=pass action=none";
    Path file = mailbox.write("a", results + " header.from=example.org\r\n" + Mailbox.MESSAGE);
    String sealed = seal(file, "--carry", "mx.example.org").ended(ExitStatus.OK).octets();
    String saw =
        arc(sealed).at("sets").at(0).at("authenticationResults").toString().replaceAll(" +", " ");
    assertEquals("lists.example.org; dmarc=pass header.from=example.org; arc=none", saw);
  }

  @Test
  void whatIsWrongOnTheCommandLine() throws IOException {
    Path file = mailbox.write("m", Mailbox.MESSAGE);
    assertTrue(
        seal(file, "--own-sealer", "example.org")
            .ended(ExitStatus.USAGE)
            .err()
            .contains("--carry"));
    seal(file, "--carry", "mx.example.org", "--own-sealer", "no domain").ended(ExitStatus.USAGE);
    assertTrue(CliRun.of("seal", file).ended(ExitStatus.USAGE).err().contains("--authserv-id"));
  }

  @Test
  void aMessageThatMustNotBeSignedIsNotSealed() throws IOException {
    CliRun run = seal(mailbox.write("m", "Subject: no From\r\n\r\nx\r\n"));
    assertTrue(run.ended(ExitStatus.BAD_DATA).err().contains("no From"), run.err());
    assertFalse(run.octets().contains("ARC-Seal"), run.octets());
  }

  @Test
  void verifyShowsTheHops() throws IOException {
    String sealed = seal(mailbox.write("m", Mailbox.MESSAGE)).octets();
    String footer = sealed + "-- \r\nthe list\r\n";
    String text = mailbox.verify(mailbox.write("f", footer)).ended(ExitStatus.NO).out();
    assertTrue(text.contains("the ARC chain is broken"), text);
    assertTrue(text.contains("MESSAGE_SIGNATURE_FAILED (BODY_HASH_MISMATCH)"), text);
    String good = mailbox.verify(mailbox.write("g", sealed)).out();
    assertTrue(good.contains("the ARC chain is valid, 1 hop"), good);
    assertTrue(good.contains("saw lists.example.org; dkim=none"), good);
    assertTrue(good.contains("the message is unchanged since this hop"), good);
  }
}
