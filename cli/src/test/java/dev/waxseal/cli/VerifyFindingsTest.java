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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Findings on the command line: their JSON, their lines for people, and the exit status. */
class VerifyFindingsTest {

  private static final String RECORD = "_dmarc.example.org. TXT \"v=DMARC1; p=reject\"\n";

  private final Mailbox mailbox;
  private final String signed;

  VerifyFindingsTest(@TempDir Path directory) throws IOException {
    mailbox = new Mailbox(directory);
    signed = mailbox.signed(Mailbox.MESSAGE);
  }

  private CliRun verify(String message, String record, Object... options) throws IOException {
    Object[] all = new Object[options.length + 3];
    all[0] = mailbox.write("m.eml", message);
    all[1] = "--dns-zone";
    all[2] = mailbox.write("dmarc.zone", record);
    System.arraycopy(options, 0, all, 3, options.length);
    return mailbox.verify(all);
  }

  private Json json(ExitStatus status, String message, String record) throws IOException {
    return verify(message, record, "--json").ended(status).json().get(0);
  }

  /** What lookup says of a record, verify says of a message that it fails for. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          example.org. TXT "v=DMARC1; p=none"        | dmarc | stands at a name where nobody looks
          _dmarc.example.org. CNAME d.example.net.   | dmarc | is an alias of d.example.net
          _dmarc.example.org. TXT "v=DMARC1; p=rject" | dmarc | the value is not a policy
          example.org. TXT "v=spf1 ipv4:192.0.2.1 -all" | spf | ip4: was meant?
          example.org. TXT "v=spf1 include=a.example -all" | spf | include: was meant?
          example.org. TXT "v=spf1;-all"             | spf | a space has to come after v=spf1
          example.org. TXT "v=spf1 \\226\\128\\147all" | spf | it contains an en dash
          """)
  void recordsWithAMistake(String record, String method, String words) throws IOException {
    String[] client = {"--client-ip", "192.0.2.1", "--mail-from", "joe@example.org"};
    CliRun run = verify(Mailbox.MESSAGE, record + "\n", (Object[]) client);
    assertTrue(run.out().replaceAll("\\s+", " ").contains(words), run.out());
    Object[] all = {client[0], client[1], client[2], client[3], "--json"};
    Json json = verify(Mailbox.MESSAGE, record + "\n", all).json().get(0);
    assertTrue(json.at(method).at("problems").toString().contains(words), json.toString());
  }

  @Test
  void aSoundMessageHasNone() throws IOException {
    assertEquals("[]", json(ExitStatus.OK, signed, RECORD).at("findings").toString());
  }

  /** Whether there is a DMARC record or not: exit status 1, and quarantine. */
  @ParameterizedTest
  @CsvSource({
    "'Dear customer',       header-line-without-colon, null",
    "'Dear customer: x',    header-malformed-name,     null",
    "'X-A: b\\nSubject: c', header-bare-lf,            X-A",
    "'X-A: b\\rSubject: c', header-bare-cr,            X-A",
    "'X-A: b\\0',           header-nul,                X-A",
  })
  void aHeaderThatIsNone(String line, String id, String field) throws IOException {
    String octets = line.replace("\\n", "\n").replace("\\r", "\r").replace("\\0", "\0");
    String message = signed.replace("\r\nTo:", "\r\n" + octets + "\r\nTo:");
    for (String record : new String[] {RECORD, ""}) {
      Json json = json(ExitStatus.NO, message, record);
      Json finding = json.at("findings").at(0);
      assertEquals(id, finding.at("id").value());
      assertEquals("error", finding.at("severity").value());
      assertEquals(field, finding.at("field").toString());
      assertTrue(finding.at("detail").toString().startsWith("the header has "));
      assertEquals("pass", json.at("dkim").at(0).at("result").value());
      assertEquals("none", json.at("dmarc").at("result").value());
      assertEquals("MALFORMED_HEADER", json.at("dmarc").at("reason").value());
      assertEquals("quarantine", json.at("dmarc").at("disposition").value());
    }
    String text = verify(message, RECORD).ended(ExitStatus.NO).out();
    assertTrue(
        text.replaceAll("\\s+", " ")
            .startsWith(
                "nobody can vouch for this message: programs can read the header in more than one"
                    + " way"),
        text);
    assertTrue(text.replaceAll("\\s+", " ").contains(" the header has "), text);
  }

  @Test
  void aSecondField() throws IOException {
    String both =
        mailbox.signed("Sender: a@example.org\r\nSender: b@example.org\r\n" + Mailbox.MESSAGE);
    Json covered = json(ExitStatus.OK, both, RECORD);
    assertEquals("note", covered.at("findings").at(0).at("severity").value());
    String added = "Sender: a@example.org\r\nSender: b@example.org\r\n" + signed;
    for (String record : new String[] {RECORD, ""}) {
      Json finding = json(ExitStatus.NO, added, record).at("findings").at(0);
      assertEquals("repeated-field", finding.at("id").value());
      assertEquals("error", finding.at("severity").value());
      assertEquals("Sender", finding.at("field").value());
    }
    Json dmarc = json(ExitStatus.NO, added, RECORD).at("dmarc");
    assertEquals("pass accept", dmarc.at("result") + " " + dmarc.at("disposition"));
    String text = verify(added, RECORD).ended(ExitStatus.NO).out();
    assertTrue(
        text.contains("vouches for this message: DMARC passes; but something is wrong"), text);
    assertFalse(verify(both, RECORD).ended(ExitStatus.OK).out().contains("something is wrong"));
  }

  @Test
  void thePageShowsThem() throws IOException {
    Path page = mailbox.path("page.html");
    verify("Dear customer\r\n" + signed, RECORD, "--html", page).ended(ExitStatus.NO);
    String html = Files.readString(page);
    assertTrue(html.contains("The header has a line without a colon"), html);
  }

  /** What is wrong with a From field, once, in words that stand in the results unchanged. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Us:;                  | it has no address",
        "x                     | none of its addresses has a domain",
        "News: The <a@b.c>     | a colon outside quotation marks begins a group, and the group has no end",
        "a@b.c; d@e.f          | a semicolon stands in the From field where a comma or its end should",
        "\"a <b@c.d>\"@e.f     | a local part of the From field invites other readings",
      })
  void fromFieldsInWords(String from, String sentence) throws IOException {
    Json json = json(ExitStatus.NO, "From: " + from + "\r\n\r\nx\r\n", "");
    String detail = json.at("dmarc").at("detail").toString();
    assertTrue(detail.endsWith(": " + sentence), detail);
    String results = json.at("authenticationResults").toString().replaceAll("\\s+", " ");
    assertTrue(results.contains("reason=\"" + detail + "\""), results);
  }

  @Test
  void noFromFieldIsSaidOnce() throws IOException {
    Json dmarc = json(ExitStatus.NO, "To: x\r\n\r\nx\r\n", "").at("dmarc");
    assertEquals("the message has no From field", dmarc.at("detail").value());
  }
}
