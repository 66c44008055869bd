package dev.waxseal.spf;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whatever a domain publishes and a client says: SPF comes to a result, in time linear in it. */
class SpfPropertiesTest {

  private static final long SECONDS = 60;
  private static final int MEGABYTE = 1_000_000;

  @Provide
  Arbitrary<String> records() {
    return Arbitraries.of(
            " ",
            " ",
            " ",
            "v=spf1",
            "all",
            "-all",
            "~",
            "include:",
            "a",
            "mx",
            "ptr",
            "exists:",
            "ip4:192.0.2.3",
            "ip6:2001:db8::",
            "/24",
            "//64",
            "redirect=",
            "exp=",
            "example.com",
            "b.example.com",
            ".",
            "..",
            "%{",
            "%{d}",
            "%{ir}",
            "%{l1r-}",
            "%{S}",
            "%{p}",
            "%{c}",
            "}",
            "%",
            "%%",
            "%_",
            "x=y",
            ":",
            "=",
            "/",
            "\0",
            "\u00ff",
            "\t",
            "a:%{h}.%{o}",
            " a:n.example.com ",
            " include:c.example.com ")
        .list()
        .ofMaxSize(25)
        .map(parts -> "v=spf1 " + String.join("", parts));
  }

  @Property(tries = 5000)
  void recordsComeToAResult(@ForAll("records") String text) {
    if (SpfRecord.parse(text) instanceof SpfRecord.Parsed.Invalid invalid) {
      assertTrue(isPrintable(invalid.detail()), invalid.detail());
    } else {
      SpfRecord read = ((SpfRecord.Parsed.Valid) SpfRecord.parse(text)).spfRecord();
      assertTrue(isPrintable(read.text()), read.text());
      String terms = String.join(" ", read.terms().stream().map(SpfTerm::text).toList());
      assertEquals(
          new SpfRecord.Parsed.Valid(new SpfRecord(read.terms(), ("v=spf1 " + terms).strip())),
          SpfRecord.parse(("v=spf1 " + terms).strip()));
    }
  }

  @Property(tries = 3000)
  void anyTextIsARecordOrNot(@ForAll String text) {
    SpfRecord.parse(text);
    SpfRecord.parse("v=spf1 " + text);
    SpfRecord.parse("v=spf1 exists:" + text);
  }

  /** All names have the same record, and hosts, so that everything is followed. */
  @Property(tries = 3000)
  void sessionsComeToAResult(
      @ForAll("records") String text, @ForAll String helo, @ForAll String localPart) {
    Everywhere dns = new Everywhere(text);
    SpfVerifier verifier = SpfVerifier.of(dns);
    SpfClient client = SpfClient.of(address(3), helo, localPart + "@example.com");
    SpfResult result = verifier.checkMailFrom(client);
    checkBounds(result);
    checkBounds(verifier.checkHelo(client));
    SpfTree tree = verifier.explain(DomainName.of("example.com"));
    assertTrue(tree.lookups() <= 101, tree.lookups() + " of the tree");
  }

  private static void checkBounds(SpfResult result) {
    assertTrue(isPrintable(result.toString()), result.toString());
    assertTrue(result.lookups() <= 10);
    assertTrue(result.voidLookups() <= 3);
    if (result instanceof SpfResult.Failure failure) {
      failure.explanation().ifPresent(text -> assertTrue(isPrintable(text), text));
      assertTrue(failure.explanation().orElse("").length() <= 500);
    }
  }

  @Test
  void megabytesOfOneThing() {
    for (String part :
        List.of(
            " ",
            "a",
            " a",
            " ip4:192.0.2.9",
            " x=y",
            "%{l}",
            "%{l1-}",
            "%",
            "%%",
            "%{d1r.-+,/_=}",
            ".",
            "/",
            ":",
            "=",
            "-",
            " exists:%{l}.b",
            "1",
            "\u00ff")) {
      for (String start :
          List.of("v=spf1 ", "v=spf1 exists:", "v=spf1 ip6:", "v=spf1 a:x.y/", "v=spf1 x=")) {
        String text = start + part.repeat(MEGABYTE / part.length());
        for (String end : List.of("", ".example.com")) {
          inTime(start + part, () -> check(text + end));
        }
      }
    }
  }

  private static void check(String text) {
    SpfVerifier verifier = SpfVerifier.of(new Everywhere(text));
    String longest = "a.b-".repeat(MEGABYTE / 4) + "@example.com";
    checkBounds(verifier.checkMailFrom(SpfClient.of(address(3), longest, longest)));
    verifier.explain(DomainName.of("example.com"));
  }

  private static void inTime(String about, Runnable work) {
    assertTimeoutPreemptively(ofSeconds(SECONDS), work::run, about);
  }

  private static boolean isPrintable(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
  }

  private static Inet4Address address(int last) {
    try {
      return (Inet4Address) InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) last});
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** DNS in which every name has the same records, but for those that begin with n. */
  private record Everywhere(String text) implements Dns {
    @Override
    public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
        DomainName name, RecordType<R> type) {
      if (name.toString().startsWith("n") || type.equals(RecordType.AAAA)) {
        return CompletableFuture.completedFuture(new DnsAnswer.NoSuchDomain<>(Optional.empty()));
      }
      DnsRecord record =
          switch (type.name()) {
            case "TXT" ->
                new DnsRecord.Txt(
                    List.of(name.toString().startsWith("e.") ? "why: %{s}" : octets()));
            case "A" -> new DnsRecord.A(address(name.toString().length()));
            case "MX" -> new DnsRecord.Mx(1, "mail." + name);
            case "PTR" -> new DnsRecord.Ptr("h.example.com");
            default -> throw new IllegalArgumentException(type.name());
          };
      return CompletableFuture.completedFuture(
          new DnsAnswer.Found<>(List.of(type.cast(record)), Duration.ZERO));
    }

    private String octets() {
      return text.chars().allMatch(c -> c <= 0xFF) ? text : "v=spf1";
    }
  }
}
