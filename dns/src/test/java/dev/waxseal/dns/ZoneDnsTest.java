package dev.waxseal.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dns.DnsAnswer.Cause;
import dev.waxseal.dns.DnsAnswer.Found;
import dev.waxseal.dns.DnsAnswer.NoData;
import dev.waxseal.dns.DnsAnswer.NoSuchDomain;
import dev.waxseal.dns.DnsAnswer.Unavailable;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneDnsTest {
  private static final ZoneDns ZONE =
      ZoneDns.of(
          """
          $ORIGIN example.org.
          $TTL 600
          @        SOA  ns root 1 7200 3600 86400 300
                   TXT  "v=spf1 -all"
          sel._domainkey 60 IN TXT ( "v=DKIM1; k=rsa; " ; a comment
                                "p=abc" )
          host     A    192.0.2.1
          two      TXT  "one"
          two      TXT  "two"
          two      TXT  "one"
          alias    30   CNAME two
          chain    CNAME alias
          dangling CNAME nowhere
          toempty  CNAME host
          self     CNAME self
          ping     CNAME pong
          pong     CNAME ping
          away     CNAME sel._domainkey.example.net.
          *.wild   TXT  "wild"
          a.b.wild TXT  "tame"
          *.ali    CNAME two
          octets   TXT  "\\255\\000\\"\\\\" "grün"
          empty    TXT  ""
          """,
          "sel._domainkey.example.net. TXT \"net\"");

  @ParameterizedTest
  @CsvSource({
    "example.org, v=spf1 -all",
    "sel._domainkey.example.org, v=DKIM1; k=rsa; p=abc",
    "SEL._DOMAINKEY.example.org, v=DKIM1; k=rsa; p=abc",
    "sel._domainkey.example.net, net",
    "two.example.org, one|two",
    "empty.example.org, ''",
    // RFC 1034 section 3.6.2: aliases.
    "alias.example.org, one|two",
    "chain.example.org, one|two",
    "away.example.org, net",
    // RFC 4592 section 2.2.1: wildcards, which existing names between hide.
    "x.wild.example.org, wild",
    "x.y.wild.example.org, wild",
    "a.b.wild.example.org, tame",
    "x.ali.example.org, one|two",
    "host.example.org, no data",
    "toempty.example.org, no data",
    // RFC 8020 section 2: a name with names below it exists.
    "_domainkey.example.org, no data",
    "wild.example.org, no data",
    "b.wild.example.org, no data",
    "org, no data",
    "c.b.wild.example.org, no such domain",
    "nowhere.example.org, no such domain",
    "dangling.example.org, no such domain",
    "x.host.example.org, no such domain",
    "com, no such domain",
    "self.example.org, unavailable malformed",
    "ping.example.org, unavailable malformed",
  })
  void answers(String name, String expected) {
    assertEquals(expected, describe(lookup(ZONE, name)));
  }

  @Test
  void tellsTimesToLive() {
    assertEquals(
        new Found<>(
            List.of(new DnsRecord.Txt(List.of("v=DKIM1; k=rsa; ", "p=abc"))),
            Duration.ofMinutes(1)),
        lookup(ZONE, "sel._domainkey.example.org"));
    // RFC 2308 section 5: the smaller of the SOA's TTL and its minimum.
    Optional<Duration> negative = Optional.of(Duration.ofMinutes(5));
    assertEquals(new NoData<>(negative), lookup(ZONE, "host.example.org"));
    assertEquals(new NoSuchDomain<>(negative), lookup(ZONE, "no.where.example.org"));
    assertEquals(new NoData<>(Optional.empty()), lookup(ZONE, "example.net"));
    assertEquals(
        new Found<>(List.of(new DnsRecord.Txt(List.of("a"))), Duration.ofHours(1)),
        lookup(ZoneDns.of("relative.example TXT a"), "relative.example"));
  }

  /** One char an octet, escapes undone; text that is not ASCII is UTF-8. */
  @Test
  void servesOctets() {
    assertEquals(
        List.of(new DnsRecord.Txt(List.of("\u00FF\u0000\"\\", "gr\u00C3\u00BCn"))),
        found(lookup(ZONE, "octets.example.org")));
  }

  /** RFC 1034 section 3.6.2: a question for CNAME is about the name itself. */
  @ParameterizedTest
  @CsvSource({
    "alias.example.org, two.example.org",
    "chain.example.org, alias.example.org",
    "dangling.example.org, nowhere.example.org",
    "self.example.org, self.example.org",
    "away.example.org, sel._domainkey.example.net",
    "x.ali.example.org, two.example.org",
    "two.example.org, no data",
    "_domainkey.example.org, no data",
    "nowhere.example.org, no such domain",
  })
  void answersAliases(String name, String expected) {
    DnsAnswer<DnsRecord.Cname> answer =
        ZONE.lookup(DomainName.of(name), RecordType.CNAME).toCompletableFuture().join();
    assertEquals(
        expected,
        answer instanceof Found<DnsRecord.Cname> found
            ? found.records().get(0).target()
            : answer instanceof NoData ? "no data" : "no such domain");
  }

  @Test
  void takesManyAliasesButNotAllOfThem() {
    StringBuilder text = new StringBuilder("a0.example TXT end\n");
    for (int i = 1; i <= 40; i++) {
      text.append("a" + i + ".example CNAME a" + (i - 1) + ".example\n");
    }
    ZoneDns zone = ZoneDns.of(text.toString());
    assertEquals("end", describe(lookup(zone, "a16.example")));
    assertEquals("unavailable malformed", describe(lookup(zone, "a17.example")));
    assertEquals("unavailable malformed", describe(lookup(zone, "a40.example")));
  }

  @Test
  void failsWhereItIsToldTo() {
    DomainName two = DomainName.of("two.example.org");
    ZoneDns broken = ZONE.unavailable(two).silent(DomainName.of("nowhere.example.org"));
    assertEquals(new Unavailable<>(Cause.SERVER_FAILURE), lookup(broken, "two.example.org"));
    assertEquals(new Unavailable<>(Cause.SERVER_FAILURE), lookup(broken, "chain.example.org"));
    assertFalse(pending(broken, "two.example.org"));
    assertTrue(pending(broken, "nowhere.example.org"));
    assertTrue(pending(broken, "dangling.example.org"));
    assertTrue(pending(ZONE.silent(DomainName.of("pong.example.org")), "ping.example.org"));
    assertEquals("one|two", describe(lookup(ZONE, "two.example.org")), "the copy left it alone");
  }

  @Test
  void mayBeWithoutNames() {
    assertEquals("no such domain", describe(lookup(ZoneDns.of(), "example.org")));
    assertEquals("no such domain", describe(lookup(ZoneDns.of("", "; nothing\n"), "example.org")));
    assertEquals("no such domain", describe(lookup(ZoneDns.of("a.org CH TXT x"), "a.org")));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          'a.org TXT "x"|b.org NOTYPE y|c.org TXT z', "line 2: Invalid type 'NOTYPE'"
          'a.org TXT "x"|b.org TXT|c.org TXT z', "line 2: a TXT record has at least one string"
          'a.org TXT "x"|b.org TXT "y|c.org TXT z', "line 2: newline in quoted string"
          'a.org TXT "x"|||; comment||b.org A 1.2.3', "line 6: "
          'a.org TXT "x"|b.org TXT ("x"|"y"|)|b.org MX (|ten|mail.)|c.org TXT z', "line 5: expected an integer"
          '  TXT x', "line 1: no owner"
          '$WHAT ever', "line 1: Invalid directive: $WHAT"
          'a.org TXT x|$INCLUDE /etc/hostname', "line 2: $INCLUDE"
          'a.org TXT x|$GENERATE 1-100000000 a$.org. A 192.0.2.1', "line 2: $GENERATE is not supported"
          'a..org TXT x', "line 1: "
          'a.org TXT x|b.org TXT ) y', "line 2: invalid close parenthesis"
          """)
  void namesTheLineOfAnError(String text, String message) {
    String expected = message.replace("\"", "").strip();
    for (String end : List.of("\n", "\r\n")) {
      String lines = text.replace("|", end);
      for (String whole : List.of(lines, lines + end)) {
        String actual = refusal(whole);
        assertTrue(actual.startsWith("Zone " + expected), actual);
      }
    }
  }

  @Test
  void saysWhichTextHasTheError() {
    assertEquals(
        "Zone text 2, line 2: Invalid type 'NOTYPE'", refusal("a.org TXT x", "\nb.org NOTYPE y"));
  }

  /** RFC 1034 section 3.6.2. */
  @Test
  void refusesDataBesideAnAlias() {
    for (String other : List.of("a.org TXT x", "a.org CNAME c.org")) {
      String refusal = refusal("a.org CNAME b.org", other);
      assertTrue(refusal.contains("a.org. has a CNAME"), refusal);
    }
    assertEquals(
        "no such domain",
        describe(lookup(ZoneDns.of("a.org CNAME b.org", "a.org. CNAME B.org"), "a.org")));
  }

  @Test
  void servesHostsAndTheirNames() throws UnknownHostException {
    ZoneDns zone =
        ZoneDns.of(
            """
            $ORIGIN example.org.
            @      MX 20 b
                   MX 10 a
                   MX 30 b\\ c
            none   MX 0 .
            b      A 192.0.2.1
                   A 192.0.2.2
                   AAAA 2001:db8::1
                   AAAA ::ffff:192.0.2.1
            alias  CNAME b
            odd+x\\\\y A 192.0.2.9
            1.2.0.192.in-addr.arpa. PTR b
                                    PTR a\\@b.example.org.
                                    PTR .
            """);
    assertEquals(
        List.of(
            new DnsRecord.Mx(20, "b.example.org"),
            new DnsRecord.Mx(10, "a.example.org"),
            new DnsRecord.Mx(30, "b\\032c.example.org")),
        records(zone, "example.org", RecordType.MX));
    assertEquals(
        List.of(new DnsRecord.Mx(0, ".")), records(zone, "none.example.org", RecordType.MX));
    List<DnsRecord.A> two =
        List.of(new DnsRecord.A(v4("192.0.2.1")), new DnsRecord.A(v4("192.0.2.2")));
    assertEquals(two, records(zone, "b.example.org", RecordType.A));
    assertEquals(two, records(zone, "alias.example.org", RecordType.A));
    List<DnsRecord.Aaaa> six = records(zone, "b.example.org", RecordType.AAAA);
    assertEquals("2001:db8:0:0:0:0:0:1", six.get(0).address().getHostAddress());
    assertEquals("0:0:0:0:0:ffff:c000:201", six.get(1).address().getHostAddress());
    assertEquals(
        List.of(
            new DnsRecord.Ptr("b.example.org"),
            new DnsRecord.Ptr("a\\@b.example.org"),
            new DnsRecord.Ptr(".")),
        records(zone, "1.2.0.192.in-addr.arpa", RecordType.PTR));
    assertEquals(
        List.of(new DnsRecord.A(v4("192.0.2.9"))),
        found(
            zone.lookup(DomainName.forLookup("odd+x\\y.example.org").orElseThrow(), RecordType.A)
                .toCompletableFuture()
                .join()));
    assertEquals(List.of(), records(zone, "b.example.org", RecordType.MX));
  }

  private static Inet4Address v4(String text) throws UnknownHostException {
    return (Inet4Address) InetAddress.getByName(text);
  }

  private static <R extends DnsRecord> List<R> records(
      ZoneDns zone, String name, RecordType<R> type) {
    return found(zone.lookup(DomainName.of(name), type).toCompletableFuture().join());
  }

  private static DnsAnswer<DnsRecord.Txt> lookup(ZoneDns zone, String name) {
    return zone.lookup(DomainName.of(name), RecordType.TXT).toCompletableFuture().join();
  }

  private static String refusal(String... texts) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> Dns.zone(texts)).getMessage());
  }

  private static boolean pending(ZoneDns zone, String name) {
    return !zone.lookup(DomainName.of(name), RecordType.TXT).toCompletableFuture().isDone();
  }

  private static <R extends DnsRecord> List<R> found(DnsAnswer<R> answer) {
    return answer instanceof Found<R> found ? found.records() : List.of();
  }

  private static String describe(DnsAnswer<DnsRecord.Txt> answer) {
    return switch (answer.kind()) {
      case FOUND -> String.join("|", found(answer).stream().map(DnsRecord.Txt::text).toList());
      case NO_DATA -> "no data";
      case NO_SUCH_DOMAIN -> "no such domain";
      case UNAVAILABLE -> "unavailable " + ((Unavailable<DnsRecord.Txt>) answer).cause();
    };
  }
}
