package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.terminal.ExitStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports are made of the history and handed to the mail server, and what is wrong is told. */
class ReportsSendCommandTest {

  private static final String DAY = "2026-11-02";
  private static final String NEXT_DAY = "2026-11-03T01:00:00Z";

  @TempDir Path folder;
  private ReportingSite site;

  @BeforeEach
  void aDayOfMail() throws Exception {
    site = new ReportingSite(folder);
    site.record("one.example", "v=DMARC1; p=none; rua=mailto:a@one.example,mailto:b@one.example");
    site.record("one.example", "v=DMARC1; p=none; rua=mailto:a@one.example,mailto:b@one.example");
    site.record("two.example", "v=DMARC1; p=none; rua=mailto:-x@two.example,mailto:c@far.example");
    site.record("never.example", "v=DMARC1; p=none; rua=mailto:x@never.example");
  }

  private CliRun sent(String... more) {
    return site.send(
        Stream.concat(Stream.of("--now", NEXT_DAY, "--day", DAY), Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void eachDestinationGetsItsReportOnce() throws Exception {
    CliRun first = sent().ended(ExitStatus.OK);
    assertEquals(
        """
        one.example: 2 messages, to a@one.example: sent
        one.example: 2 messages, to b@one.example: sent
        two.example: 1 message, to mailto:-x@two.example: refused: its address is not a plain one
        two.example: 1 message, to mailto:c@far.example: refused: its host has not published that\
         it wants these reports
        """,
        first.out());
    assertEquals(
        List.of(
            "-i -f reports@mx.example -- a@one.example",
            "-i -f reports@mx.example -- b@one.example"),
        site.calls());
    CliRun second = sent("--json").ended(ExitStatus.OK);
    assertEquals(
        List.of("sent-before", "sent-before", "refused", "refused"),
        second.json().stream().map(it -> it.at("status").toString()).toList());
    assertEquals(2, site.calls().size());
  }

  @Test
  void aRehearsalSendsNothing() throws Exception {
    CliRun run = sent("--dry-run").ended(ExitStatus.OK);
    assertTrue(run.out().startsWith("one.example: 2 messages, to a@one.example: would be sent\n"));
    assertEquals(List.of(), site.calls());
    assertFalse(Files.exists(folder.resolve("history/" + DAY + ".sent")));
  }

  @Test
  void reportsAndMailsAreWrittenToFilesThatAreNeverReplaced() throws Exception {
    Path out = folder.resolve("out");
    sent("--out", out.toString()).ended(ExitStatus.OK);
    try (Stream<Path> files = Files.list(out)) {
      List<String> names = files.map(it -> it.getFileName().toString()).sorted().toList();
      assertEquals(3, names.size(), names::toString); // one report, which goes to two addresses
      assertEquals(2, names.stream().filter(it -> it.endsWith(".eml")).count(), names::toString);
      assertTrue(
          names.stream()
              .anyMatch(it -> it.startsWith("mx.example!one.example!1793577600!1793663999!")),
          names::toString);
    }
    CliRun again = sent("--out", out.toString()).ended(ExitStatus.CANNOT_CREATE);
    assertTrue(again.err().contains("the file exists"), again.err());
    assertEquals(List.of(), site.calls());
  }

  @Test
  void whatTheMailServerDoesNotTakeIsTriedAgainAndWhatItRefusesIsNot() throws Exception {
    site.sendmailEndsWith(75);
    CliRun first = sent().ended(ExitStatus.TEMPORARY);
    assertTrue(first.out().contains("a@one.example: to be tried again: "), first.out());
    site.sendmailEndsWith(67);
    sent().ended(ExitStatus.OK);
    site.sendmailEndsWith(0);
    CliRun last = sent().ended(ExitStatus.OK);
    assertTrue(last.out().contains("b@one.example: refused: the mail server refused it before"));
    assertEquals(4, site.calls().size());
  }

  @Test
  void withoutDnsNothingIsSentForNow() throws Exception {
    CliRun run = sent("--dns-server", "127.0.0.1:1").ended(ExitStatus.TEMPORARY);
    assertTrue(run.err().contains("would not pass DMARC themselves"), run.err());
    assertEquals(List.of(), site.calls());
  }

  @Test
  void reportsThatWouldNotPassDmarcAreNotSent() throws Exception {
    site.zoneWithoutKey();
    CliRun run = sent().ended(ExitStatus.CONFIGURATION);
    assertTrue(
        run.err().contains("nothing is sent, since the reports would not pass DMARC"), run.err());
    assertEquals(List.of(), site.calls());
  }

  @Test
  void aDayMustBeOverAndBeADay() {
    CliRun today = site.send("--now", NEXT_DAY, "--day", "2026-11-03").ended(ExitStatus.USAGE);
    assertTrue(today.err().contains("is not over"), today.err());
    CliRun none = site.send("--day", "2026-13-45").ended(ExitStatus.USAGE);
    assertTrue(none.err().contains("not a day: '2026-13-45'"), none.err());
    CliRun empty = site.send("--now", NEXT_DAY, "--day", "2026-10-01").ended(ExitStatus.OK);
    assertTrue(empty.err().contains("no mail of 2026-10-01 is recorded"), empty.err());
  }

  @Test
  void aSectionThatIsMissingIsNamed() throws Exception {
    site.withoutSection("history");
    CliRun run = sent().ended(ExitStatus.CONFIGURATION);
    assertTrue(run.err().contains("has no section [history]"), run.err());
  }

  @Test
  void aProgramThatIsMissingIsNamed() throws Exception {
    Files.delete(folder.resolve("sendmail"));
    CliRun run = sent().ended(ExitStatus.UNAVAILABLE);
    assertTrue(run.err().contains("cannot start"), run.err());
    site.sendmailEndsWith(0);
    assertTrue(sent().ended(ExitStatus.OK).out().contains("a@one.example: sent\n"));
  }

  @Test
  void entriesThatWereCutAreCounted() throws Exception {
    Path file = folder.resolve("history/" + DAY + ".history");
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() - 20));
    CliRun run = sent("--dry-run").ended(ExitStatus.OK);
    assertTrue(run.err().contains("1 entries of 2026-11-02 cannot be read"), run.err());
  }

  @Test
  void aRelayTakesThem() throws Exception {
    try (OneRelay relay = OneRelay.start()) {
      site.relay(relay.port());
      relay.answersDataWith("451 4.3.0 not now");
      CliRun first = sent().ended(ExitStatus.TEMPORARY);
      assertTrue(first.out().contains("a@one.example: to be tried again: 451 4.3.0"), first.out());
      relay.answersDataWith("250 2.0.0 ok");
      CliRun second = sent().ended(ExitStatus.OK);
      assertTrue(second.out().contains("to b@one.example: sent\n"), second.out());
      assertEquals(4, relay.recipients().size(), relay::toString);
      assertTrue(relay.recipients().contains("RCPT TO:<a@one.example>"), relay::toString);
      assertTrue(relay.mail().contains("\r\nAuto-Submitted: auto-generated\r\n"), relay.mail());
      assertTrue(relay.mail().startsWith("DKIM-Signature: "), relay.mail());
    }
    CliRun gone = sent().ended(ExitStatus.OK);
    assertTrue(gone.out().contains("sent before"), gone.out());
  }

  @Test
  void whatARelayRefusesIsRefused() throws Exception {
    try (OneRelay relay = OneRelay.start()) {
      site.relay(relay.port());
      relay.answersDataWith("550 5.7.1 no");
      CliRun run = sent().ended(ExitStatus.OK);
      assertTrue(run.out().contains("to a@one.example: refused: 550 5.7.1 no\n"), run.out());
    }
  }

  @Test
  void aRelayThatIsNotThereIsTriedAgain() throws Exception {
    site.relay(1);
    CliRun run = sent().ended(ExitStatus.TEMPORARY);
    assertTrue(run.out().contains("to be tried again: the mail server at"), run.out());
  }
}
