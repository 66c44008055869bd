package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.lookup.LookupPage;
import dev.waxseal.cli.lookup.SpfLookup;
import dev.waxseal.cli.lookup.SpfRecordText;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.terminal.Palette;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.ZoneDns;
import dev.waxseal.spf.SpfTree;
import dev.waxseal.spf.SpfVerifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookupSpfCommandTest {

  /** A tree with a bit of everything. */
  private static final String TREE =
      """
      example.org. TXT "v=spf1 a include:_spf.mail.example ip4:192.0.2.0/24 -all"
      example.org. A 192.0.2.1
      example.org. AAAA 2001:db8::1
      _spf.mail.example. TXT "v=spf1 ip4:198.51.100.0/24 ip6:2001:db8::/32 include:_b.mail.example ~all"
      _b.mail.example. TXT "v=spf1 a:gone.mail.example exists:%{i}.x.mail.example ?all"
      """;

  private static final String NOT_MANY = "v=spf1 " + "a ".repeat(10) + "-all";
  private static final String TOO_MANY = "v=spf1 " + "a ".repeat(11) + "-all";

  private final ZoneLookup zones;

  LookupSpfCommandTest(@TempDir Path directory) {
    zones = new ZoneLookup(directory, "spf");
  }

  private CliRun lookupRecord(String spfRecord, String form) {
    String zone =
        "example.org. TXT \""
            + spfRecord
            + "\"\nexample.org. A 192.0.2.1\nexample.org. AAAA 2001:db8::1\n";
    return lookup(zone, "example.org", form);
  }

  private CliRun lookup(String zone, Object... arguments) {
    return zones.in(zone, arguments);
  }

  @Test
  void theTreeIsShownWithTheLookUpsSoFar() {
    CliRun run = lookup(TREE, "example.org").ended(ExitStatus.OK);
    assertEquals(
        """
        example.org: an SPF record that can be used
          v=spf1 a include:_spf.mail.example ip4:192.0.2.0/24 -all

        Term by term, with the look-ups so far if none matches
          a                               1 of 10
          include:_spf.mail.example       2 of 10
            ip4:198.51.100.0/24 ip6:2001:db8::/32
            include:_b.mail.example       3 of 10
              a:gone.mail.example         4 of 10   DNS has no records for it
              exists:%{i}.x.mail.example  5 of 10   depends on the message
              ?all
            ~all
          ip4:192.0.2.0/24
          -all                            everybody else: fail

          ✓ look-ups 5 of 10, void 1 of 2, for IPv4 and for IPv6 clients

          ! _b.mail.example, a:gone.mail.example: DNS has no records for a term (RFC
            7208 section 4.6.4) [spf-void-lookup]
          · -all: with -all, mail may be rejected before DMARC is evaluated (RFC 9989
            section 7.1) [spf-hard-fail]
        """,
        run.out());
  }

  @Test
  void theJsonHasTheTree() {
    Json json = lookup(TREE, "example.org", "--json").ended(ExitStatus.OK).json().get(0);
    assertEquals("example.org", json.at("domain").value());
    assertEquals(
        "v=spf1 a include:_spf.mail.example ip4:192.0.2.0/24 -all", json.at("record").value());
    assertEquals(5L, json.at("lookups").value());
    assertEquals(10L, json.at("lookupLimit").value());
    assertEquals(1L, json.at("voidLookups").value());
    assertEquals(1L, json.at("voidLookupsIpv4").value());
    assertEquals(1L, json.at("voidLookupsIpv6").value());
    assertEquals(2L, json.at("voidLookupLimit").value());
    assertNull(json.at("check").value());
    Json include = json.at("tree").at("terms").at(1);
    assertEquals("include:_spf.mail.example", include.at("term").value());
    Json below = include.at("nested").at("terms").at(2).at("nested");
    assertEquals("_b.mail.example", below.at("domain").value());
    assertEquals("void", below.at("terms").at(0).at("state").value());
    assertEquals("depends_on_message", below.at("terms").at(1).at("state").value());
    Json problem = json.at("problems").at(0);
    assertEquals("spf-void-lookup", problem.at("id").value());
    assertEquals("warning", problem.at("severity").value());
    assertEquals("_b.mail.example", problem.at("domain").value());
    assertEquals("a:gone.mail.example", problem.at("about").value());
    assertTrue(problem.at("problem").toString().contains("RFC 7208 section 4.6.4"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v=spf1 -all                                          | OK | everybody else: fail
          v=spf1 ~all                                          | OK | everybody else: softfail
          v=spf1 a                                             | OK | neither all nor a redirect
          v=spf1 ?all                                          | OK | nobody is forbidden to send
          v=spf1 -all a                                        | OK | is never evaluated
          v=spf1 ptr -all                                      | OK | should not be used
          v=spf1 a:%{l}.example.org -all                       | OK | depends on the message
          v=spf1 +all                                          | NO | anybody may send
          v=spf1 include:example.org -all                      | NO | leads back to a record above
          v=spf1 include:gone.example -all                     | NO | no such domain
          v=spf1 redirect=gone.example                         | NO | a redirect names a domain
          v=spf1 a:one.gone a:two.gone a:three.gone -all       | NO | void 3 of 2
          v=spf1 nonsense -all                                 | NO | nonsense: the record has an unknown mechanism
          v=spf1 ipv4:192.0.2.1 -all                           | NO | ipv4:192.0.2.1 (ip4: was meant?)
          v=spf1 ip:2001:db8::1 -all                           | NO | ip:2001:db8::1 (ip6: was meant?)
          v=spf1 inclued:x.example -all                        | NO | (include: was meant?)
          v=spf1 redirekt=x.example                            | OK | (redirect= was meant?)
          v=spf1 include=x.example -all                        | OK | include=x.example (include: was meant?)
          v=spf1 ip4=192.0.2.1 -all                            | OK | ip4=192.0.2.1 (ip4: was meant?)
          v=spf1 mx= -all                                      | OK | mx= (mx was meant?)
          v=spf1 ra=postmaster -all                            | OK | ra=postmaster: an unknown modifier
          v=spf1 ip4:192.0.2.256 -all                          | NO | syntax error
          v=spf1;ip4:192.0.2.1;-all                            | NO | v=spf1;ip4:192.0.2.1;-all (a space has to come after v=spf1)
          v=spf2 -all                                          | NO | its version is not spf1
          spf2.0/pra -all                                      | NO | no SPF record
          """)
  void whatIsWrongIsTold(String spfRecord, ExitStatus status, String words) {
    CliRun run = lookupRecord(spfRecord, "--color=never").ended(status);
    assertTrue(ZoneLookup.words(run).contains(words), run.out());
    Json json = lookupRecord(spfRecord, "--json").ended(status).json().get(0);
    assertEquals(status == ExitStatus.OK, json.at("usable").value());
  }

  /** RFC 7208 sections 4.6.4 and 5: clients of either family are compared with their own kind. */
  @Test
  void voidLookUpsAreCountedForBothFamilies() {
    String zone =
        """
        example.org. TXT "v=spf1 a:a.example a:b.example mx:c.example -all"
        a.example. A 192.0.2.1
        b.example. A 192.0.2.2
        c.example. MX 5 c1.example.
        c.example. MX 6 c2.example.
        c1.example. A 192.0.2.3
        c1.example. AAAA 2001:db8::3
        c2.example. A 192.0.2.4
        """;
    CliRun run = lookup(zone, "example.org", "--color=never").ended(ExitStatus.NO);
    String words = ZoneLookup.words(run);
    assertTrue(words.contains("void for IPv4 clients 0 of 2, for IPv6 clients 3 of 2"), words);
    assertTrue(words.contains("a:a.example 1 of 10 no IPv6 address"), words);
    assertTrue(
        words.contains("3 of 2 for IPv6 clients: DNS has no records for more than 2 terms"), words);
    Json json = lookup(zone, "example.org", "--json").ended(ExitStatus.NO).json().get(0);
    assertEquals(3L, json.at("voidLookups").value());
    assertEquals(0L, json.at("voidLookupsIpv4").value());
    assertEquals(3L, json.at("voidLookupsIpv6").value());
    assertEquals("void_for_ipv6", json.at("tree").at("terms").at(0).at("state").value());
    for (String client : List.of("192.0.2.99", "2001:db8::99")) {
      String checked =
          ZoneLookup.words(lookup(zone, "example.org", "--color=never", "--client-ip", client));
      assertEquals(client.contains(":"), checked.contains("\u2717 permerror"), checked);
    }
  }

  @Test
  void theEleventhLookUpIsTooMany() {
    lookupRecord(NOT_MANY, "--color=never").ended(ExitStatus.OK);
    CliRun run = lookupRecord(TOO_MANY, "--color=never").ended(ExitStatus.NO);
    assertTrue(run.out().contains("look-ups 11 of 10"), run.out());
    assertTrue(
        lookupRecord(TOO_MANY, "--color=always").out().contains("\u001b[1;31m11 of 10"),
        "the eleventh is red");
  }

  @Test
  void aRedirectDecidesAboutEverybodyElse() {
    CliRun run =
        lookup(
                """
                a.example. TXT "v=spf1 include:c.example redirect=b.example"
                b.example. TXT "v=spf1 ~all"
                c.example. TXT "v=spf1 ip4:192.0.2.1 -all"
                """,
                "a.example")
            .ended(ExitStatus.OK);
    assertTrue(run.out().contains("everybody else: softfail"), run.out());
    assertFalse(run.out().contains("everybody else: fail"), run.out());
  }

  @Test
  void severalRecordsAreAnError() {
    CliRun run =
        lookup("a.example. TXT \"v=spf1 -all\"\na.example. TXT \"v=spf1 ~all\"\n", "a.example");
    assertTrue(run.ended(ExitStatus.NO).out().startsWith("a.example: several SPF records"));
  }

  @Test
  void wrongCommandLinesEndWith64() {
    CliRun.of("lookup", "spf").ended(ExitStatus.USAGE);
    lookup(TREE, "").ended(ExitStatus.USAGE);
    lookup(TREE, "a..b").ended(ExitStatus.USAGE);
    lookup(TREE, "a.example", "b.example").ended(ExitStatus.USAGE);
    lookup(TREE, "example.org", "--helo", "a.example").ended(ExitStatus.USAGE);
    lookup(TREE, "example.org", "--client-ip", "a.example").ended(ExitStatus.USAGE);
    lookup(TREE, "example.org", "--client-ip", "192.0.2.1", "--mail-from", "a@b.example")
        .ended(ExitStatus.USAGE);
    CliRun address = lookup(TREE, "joe@example.org").ended(ExitStatus.USAGE);
    assertTrue(address.err().contains("its domain is 'example.org'"), address.err());
  }

  @Test
  void theDomainMayHaveADotAtItsEndAndULabels() {
    lookup(TREE, "Example.ORG.").ended(ExitStatus.OK);
    String zone = "xn--bcher-kva.example. TXT \"v=spf1 -all\"\n";
    CliRun run = lookup(zone, "b\u00fccher.example").ended(ExitStatus.OK);
    assertTrue(run.out().startsWith("xn--bcher-kva.example: "), run.out());
  }

  @Test
  void dnsThatDoesNotAnswerEndsWith75() {
    CliRun run =
        CliRun.of("lookup", "spf", "example.org", "--dns-server", "127.0.0.1:1")
            .ended(ExitStatus.TEMPORARY);
    assertTrue(run.out().contains("DNS did not answer"), run.out());
  }

  @Test
  void aHoleInTheTreeEndsWith75() {
    ZoneDns dns = ZoneDns.of(TREE).unavailable(DomainName.of("_b.mail.example"));
    SpfLookup lookup = lookup(dns, "example.org");
    assertEquals(ExitStatus.TEMPORARY, lookup.status());
  }

  @Test
  void hostileTextIsReplaced() {
    for (String hostile :
        List.of(
            "v=spf1 a:\\027[31m.example -all",
            "v=spf1 x=\\155\\027]0;me\\007 include:%{l}\\027.example -all",
            "v=spf1 \\226\\128\\174 -all")) {
      for (String form : List.of("--color=never", "--json")) {
        String out = lookupRecord(hostile, form).out();
        assertTrue(ZoneLookup.isHarmless(out), out);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 60, 80, 200})
  void linesFitTheScreen(int width) {
    LookupPage page = new LookupPage(new Palette(false, StandardCharsets.UTF_8), width);
    new SpfRecordText(page).write(lookup(ZoneDns.of(TREE), "example.org"));
    int room = Math.max(width, 60); // the headings are not broken
    page.toString().lines().forEach(line -> assertTrue(line.length() <= room, line));
  }

  private static SpfLookup lookup(Dns dns, String domain) {
    SpfTree tree = SpfVerifier.of(dns).explain(DomainName.of(domain));
    return new SpfLookup(tree, Optional.empty(), Optional.empty());
  }
}
