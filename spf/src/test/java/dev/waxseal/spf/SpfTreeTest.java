package dev.waxseal.spf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordFinding;
import dev.waxseal.dns.ZoneDns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpfTreeTest {

  @Test
  void showsTheTreeWithItsLookups() {
    SpfTree tree =
        tree(
            "example.com. TXT \"v=spf1 include:b.example.com exists:%{i}.x.example.com a ~all exp=e.%{d}\"",
            "example.com. A 192.0.2.1",
            "b.example.com. TXT \"v=spf1 mx ip4:192.0.2.0/24 redirect=c.example.com\"",
            "b.example.com. MX 1 h.example.com.",
            "c.example.com. TXT \"v=spf1 exists:%{p}.x.example.com ?all\"");
    assertEquals(
        List.of(
            "include:b.example.com FOUND 5",
            "  mx VOID 2",
            "  ip4:192.0.2.0/24 PLAIN 2",
            "  redirect=c.example.com FOUND 5",
            "    exists:%{p}.x.example.com DEPENDS_ON_MESSAGE 5",
            "    ?all PLAIN 5",
            "exists:%{i}.x.example.com DEPENDS_ON_MESSAGE 6",
            "a VOID_FOR_IPV6 7",
            "~all PLAIN 7",
            "exp=e.%{d} PLAIN 7"),
        lines(tree.root(), ""));
    assertEquals(7, tree.lookups());
    assertEquals(new SpfTree.VoidLookups(1, 2), tree.voidLookups());
    assertEquals(
        List.of(
            new RecordFinding(SpfFinding.VOID_LOOKUP, "b.example.com", "mx"),
            new RecordFinding(SpfFinding.PTR_USED, "c.example.com", "exists:%{p}.x.example.com")),
        tree.findings());
  }

  @Test
  void findsFaultsOfTheRecord() {
    assertEquals(List.of(SpfFinding.NO_RECORD), findings("example.com. A 192.0.2.1"));
    assertEquals(List.of(SpfFinding.NO_RECORD), findings());
    assertEquals(
        List.of(SpfFinding.SEVERAL_RECORDS),
        findings("example.com. TXT \"v=spf1 ~all\"", "example.com. TXT \"v=spf1 -all\""));
    assertEquals(List.of(SpfFinding.RECORD_SYNTAX), findings(record("~all a/33")));
    assertEquals(List.of(SpfFinding.ANYBODY_PASSES), findings(record("+all")));
    assertEquals(List.of(SpfFinding.NEUTRAL_ALL), findings(record("?all")));
    assertEquals(List.of(SpfFinding.HARD_FAIL), findings(record("-all")));
    assertEquals(List.of(SpfFinding.NO_ALL), findings(record("ip4:192.0.2.1")));
    assertEquals(
        List.of(SpfFinding.TERMS_AFTER_ALL),
        findings(record("~all ip4:192.0.2.1 include:n.example")));
    assertEquals(
        List.of(SpfFinding.REDIRECT_BESIDE_ALL), findings(record("redirect=n.example.org ~all")));
    assertEquals(List.of(SpfFinding.PTR_USED), findings(record("ptr ~all")));
    assertEquals(
        List.of(SpfFinding.HUGE_RANGE, SpfFinding.HUGE_RANGE),
        findings(record("ip4:10.0.0.0/15 ip4:10.0.0.0/16 ip6:2001:db8::/31 -ip4:0.0.0.0/0 ~all")));
    assertEquals(
        List.of(SpfFinding.RECORD_TOO_LONG),
        findings(
            record("~all"),
            "example.com. TXT \"" + "x".repeat(200) + "\" \"" + "x".repeat(240) + "\""));
    assertEquals(
        List.of(),
        findings(
            record("~all"),
            "example.com. TXT \"" + "x".repeat(200) + "\" \"" + "x".repeat(220) + "\""));
  }

  /** What an included record ends in is not the domain's policy, unless it is +all (5.2). */
  @Test
  void judgesIncludesOtherwise() {
    for (String end : List.of("-all", "?all", "")) {
      assertEquals(
          List.of(),
          findings(
              record("include:b.example.com ~all"), "b.example.com. TXT \"v=spf1 " + end + "\""));
    }
    assertEquals(
        List.of(SpfFinding.ANYBODY_PASSES),
        findings(record("include:b.example.com ~all"), "b.example.com. TXT \"v=spf1 all\""));
    assertEquals(
        List.of(SpfFinding.HARD_FAIL),
        findings(record("redirect=b.example.com"), "b.example.com. TXT \"v=spf1 -all\""));
  }

  @Test
  void findsFaultsOfWhatItLeadsTo() {
    assertEquals(
        List.of(SpfFinding.INCLUDE_WITHOUT_RECORD), findings(record("include:b.example.com ~all")));
    assertEquals(
        List.of(SpfFinding.REDIRECT_WITHOUT_RECORD),
        findings(record("redirect=b.example.com"), "b.example.com. TXT \"x\""));
    assertEquals(
        List.of(SpfFinding.INCLUDE_WITHOUT_RECORD),
        findings(record("include:b..example.com ~all")));
    assertEquals(
        List.of(
            SpfFinding.VOID_LOOKUP,
            SpfFinding.VOID_LOOKUP,
            SpfFinding.VOID_LOOKUP,
            SpfFinding.TOO_MANY_VOID_LOOKUPS),
        findings(record("a mx exists:n.example.com ~all")));
    assertEquals(List.of(), findings(record("a ~all"), "example.com. AAAA 2001:db8::1"));
    String[] mx =
        IntStream.rangeClosed(0, 11)
            .mapToObj(i -> i == 0 ? record("mx ~all") : "example.com. MX 1 h" + i + ".example.com.")
            .toArray(String[]::new);
    assertEquals(List.of(SpfFinding.TOO_MANY_MX_NAMES), findings(mx));
  }

  @Test
  void warnsFromEightLookups() {
    for (int n = 1; n <= 12; n++) {
      List<RecordFinding.Kind> expected =
          n < 8
              ? List.of()
              : List.of(n <= 10 ? SpfFinding.MANY_LOOKUPS : SpfFinding.TOO_MANY_LOOKUPS);
      assertEquals(
          expected,
          findings(
              record("a ".repeat(n) + "~all"),
              "example.com. A 192.0.2.1",
              "example.com. AAAA 2001:db8::1"),
          n + " terms");
    }
  }

  @Test
  void endsInLoops() {
    SpfTree tree =
        tree(
            record("include:b.example.com redirect=example.com"),
            "b.example.com. TXT \"v=spf1 include:example.com include:b.example.com\"");
    assertEquals(
        List.of(
            "include:b.example.com FOUND 3",
            "  include:example.com LOOP 2",
            "  include:b.example.com LOOP 3",
            "redirect=example.com LOOP 4"),
        lines(tree.root(), ""));
    assertTrue(tree.findings().stream().anyMatch(f -> f.kind() == SpfFinding.LOOP));
  }

  /** Ten to the tenth includes: only a hundred are followed. */
  @Test
  void isBounded() {
    List<String> zone = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String name = i == 0 ? "example.com" : "d" + i + ".example.com";
      zone.add(
          name
              + ". TXT \"v=spf1 "
              + ("include:d" + (i + 1) + ".example.com ").repeat(9)
              + "~all\"");
    }
    zone.add("d10.example.com. TXT \"v=spf1 ~all\"");
    SpfTree tree = tree(zone.toArray(String[]::new));
    assertEquals(100, tree.lookups());
    assertTrue(tree.findings().stream().anyMatch(f -> f.kind() == SpfFinding.CUT));
    StringBuilder many = new StringBuilder("example.com. TXT \"v=spf1\"");
    for (int i = 0; i < 3000; i++) {
      many.append(" \" ip4:10.0.0.0/8\"");
    }
    tree = tree(many.toString());
    assertEquals(200, tree.root().terms().size());
    assertEquals(2800, tree.root().termsLeftOut());
    assertEquals(100, tree.findings().size());
  }

  @Test
  void saysWhatItCouldNotSee() {
    Dns dns =
        ZoneDns.of(record("include:b.example.com a:c.example.com ~all"))
            .unavailable(DomainName.of("b.example.com"))
            .unavailable(DomainName.of("c.example.com"));
    SpfTree tree = tree(dns);
    assertEquals(
        List.of(
            "include:b.example.com UNAVAILABLE 1", "a:c.example.com UNAVAILABLE 2", "~all PLAIN 2"),
        lines(tree.root(), ""));
    assertFalse(tree.findings().isEmpty());
    tree.findings().forEach(f -> assertEquals(SpfFinding.DNS_UNAVAILABLE, f.kind()));
  }

  @Test
  void describesEveryFinding() {
    Arrays.stream(SpfFinding.values())
        .forEach(
            finding -> {
              assertTrue(finding.id().matches("spf(-[a-z0-9]+)+"), finding.id());
              assertTrue(finding.section().matches("RFC \\d+ section [0-9.]+"), finding.section());
              assertFalse(finding.summary().isBlank());
            });
  }

  private static String record(String terms) {
    return "example.com. TXT \"v=spf1 " + terms + "\"";
  }

  private static List<RecordFinding.Kind> findings(String... zone) {
    return tree(zone).findings().stream().map(RecordFinding::kind).toList();
  }

  private static SpfTree tree(String... zone) {
    return tree(Dns.zone(zone));
  }

  private static SpfTree tree(Dns dns) {
    return SpfVerifier.of(dns).explain(DomainName.of("example.com"));
  }

  private static List<String> lines(SpfTree.Node node, String indent) {
    List<String> lines = new ArrayList<>();
    for (SpfTree.Term term : node.terms()) {
      lines.add(indent + term.text() + " " + term.state() + " " + term.lookups());
      term.nested().ifPresent(nested -> lines.addAll(lines(nested, indent + "  ")));
    }
    return lines;
  }
}
