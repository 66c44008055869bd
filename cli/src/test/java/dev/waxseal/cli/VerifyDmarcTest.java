package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.terminal.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DMARC on the command line: its JSON, and the exit statuses of the contract. */
class VerifyDmarcTest {

  /** The names of the contract, in its order. */
  private static final List<String> CONTRACT =
      List.of(
          "result",
          "reason",
          "domain",
          "organizationalDomain",
          "record",
          "policy",
          "disposition",
          "override",
          "aligned");

  private final Mailbox mailbox;
  private final String signed;

  VerifyDmarcTest(@TempDir Path directory) throws IOException {
    mailbox = new Mailbox(directory);
    signed = mailbox.signed(Mailbox.MESSAGE);
  }

  /** Judges a message where example.org has this record; none if it is empty. */
  private CliRun verify(String message, String record, Object... options) throws IOException {
    Object[] all = new Object[options.length + 3];
    all[0] = mailbox.write("m.eml", message);
    all[1] = "--dns-zone";
    all[2] =
        mailbox.write(
            "dmarc.zone", record.isEmpty() ? "" : "_dmarc.example.org. TXT \"" + record + "\"\n");
    System.arraycopy(options, 0, all, 3, options.length);
    return mailbox.verify(all);
  }

  private Json dmarc(String message, String record) throws IOException {
    return verify(message, record, "--json").json().get(0).at("dmarc");
  }

  @Test
  void aPass() throws IOException {
    Json dmarc = dmarc(signed, "v=DMARC1; p=reject");
    assertEquals(CONTRACT, dmarc.names().stream().filter(CONTRACT::contains).toList());
    assertEquals(
        "pass null example.org example.org v=DMARC1; p=reject reject accept null", contract(dmarc));
    assertEquals(1, dmarc.at("aligned").elements().size());
    assertEquals("dkim", dmarc.at("aligned").at(0).at("method").value());
    assertEquals("example.org", dmarc.at("aligned").at(0).at("domain").value());
  }

  @ParameterizedTest
  @CsvSource({
    "v=DMARC1; p=reject, reject, quarantine",
    "v=DMARC1; p=quarantine, quarantine, quarantine",
    "v=DMARC1; p=none, none, accept",
    "v=DMARC1; p=reject; t=y, quarantine, quarantine",
    "v=DMARC1; p=quarantine; t=y, none, accept",
  })
  void aFailure(String record, String policy, String disposition) throws IOException {
    Json dmarc = dmarc(Mailbox.MESSAGE, record);
    assertEquals(
        "fail NOT_ALIGNED example.org example.org "
            + record
            + " "
            + policy
            + " "
            + disposition
            + " null",
        contract(dmarc));
    assertEquals("[]", dmarc.at("aligned").toString());
    verify(Mailbox.MESSAGE, record).ended(ExitStatus.NO);
  }

  @Test
  void withoutARecord() throws IOException {
    assertEquals(
        "none NO_RECORD example.org example.org null null accept null",
        contract(dmarc(signed, "")));
  }

  @Test
  void withoutAnAuthor() throws IOException {
    Json dmarc = dmarc("From: a@example.org, b@example.com\r\n\r\nx\r\n", "v=DMARC1; p=reject");
    assertEquals("none MULTIPLE_FROM_DOMAINS null null null null quarantine null", contract(dmarc));
    assertEquals("[]", dmarc.at("aligned").toString());
  }

  @Test
  void aSubdomainHasThePolicyOfItsOrganization() throws IOException {
    String message = Mailbox.MESSAGE.replace("joe@example.org", "joe@mail.example.org");
    Json dmarc = dmarc(message, "v=DMARC1; p=reject; sp=quarantine; np=none");
    assertEquals(
        "fail NOT_ALIGNED mail.example.org example.org"
            + " v=DMARC1; p=reject; sp=quarantine; np=none none accept null",
        contract(dmarc));
    Json pass = dmarc(mailbox.signed(message), "v=DMARC1; p=reject");
    assertEquals("pass", pass.at("result").value());
    Json strict = dmarc(mailbox.signed(message), "v=DMARC1; p=reject; adkim=s");
    assertEquals("fail", strict.at("result").value());
  }

  /** The contract: 0 if DMARC passes; without a record, if a signature passes; else 1. */
  @ParameterizedTest
  @CsvSource({
    "signed,   'v=DMARC1; p=reject', OK",
    "signed,   'v=DMARC1; p=none',   OK",
    "signed,   '',                   OK",
    "signed,   'v=DMARC1',           OK",
    "unsigned, 'v=DMARC1; p=reject', NO",
    "unsigned, 'v=DMARC1; p=none',   NO",
    "unsigned, '',                   NO",
    "changed,  'v=DMARC1; p=none',   NO",
    "changed,  '',                   NO",
    "other,    'v=DMARC1; p=none',   NO",
    "other,    '',                   OK",
    "signed,   'v=DMARC1; p=bogus',  NO",
    "signed,   'v=DMARC1; p=none; p=none', NO",
    "two,      'v=DMARC1; p=none',   NO",
    "two,      '',                   NO",
    "group,    '',                   NO",
  })
  void theExitStatus(String kind, String record, ExitStatus status) throws IOException {
    String message =
        switch (kind) {
          case "signed" -> signed;
          case "unsigned" -> Mailbox.MESSAGE;
          case "changed" -> signed.replace("Ready?", "Eaten.");
          case "other" ->
              mailbox.signed(Mailbox.MESSAGE.replace("joe@example.org", "joe@sub.example.com"));
          case "two" -> "From: x@example.org\r\n" + signed;
          default -> mailbox.signed("From: Us:;\r\n\r\nx\r\n");
        };
    String more = record.isEmpty() ? "" : "_dmarc.example.com. TXT \"" + record + "\"\n";
    verify(message, record, "--dns-zone", mailbox.write("o.zone", more)).ended(status);
  }

  /** RFC 9989 section 4.4.1; RFC 6376 section 3.6.1 to the letter has to be asked for. */
  @Test
  void aKeyInTestingCountsUnlessOneAsksForTheLetter() throws IOException {
    Files.writeString(
        mailbox.zone(), Files.readString(mailbox.zone()).replace("k=ed25519;", "k=ed25519; t=y;"));
    Json json = verify(signed, "v=DMARC1; p=reject", "--json").ended(ExitStatus.OK).json().get(0);
    assertEquals(
        "pass true",
        json.at("dkim").at(0).at("result") + " " + json.at("dkim").at(0).at("testing"));
    assertEquals("pass", json.at("dmarc").at("result").value());
    assertEquals(
        "key-in-testing warning DKIM-Signature",
        json.at("findings").at(0).at("id")
            + " "
            + json.at("findings").at(0).at("severity")
            + " "
            + json.at("findings").at(0).at("field"));
    String header = String.valueOf(json.at("authenticationResults").value());
    assertTrue(header.contains("dkim=pass (key in testing, t=y) header.d="), header);
    verify(signed, "").ended(ExitStatus.OK);
  }

  @Test
  void aKeyInTestingByTheLetter() throws IOException {
    Files.writeString(
        mailbox.zone(), Files.readString(mailbox.zone()).replace("k=ed25519;", "k=ed25519; t=y;"));
    String option = "--test-keys-as-unsigned";
    Json json =
        verify(signed, "v=DMARC1; p=reject", "--json", option).ended(ExitStatus.NO).json().get(0);
    assertEquals(
        "policy KEY_IN_TESTING",
        json.at("dkim").at(0).at("result") + " " + json.at("dkim").at(0).at("reason"));
    assertEquals("fail", json.at("dmarc").at("result").value());
    CliRun none = verify(signed, "", option).ended(ExitStatus.NO);
    assertTrue(none.out().startsWith("nobody vouches for this message"), none.out());
  }

  @Test
  void shortKeysThatDoNotCount() throws IOException {
    String option = "--minimum-key-bits";
    verify(signed, "v=DMARC1; p=reject", option, "4096").ended(ExitStatus.OK); // it is Ed25519
    Path file = mailbox.write("m.eml", signed);
    assertTrue(
        CliRun.of("verify", option, "1023", file)
            .ended(ExitStatus.USAGE)
            .err()
            .contains("RSA keys of 1024 to 4096 bits can be required, not of 1023"));
    CliRun.of("verify", option, "many", file).ended(ExitStatus.USAGE);
  }

  @Test
  void dnsThatDoesNotAnswerEndsWith75() throws IOException {
    for (String message : List.of(signed, Mailbox.MESSAGE)) {
      Path file = mailbox.write("m.eml", message);
      CliRun run =
          CliRun.of("verify", "--json", "--dns-server", "127.0.0.1:1", file)
              .ended(ExitStatus.TEMPORARY);
      Json dmarc = run.json().get(0).at("dmarc");
      assertEquals(
          "temperror RECORD_UNAVAILABLE example.org null null null defer null", contract(dmarc));
      CliRun text =
          CliRun.of(
                  "verify",
                  "--dns-server",
                  "127.0.0.1:1",
                  "--client-ip",
                  "192.0.2.1",
                  "--mail-from",
                  "joe@example.org",
                  file)
              .ended(ExitStatus.TEMPORARY);
      assertTrue(text.out().startsWith("nobody vouches for this message yet"), text.out());
      assertTrue(text.out().contains("temperror  SPF of example.org (mfrom)"), text.out());
    }
  }

  /** What is no author is no question for DNS either. */
  @Test
  void anAmbiguousFromIsCertainWithoutDns() throws IOException {
    Path file = mailbox.write("m.eml", "From: a@example.org <b@example.com>\r\n\r\nx\r\n");
    CliRun run = CliRun.of("verify", "--json", "--dns-server", "127.0.0.1:1", file);
    Json dmarc = run.ended(ExitStatus.NO).json().get(0).at("dmarc");
    assertEquals("AMBIGUOUS_FROM", dmarc.at("reason").value());
  }

  @Test
  void theWorstOfSeveral() throws IOException {
    Path zone = mailbox.write("z", "_dmarc.example.org. TXT \"v=DMARC1; p=reject\"\n");
    Path good = mailbox.write("good", signed);
    Path bad = mailbox.write("bad", Mailbox.MESSAGE);
    mailbox.verify("--dns-zone", zone, good, good).ended(ExitStatus.OK);
    mailbox.verify("--dns-zone", zone, good, bad).ended(ExitStatus.NO);
    mailbox.verify("--dns-zone", zone, good, bad, mailbox.path("none")).ended(ExitStatus.NO_INPUT);
  }

  @Test
  void theSentencesAtTheTop() throws IOException {
    assertTop("example.org vouches for this message: DMARC passes", signed, "v=DMARC1; p=none");
    assertTop("example.org vouches for this message", signed, "");
    assertTop(
        "nobody vouches for this message in the name of example.org: it has no DKIM",
        Mailbox.MESSAGE,
        "v=DMARC1; p=none");
    assertTop("the DMARC record of example.org cannot be used", signed, "v=DMARC1; p=x");
    assertTop(
        "nobody can vouch for this message: its author cannot be determined",
        "From: x\r\n\r\nx\r\n",
        "v=DMARC1; p=none");
  }

  private void assertTop(String sentence, String message, String record) throws IOException {
    CliRun run = verify(message, record);
    assertEquals(sentence, run.out().lines().findFirst().orElseThrow());
    assertFalse(run.out().contains("null"), run.out());
  }

  private static String contract(Json dmarc) {
    StringBuilder text = new StringBuilder();
    for (String name : CONTRACT.subList(0, CONTRACT.size() - 1)) {
      text.append(text.length() == 0 ? "" : " ").append(dmarc.at(name));
    }
    return text.toString();
  }
}
