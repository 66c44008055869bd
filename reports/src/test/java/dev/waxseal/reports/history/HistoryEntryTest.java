package dev.waxseal.reports.history;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dmarc.AppliedRecord.PolicyTag;
import dev.waxseal.dmarc.DmarcStatus;
import dev.waxseal.dmarc.Identifier.Alignment;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.reports.AggregateRecord.AuthStatus;
import dev.waxseal.reports.AggregateRecord.Disposition;
import dev.waxseal.reports.AggregateRecord.OverrideType;
import dev.waxseal.spf.SpfClient;
import dev.waxseal.spf.SpfStatus;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is recorded of a message is what a report needs, and no more. */
class HistoryEntryTest {

  private static final Instant TIME = Instant.parse("2026-11-02T12:00:00.999Z");
  private static final String REPORT = " Report Domain: b.example\r\n Submitter: a.example\r\n";

  private final SigningKey key = key();
  private final Dns dns =
      Dns.zone(
          "s._domainkey.a.example. TXT \"" + key.keyRecord().orElseThrow() + "\"",
          "_dmarc.a.example. TXT \"v=DMARC1; p=reject; rua=mailto:rua@a.example\"",
          "a.example. TXT \"v=spf1 ip4:192.0.2.1 -all\"",
          "_dmarc.long.example. TXT \"v=DMARC1; p=none\"" + " \";x=1234567890\"".repeat(400));

  private static SigningKey key() {
    return SigningKey.generate(SigningAlgorithm.ED25519_SHA256).key();
  }

  private static byte[] message(String domain, String subject) {
    return ("From: Joe <joe.secret@"
            + domain
            + ">\r\nSubject:"
            + subject
            + "\r\nMessage-ID: <id.secret@x>\r\n\r\nbody\r\n")
        .getBytes(ISO_8859_1);
  }

  private byte[] signed(byte[] message) throws SigningException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (HeaderField field : DkimSigner.of("a.example", "s", key).sign(message)) {
      out.writeBytes(field.bytes());
    }
    out.writeBytes(message);
    return out.toByteArray();
  }

  private Optional<HistoryEntry> entry(byte[] message, String mailFrom)
      throws UnknownHostException {
    SpfClient client =
        SpfClient.of(InetAddress.getByName("192.0.2.1"), "helo.secret.example", mailFrom);
    return HistoryEntry.of(
        InboundAuthenticator.of("mx.example", dns).authenticate(message, client),
        client,
        TIME,
        Disposition.NONE,
        Optional.of(HistoryEntry.Cause.of(OverrideType.MAILING_LIST)));
  }

  @Test
  void aMessageThatPasses() throws Exception {
    byte[] message = signed(message("a.example", " secret"));
    HistoryEntry entry = entry(message, "bounce.secret@a.example").orElseThrow();
    assertEquals(
        new HistoryEntry(
            Instant.parse("2026-11-02T12:00:00Z"),
            DomainName.of("a.example"),
            "v=DMARC1; p=reject; rua=mailto:rua@a.example",
            PolicyTag.P,
            InetAddress.getByName("192.0.2.1"),
            DomainName.of("a.example"),
            Optional.of("a.example"),
            Optional.empty(),
            List.of(
                new HistoryEntry.Signature(
                    "a.example", Optional.of("s"), AuthStatus.PASS, Alignment.STRICT)),
            Optional.of(new HistoryEntry.MailFrom("a.example", SpfStatus.PASS, true)),
            DmarcStatus.PASS,
            Disposition.NONE,
            Optional.of(HistoryEntry.Cause.of(OverrideType.MAILING_LIST))),
        entry);
    assertFalse(EntryLine.of(entry).contains("secret"), EntryLine.of(entry));
  }

  @Test
  void aSignatureThatCannotBeReadHasWhatItSays() throws Exception {
    String broken = "DKIM-Signature: v=1; d=b.example; s=t; a=none\r\n";
    byte[] message =
        (broken + new String(message("a.example", " x"), ISO_8859_1)).getBytes(ISO_8859_1);
    HistoryEntry entry = entry(message, "x@b.example").orElseThrow();
    HistoryEntry.Signature signature = entry.dkim().get(0);
    assertEquals("b.example", signature.domain());
    assertEquals(Optional.of("t"), signature.selector());
    assertFalse(signature.isAligned());
    assertEquals(DmarcStatus.FAIL, entry.dmarc());
  }

  @Test
  void aNullPathIsEmptyAndAPathWithoutADomainIsNot() throws Exception {
    byte[] message = message("a.example", " x");
    assertEquals(Optional.of(""), entry(message, "").orElseThrow().envelopeFrom());
    assertEquals(Optional.empty(), entry(message, "root").orElseThrow().envelopeFrom());
  }

  /** Reports about reports would loop; a forger cannot hide behind that. */
  @Test
  void aReportWithoutASenderIsNotRecordedIfItPasses() throws Exception {
    byte[] report = signed(message("a.example", REPORT));
    assertTrue(entry(report, "").isEmpty());
    assertTrue(entry(report, "x@a.example").isPresent());
    assertTrue(entry(message("a.example", REPORT), "").isPresent());
    assertTrue(entry(signed(message("a.example", " Re: Report Domain: x")), "").isPresent());
  }

  @Test
  void withoutAPolicyThereIsNothingToReport() throws Exception {
    assertTrue(entry(message("nopolicy.example", " x"), "x@a.example").isEmpty());
    assertTrue(entry(message("long.example", " x"), "x@a.example").isEmpty());
  }

  @Test
  void severalDomainsOfRecipientsAreNotTold() throws Exception {
    HistoryEntry entry = entry(message("a.example", " x"), "").orElseThrow();
    DomainName one = DomainName.of("one.example");
    assertEquals(Optional.of(one), entry.withEnvelopeTo(List.of(one, one)).envelopeTo());
    assertEquals(
        Optional.empty(),
        entry.withEnvelopeTo(List.of(one, DomainName.of("two.example"))).envelopeTo());
  }
}
