package dev.waxseal.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 1034 section 4.3.2, RFC 4592, RFC 8020. */
class ZoneDnsTest {

  private static final ZoneDns ZONE =
      Dns.zone(
          """
          $TTL 60
          $ORIGIN example.org.
          @           IN TXT "one " "and two"
          two         IN TXT "first"
          two         IN TXT "second"
          s._domainkey 5 IN TXT ( "v=DKIM1; "
                                "p=" ) ; a comment
          alias       IN CNAME two
          chain       IN CNAME alias
          dangling    IN CNAME nowhere
          loop        IN CNAME pool
          pool        IN CNAME loop
          host        IN A 192.0.2.1
          *.wild      IN TXT "any"
          here.wild   IN A 192.0.2.1
          """,
          "other.example. TXT \"\\195\\188\"");

  private static DnsAnswer<TxtRecord> ask(Dns dns, String name) {
    return dns.lookup(DomainName.of(name), RecordType.TXT).toCompletableFuture().join();
  }

  private static List<String> texts(String name) {
    return found(name).records().stream().map(TxtRecord::text).sorted().toList();
  }

  private static DnsAnswer.Found<TxtRecord> found(String name) {
    if (ask(ZONE, name) instanceof DnsAnswer.Found<TxtRecord> found) {
      return found;
    }
    return fail("No records at " + name);
  }

  @Test
  void found() {
    assertEquals(List.of("one and two"), texts("example.org"));
    assertEquals(List.of("first", "second"), texts("two.example.org"));
    assertEquals(List.of("first", "second"), texts("chain.example.org"));
    assertEquals(List.of("v=DKIM1; p="), texts("s._domainkey.example.org"));
    assertEquals(List.of("any"), texts("a.b.wild.example.org"));
    assertEquals(List.of("\u00c3\u00bc"), texts("other.example"), "one character an octet");
  }

  @Test
  void lifetimes() {
    assertEquals(Duration.ofSeconds(5), found("s._domainkey.example.org").ttl());
    assertEquals(Duration.ofSeconds(60), found("example.org").ttl());
  }

  @Test
  void namesWithoutSuchRecords() {
    for (String name :
        List.of(
            "host.example.org",
            "_domainkey.example.org", // exists, since a name below it does
            "wild.example.org",
            "here.wild.example.org", // the wildcard does not stand in for a name that exists
            "org")) {
      assertInstanceOf(DnsAnswer.NoData.class, ask(ZONE, name), name);
    }
  }

  @Test
  void namesThatDoNotExist() {
    for (String name :
        List.of(
            "no.example.org",
            "sub.two.example.org",
            "dangling.example.org",
            "below.here.wild.example.org",
            "com")) {
      assertInstanceOf(DnsAnswer.NoSuchDomain.class, ask(ZONE, name), name);
    }
  }

  @Test
  void aliasesInACircle() {
    assertEquals(
        new DnsAnswer.Unavailable<TxtRecord>(DnsAnswer.Cause.BAD_ANSWER),
        ask(ZONE, "loop.example.org"));
  }

  @Test
  void failuresOnRequest() {
    DomainName two = DomainName.of("two.example.org");
    assertInstanceOf(DnsAnswer.Unavailable.class, ask(ZONE.unavailable(two), "two.example.org"));
    assertFalse(ZONE.silent(two).lookup(two, RecordType.TXT).toCompletableFuture().isDone());
    assertInstanceOf(DnsAnswer.Found.class, ask(ZONE.silent(two), "example.org"));
  }

  @Test
  void errorsNameTheLine() {
    for (String zone :
        List.of(
            "a.example. TXT ok\nb.example. TXT \"open",
            "a.example. TXT ok\n$INCLUDE /etc/passwd",
            "a.example. TXT ok\nnonsense",
            "a.example. TXT ok\nb.example. A 1.2.3.456")) {
      Exception e = assertThrows(IllegalArgumentException.class, () -> Dns.zone(zone), zone);
      assertTrue(String.valueOf(e.getMessage()).contains("2"), e.getMessage());
    }
  }
}
