package dev.waxseal.inbound;

import static dev.waxseal.inbound.World.AUTHOR;
import static dev.waxseal.inbound.World.LIST;
import static dev.waxseal.inbound.World.MESSAGE;
import static dev.waxseal.inbound.World.STRANGER;
import static dev.waxseal.inbound.World.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.SignedHeaders;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dmarc.DmarcReason;
import dev.waxseal.dmarc.DmarcResult;
import dev.waxseal.dmarc.DmarcStatus;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a report has beyond results: RFC 5322 sections 2.2 and 3.6, RFC 6376 sections 3.8, 8.15. */
class FindingsTest {

  private static final String SIGNED = AUTHOR.signed(MESSAGE);

  /** All that people see, each field as often as it is there and no more. */
  private static final Set<String> SEEN =
      Set.of("Subject", "Sender", "Reply-To", "To", "Cc", "Date", "Message-ID");

  private static InboundReport report(String message) {
    return World.receiver().trustingSealers(LIST.domain()).authenticate(bytes(message));
  }

  private static List<String> told(InboundReport report) {
    return report.findings().stream()
        .map(it -> it.id() + " " + it.severity().word() + " " + it.field())
        .map(String::strip)
        .toList();
  }

  /** A signature that covers some fields, and lets others of their names be added. */
  private static String signed(Party party, Set<String> covered, String message) {
    try {
      SignedHeaders fields = new SignedHeaders(Set.of("From"), Set.of(), covered);
      return Party.text(party.signer().withSignedHeaders(fields).sign(bytes(message))) + message;
    } catch (SigningException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aSoundMessageHasNone() {
    InboundReport report = report(SIGNED);
    assertEquals(List.of(), report.findings());
    assertFalse(report.hasErrors());
  }

  @Test
  void bareLineFeedsAreTold() {
    InboundReport report = report(SIGNED.replace("\r\n", "\n"));
    assertEquals(List.of("line-ends-converted note"), told(report));
    assertEquals(DmarcStatus.PASS, report.dmarc().result().status());
    assertFalse(report.hasErrors());
  }

  /** Below the signed From stands what ends the header, or a field, for some programs. */
  @ParameterizedTest
  @CsvSource({
    "'Dear customer',             header-line-without-colon error",
    "'Dear customer: pay',        header-malformed-name error",
    "': pay',                     header-malformed-name error",
    "'S\u00fcbject: pay',         header-malformed-name error",
    "'X: a\\nSubject: Pay\\n\\n', header-bare-lf error X",
    "'X: a\\rSubject: Pay',       header-bare-cr error X",
    "'X: a\\0b',                  header-nul error X",
  })
  void programsPart(String line, String finding) {
    String octets = line.replace("\\n", "\n").replace("\\r", "\r").replace("\\0", "\0");
    int to = SIGNED.indexOf("To: ");
    for (String message :
        List.of(
            octets + "\r\n" + SIGNED,
            SIGNED.substring(0, to) + octets + "\r\n" + SIGNED.substring(to))) {
      InboundReport report = report(message);
      assertEquals(1, report.dkim().passes().size(), "the signature itself holds");
      assertEquals(List.of(finding), told(report));
      assertTrue(report.hasErrors());
      assertTrue(report.findings().get(0).detail().matches("[ -~]+"), message);
      DmarcResult.Failure dmarc = (DmarcResult.Failure) report.dmarc().result();
      assertEquals(DmarcReason.MALFORMED_HEADER, dmarc.reason());
      assertEquals(DmarcStatus.NONE, dmarc.status());
      assertEquals(Disposition.QUARANTINE, report.dmarc().disposition());
    }
  }

  /** Neither is a record of DMARC needed for that, nor does a trusted sealer outweigh it. */
  @Test
  void whateverElseIsThere() {
    InboundReport without =
        World.receiver().authenticate(bytes("Dear customer\r\n" + SIGNED.replace("author.", "a.")));
    assertEquals(Disposition.QUARANTINE, without.dmarc().disposition());
    String sealed = LIST.sealed(SIGNED, report(SIGNED).arrival()).replace("you?", "she?");
    InboundReport spoiled = report("Dear customer\r\n" + sealed);
    assertEquals(Disposition.QUARANTINE, spoiled.dmarc().disposition());
    assertTrue(spoiled.dmarc().override().isEmpty());
  }

  @Test
  void theObsoleteSpaceBeforeAColonIsNoFault() {
    InboundReport report = report("X-Mailer : old\r\n" + SIGNED);
    assertEquals(List.of(), report.findings());
    assertEquals(DmarcStatus.PASS, report.dmarc().result().status());
  }

  @Test
  void manyFaultsAreToldOnce() {
    InboundReport report = report("Dear customer\r\n".repeat(1000) + SIGNED);
    assertEquals(List.of("header-line-without-colon error"), told(report));
    assertEquals(
        "the header has a line without a colon, and 999 more like it; some programs end the header"
            + " there: Dear customer",
        report.findings().get(0).detail());
  }

  @Test
  void octetsAreCountedByField() {
    InboundReport report = report("X-A: a\rb\rc\r\nX-B: a\rb\r\n" + SIGNED);
    String detail = report.findings().get(0).detail();
    assertTrue(detail.startsWith("the header has a CR without an LF, in 2 fields; some"), detail);
  }

  /** Readers show the topmost, a signature covers the lowest. */
  @ParameterizedTest
  @ValueSource(strings = {"Subject", "Sender", "Reply-To", "To", "Cc", "Date", "Message-ID"})
  void aSecondFieldOnTop(String name) {
    String once = name + ": one\r\n" + MESSAGE.replaceAll(name + ": [^\r]*\r\n", "");
    InboundReport report = report(name + ": two\r\n" + signed(AUTHOR, SEEN, once));
    assertEquals(List.of("repeated-field error " + name), told(report));
    assertEquals(DmarcStatus.PASS, report.dmarc().result().status());
    assertEquals(Disposition.ACCEPT, report.dmarc().disposition());
    InboundReport both = report(signed(AUTHOR, SEEN, name + ": two\r\n" + once));
    assertEquals(List.of("repeated-field note " + name), told(both));
    assertFalse(both.hasErrors());
    assertEquals(List.of(), report(signed(AUTHOR, SEEN, once)).findings());
  }

  /** Of several signatures, one that is aligned and covers all is enough. */
  @Test
  void whoseSignatureCoversThem() {
    String twice = "subject : two\r\n" + MESSAGE;
    String other = signed(STRANGER, SEEN, twice);
    assertEquals(
        List.of("repeated-field error Subject"), told(report(signed(AUTHOR, Set.of(), other))));
    assertEquals(List.of("repeated-field note Subject"), told(report(signed(AUTHOR, SEEN, other))));
    assertEquals(
        List.of("repeated-field note Subject"),
        told(report(signed(AUTHOR, Set.of(), signed(AUTHOR, SEEN, twice)))));
  }

  @Test
  void spfCoversNothing() {
    String twice = "Subject: two\r\n" + signed(STRANGER, SEEN, MESSAGE);
    InboundReport report = World.receiver().authenticate(bytes(twice), World.fromAuthor());
    assertEquals(DmarcStatus.PASS, report.dmarc().result().status());
    assertEquals(List.of("repeated-field error Subject"), told(report));
  }

  /** Where a sealer decides, it is the sealer's signature that has to cover them. */
  @Test
  void underAChain() {
    String twice = "Subject: two\r\n" + MESSAGE;
    String sealed = LIST.sealed(twice, report(signed(AUTHOR, SEEN, twice)).arrival());
    InboundReport covered = report(sealed);
    assertTrue(covered.dmarc().override().isPresent());
    assertEquals(List.of("repeated-field note Subject"), told(covered));
    String payload = "lists.example; dmarc=pass header.from=author.example";
    InboundReport added = report("Subject: two\r\n" + HandMadeSet.onTop(LIST, payload, MESSAGE));
    assertTrue(added.dmarc().override().isPresent());
    assertEquals(List.of("repeated-field error Subject"), told(added));
  }

  @Test
  void withoutARecord() {
    String message = signed(STRANGER, SEEN, MESSAGE.replace("author.example", "stranger.example"));
    InboundReport report = report("Subject: two\r\n" + message);
    assertEquals(DmarcStatus.NONE, report.dmarc().result().status());
    assertEquals(List.of("repeated-field error Subject"), told(report));
  }

  /** A stranger adds a field to a signed message, and signs both. */
  @Test
  void withoutARecordAStrangersSignatureCoversNothing() {
    String message = MESSAGE.replace("author.example", "stranger.example");
    String twice = "Subject: two\r\n" + signed(STRANGER, SEEN, message);
    InboundReport added = report(signed(AUTHOR, SEEN, twice));
    assertEquals(2, added.dkim().passes().size());
    assertEquals(DmarcStatus.NONE, added.dmarc().result().status());
    assertEquals(List.of("repeated-field error Subject"), told(added));
    String both = signed(STRANGER, SEEN, "Subject: two\r\n" + message);
    assertEquals(List.of("repeated-field note Subject"), told(report(signed(AUTHOR, SEEN, both))));
  }
}
