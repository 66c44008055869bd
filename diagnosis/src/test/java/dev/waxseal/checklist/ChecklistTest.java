package dev.waxseal.checklist;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.ZoneDns;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.spf.SpfClient;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each check passing, failing, warning, and not made. */
class ChecklistTest {

  private static final SigningKey RSA = SigningKey.generate(SigningAlgorithm.RSA_SHA256).key();
  private static final SigningKey SHORT =
      SigningKey.generate(SigningAlgorithm.RSA_SHA256, 1024).key();
  private static final SigningKey ED25519 =
      SigningKey.generate(SigningAlgorithm.ED25519_SHA256).key();

  private static final String HEADER =
      """
      Received: from a by b with ESMTPS id 1; Mon, 23 Nov 2026 11:58:12 +0000
      From: Ann <ann@author.example>
      To: bob@members.example
      Subject: Hello
      Date: Mon, 23 Nov 2026 11:58:12 +0000
      Message-ID: <1@author.example>
      """
          .replace("\n", "\r\n");

  private static final String BULK =
      """
      List-Unsubscribe: <https://author.example/u?7>
      List-Unsubscribe-Post: List-Unsubscribe=One-Click
      """
          .replace("\n", "\r\n");

  private static final String BODY = "\r\nHow are you?\r\n";

  private static final String DMARC =
      "_dmarc.author.example. TXT \"v=DMARC1; p=reject; rua=mailto:d@author.example\"";

  private static final String POINTER =
      "1.2.0.192.in-addr.arpa. PTR mail.author.example.\nmail.author.example. A 192.0.2.1";

  private static final ZoneDns DNS = dns(RSA, DMARC, POINTER);

  @Test
  void everythingAsItShouldBe() {
    CheckReport report = check(signed(RSA, HEADER + BULK), DNS, client());
    for (CheckReport.Check check : report.checks()) {
      assertEquals(CheckReport.Result.PASSED, check.result(), check::toString);
    }
    assertEquals(
        IntStream.rangeClosed(1, 11).mapToObj(i -> "R" + i).toList(),
        report.checks().stream().map(CheckReport.Check::id).toList());
  }

  @Test
  void theDataHasADate() {
    CheckReport report = check(signed(RSA, HEADER), DNS, Optional.empty());
    assertTrue(report.date().isAfter(LocalDate.of(2026, 1, 1)));
    assertTrue(Requirements.read().freeMail().contains("gmail.com"));
  }

  @Test
  void nothingIsKnownOfTheClient() {
    CheckReport report = check(signed(RSA, HEADER), DNS, Optional.empty());
    is(CheckReport.Result.NOT_EVALUATED, report, "R1", "the client is not known");
    is(CheckReport.Result.NOT_EVALUATED, report, "R5", "the client is not known");
    is(CheckReport.Result.NOT_EVALUATED, report, "R7", "no List-Unsubscribe");
  }

  @Test
  void strangers() {
    SpfClient stranger = client("192.0.2.9");
    CheckReport report = check(HEADER + BODY, DNS, Optional.of(stranger));
    is(CheckReport.Result.FAILED, report, "R1", "SPF of author.example is fail");
    is(CheckReport.Result.FAILED, report, "R2", "no DKIM signature");
    is(CheckReport.Result.FAILED, report, "R3", "DKIM is not aligned", "SPF is not aligned");
    is(CheckReport.Result.FAILED, report, "R5", "192.0.2.9 has no name");
    is(CheckReport.Result.NOT_EVALUATED, report, "R9", "no DKIM signature");
    is(CheckReport.Result.FAILED, report, "R11", "550 5.7.27", "550 5.7.515", "421 4.7.23");
  }

  @Test
  void keys() {
    is(
        CheckReport.Result.WARNING,
        check(signed(SHORT, HEADER), dns(SHORT), client()),
        "R2",
        "1024 bits");
    is(
        CheckReport.Result.WARNING,
        check(signed(ED25519, HEADER), dns(ED25519), client()),
        "R2",
        "only Ed25519");
    String changed = signed(RSA, HEADER).replace("How", "Who");
    is(
        CheckReport.Result.FAILED,
        check(changed, DNS, client()),
        "R2",
        "none of the DKIM signatures");
  }

  @Test
  void oneAligns() {
    CheckReport report = check(HEADER + BODY, DNS, client());
    is(CheckReport.Result.WARNING, report, "R3", "DKIM is not aligned", "SPF is aligned");
  }

  @Test
  void records() {
    CheckReport none = check(signed(RSA, HEADER), dns(RSA), client());
    is(CheckReport.Result.FAILED, none, "R4", "no DMARC record applies");
    is(CheckReport.Result.NOT_EVALUATED, none, "R3", "no DMARC record");
    String silent = "_dmarc.author.example. TXT \"v=DMARC1; p=none\"";
    is(
        CheckReport.Result.WARNING,
        check(signed(RSA, HEADER), dns(RSA, silent), client()),
        "R4",
        "without a valid rua");
    Dns dead = DNS.unavailable(DomainName.of("_dmarc.author.example"));
    is(CheckReport.Result.NOT_EVALUATED, check(signed(RSA, HEADER), dead, client()), "R4", "DNS");
  }

  @Test
  void aNameThatLeadsElsewhere() {
    String other =
        "1.2.0.192.in-addr.arpa. PTR mail.author.example.\nmail.author.example. A 192.0.2.77";
    CheckReport report = check(signed(RSA, HEADER), dns(RSA, DMARC, other), client());
    is(CheckReport.Result.FAILED, report, "R5", "none of its names has the address 192.0.2.1");
  }

  @Test
  void sixthVersionOfTheProtocol() {
    String pointer =
        "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa."
            + " PTR mail.author.example.\nmail.author.example. AAAA 2001:db8::1";
    CheckReport report =
        check(signed(RSA, HEADER), dns(RSA, DMARC, pointer), Optional.of(client("2001:db8::1")));
    is(CheckReport.Result.PASSED, report, "R5", "it is mail.author.example");
  }

  @Test
  void form() {
    CheckReport bad =
        check(
            HEADER.replaceAll("(?m)^(Date|Message-ID).*\r\n", "")
                + "Subject: again\r\nFrom: eve@other.example\r\n"
                + BODY,
            DNS,
            client());
    is(
        CheckReport.Result.FAILED,
        bad,
        "R6",
        "the author cannot be determined",
        "2 From fields",
        "2 Subject fields",
        "no Message-ID",
        "no Date");
    is(
        CheckReport.Result.FAILED,
        check("not a field\r\n" + HEADER + BODY, DNS, client()),
        "R6",
        "the header has a line without a colon");
    CheckReport odd =
        check(
            HEADER.replace("<1@author.example>", "1@author.example").replace("Mon, 23", "23rd"),
            DNS,
            client());
    is(
        CheckReport.Result.WARNING,
        odd,
        "R6",
        "Message-ID does not have the form",
        "Date cannot be read");
  }

  @Test
  void longLines() {
    InboundReport report = report(HEADER + BODY, DNS, Optional.empty());
    CheckReport checks = Checklist.of(DNS).check(report, Optional.empty(), OptionalLong.of(999));
    is(CheckReport.Result.FAILED, checks, "R6", "a line has 999 octets; 998 are allowed");
    checks = Checklist.of(DNS).check(report, Optional.empty(), OptionalLong.of(998));
    is(CheckReport.Result.PASSED, checks, "R6");
  }

  @Test
  void unsubscribing() {
    CheckReport mailto =
        check(
            signed(RSA, HEADER + "List-Unsubscribe: <mailto:u@author.example>\r\n"), DNS, client());
    is(CheckReport.Result.FAILED, mailto, "R7", "no https link", "One-Click", "covers both");
    CheckReport unsigned = check(BULK + signed(RSA, HEADER), DNS, client());
    is(CheckReport.Result.FAILED, unsigned, "R7", "no signature that passes covers both fields");
  }

  @Test
  void transport() {
    CheckReport plain = check(HEADER.replace("ESMTPS", "ESMTP") + BODY, DNS, client());
    is(CheckReport.Result.FAILED, plain, "R8", "it came with ESMTP, without TLS");
    is(
        CheckReport.Result.PASSED,
        check(HEADER.replace("ESMTPS", "ESMTPSA") + BODY, DNS, client()),
        "R8");
    is(
        CheckReport.Result.FAILED,
        check(HEADER.replace("ESMTPS", "ESMTPA") + BODY, DNS, client()),
        "R8");
    is(
        CheckReport.Result.NOT_EVALUATED,
        check(HEADER.replaceFirst("Received.*\r\n", "") + BODY, DNS, client()),
        "R8",
        "no Received");
  }

  @Test
  void signatures() {
    String old =
        "DKIM-Signature: v=1; a=rsa-sha1; d=author.example; s=s1; h=from; l=3; bh=AA==; b=AA==\r\n";
    is(
        CheckReport.Result.FAILED,
        check(old + HEADER + BODY, DNS, client()),
        "R9",
        "rsa-sha1",
        "l=",
        "names From only once");
  }

  @Test
  void namesOfProviders() {
    String gmail = HEADER.replace("ann@author.example", "ann@gmail.com") + BODY;
    Dns dns = dns(RSA, "_dmarc.gmail.com. TXT \"v=DMARC1; p=quarantine\"");
    is(
        CheckReport.Result.FAILED,
        check(gmail, dns, client()),
        "R10",
        "the address in From belongs to gmail.com, which asks to refuse such mail");
  }

  /** Text from the message is made printable in sentences. */
  @Test
  void hostileText() {
    String header = HEADER.replace("with ESMTPS", "with SMTP\u001b[2J\u0085") + BODY;
    for (CheckReport.Check check : check(header, DNS, client()).checks()) {
      for (String sentence : check.sentences()) {
        assertFalse(sentence.chars().anyMatch(c -> c < ' ' || c > '~'), sentence);
      }
    }
  }

  private static void is(
      CheckReport.Result outcome, CheckReport report, String id, String... words) {
    CheckReport.Check check =
        report.checks().stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    assertEquals(outcome, check.result(), check::toString);
    for (String word : words) {
      assertTrue(check.sentences().stream().anyMatch(it -> it.contains(word)), check::toString);
    }
  }

  private static CheckReport check(String message, Dns dns, Optional<SpfClient> client) {
    return Checklist.of(dns).check(report(message, dns, client), client, OptionalLong.of(80));
  }

  private static InboundReport report(String message, Dns dns, Optional<SpfClient> client) {
    InboundAuthenticator inbound = InboundAuthenticator.of("mx.members.example", dns);
    byte[] octets = message.getBytes(ISO_8859_1);
    return client
        .map(from -> inbound.authenticate(octets, from))
        .orElseGet(() -> inbound.authenticate(octets));
  }

  private static String signed(SigningKey key, String header) {
    String message = header + BODY;
    try {
      HeaderField field =
          DkimSigner.of("author.example", "s1", key).sign(message.getBytes(ISO_8859_1)).get(0);
      int end = message.indexOf("\r\n") + 2;
      return message.substring(0, end)
          + new String(field.bytes(), ISO_8859_1)
          + message.substring(end);
    } catch (SigningException e) {
      throw new AssertionError(e);
    }
  }

  private static ZoneDns dns(SigningKey key, String... more) {
    String text = key.keyRecord().orElseThrow().replaceAll("(.{1,200})", "\"$1\" ");
    StringBuilder zone = new StringBuilder("s1._domainkey.author.example. TXT " + text + "\n");
    zone.append("author.example. TXT \"v=spf1 ip4:192.0.2.1 ip6:2001:db8::1 -all\"\n");
    List.of(more).forEach(lines -> zone.append(lines).append('\n'));
    return ZoneDns.of(zone.toString());
  }

  private static Optional<SpfClient> client() {
    return Optional.of(client("192.0.2.1"));
  }

  private static SpfClient client(String address) {
    try {
      return SpfClient.of(
          InetAddress.getByName(address), "mail.author.example", "ann@author.example");
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
