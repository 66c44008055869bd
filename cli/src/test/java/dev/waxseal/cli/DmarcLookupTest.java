package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.terminal.ExitStatus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The walk, the organization and the policies that {@code lookup dmarc} shows. */
class DmarcLookupTest {

  private final ZoneLookup zones;

  DmarcLookupTest(@TempDir Path directory) {
    zones = new ZoneLookup(directory, "dmarc");
  }

  private CliRun lookup(String zone, Object... arguments) {
    return zones.in(zone, arguments);
  }

  /** RFC 9989 appendix B.4.1 to B.4.3, and the examples of section 4.10.2. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          example.com, signing.example.com  | example.com                             | example.com
          example.com, signing.example.com  | signing.example.com                     | example.com
          example.com, signing.example.com  | a.b.c.d.e.f.g.h.i.j.k.example.com       | example.com
          giant.bank.example, bank.example! | giant.bank.example                      | giant.bank.example
          giant.bank.example, bank.example! | mail.giant.bank.example                 | giant.bank.example
          giant.bank.example, bank.example! | mail.mega.bank.example                  | mega.bank.example
          mail.example.com, example.com     | a.mail.example.com                      | example.com
          com!                              | a.mail.example.com                      | example.com
          bank.example!                     | bank.example                            | bank.example
          """)
  void theOrganizationalDomain(String records, String domain, String organization) {
    StringBuilder zone = new StringBuilder();
    for (String each : records.split(", ", -1)) {
      zone.append("_dmarc.").append(each.replace("!", ""));
      zone.append(". TXT \"v=DMARC1; p=none").append(each.endsWith("!") ? "; psd=y" : "");
      zone.append("\"\n");
    }
    Json json = zones.json(zone.toString(), domain, ExitStatus.OK);
    assertEquals(organization, json.at("organizationalDomain").value());
  }

  @Test
  void aLongNameIsCutToSevenLabels() {
    String zone = "_dmarc.g.example.com. TXT \"v=DMARC1; p=none; rua=mailto:r@g.example.com\"\n";
    String domain = "mail.a.b.c.d.e.f.g.example.com";
    List<String> names =
        zones.json(zone, domain, ExitStatus.OK).at("walk").elements().stream()
            .map(step -> step.at("domain").toString())
            .toList();
    assertEquals(
        List.of(
            domain,
            "c.d.e.f.g.example.com",
            "d.e.f.g.example.com",
            "e.f.g.example.com",
            "f.g.example.com",
            "g.example.com",
            "example.com",
            "com"),
        names);
    String page = ZoneLookup.words(lookup(zone, domain));
    assertTrue(page.contains("... the names between are not asked"), page);
    assertTrue(page.contains("more than 8 labels"), page);
  }

  @Test
  void aNameOfNineLabelsWithItsOwnRecordIsFine() {
    String domain = "a.b.c.d.e.f.g.example.com";
    String zone =
        "_dmarc."
            + domain
            + ". TXT \"v=DMARC1; p=none; rua=mailto:r@example.com\"\n"
            + "_dmarc.example.com. TXT \"v=DMARC1; p=reject\"\n";
    CliRun run = lookup(zone, domain).ended(ExitStatus.OK);
    assertFalse(run.out().contains("dmarc-long-name"), run.out());
    Json policies = zones.json(zone, domain, ExitStatus.OK).at("policies");
    assertEquals("none", policies.at("domain").at("policy").value());
    // The walk from below leaves the name itself out.
    assertEquals("reject", policies.at("existingSubdomain").at("policy").value());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v=DMARC1; p=reject                                | reject p     | reject p     | reject p
          v=DMARC1; p=reject; sp=none                       | reject p     | none sp      | none sp
          v=DMARC1; p=reject; sp=none; np=quarantine        | reject p     | none sp      | quarantine np
          v=DMARC1; p=none; np=reject                       | none p       | none p       | reject np
          v=DMARC1; p=reject; sp=quarantine; t=y            | quarantine p | none sp      | none sp
          v=DMARC1; rua=mailto:r@example.com                | none p       | none p       | none p
          """)
  void thePolicies(String text, String domain, String existing, String nonexistent) {
    Json policies =
        lookup("_dmarc.example.com. TXT \"" + text + "\"\n", "example.com", "--json")
            .json()
            .get(0)
            .at("policies");
    assertEquals(domain, policy(policies.at("domain")));
    assertEquals(existing, policy(policies.at("existingSubdomain")));
    assertEquals(nonexistent, policy(policies.at("nonexistentSubdomain")));
  }

  @Test
  void aDomainThatDoesNotExistIsTold() {
    String zone = "_dmarc.example.com. TXT \"v=DMARC1; p=reject; sp=none; np=quarantine\"\n";
    Json json = zones.json(zone, "nosuch.example.com", ExitStatus.OK);
    assertEquals("non_existent", json.at("existence").value());
    assertEquals("quarantine np", policy(json.at("policies").at("domain")));
    assertNull(json.at("policies").at("existingSubdomain").value());
    assertTrue(
        ZoneLookup.words(lookup(zone, "nosuch.example.com")).contains("DNS has no such domain"));
  }

  @Test
  void severalRecordsCountAsNoneAndTheWalkGoesOn() {
    String zone =
        """
        _dmarc.a.example.com. TXT "v=DMARC1; p=none"
        _dmarc.a.example.com. TXT "v=DMARC1; p=quarantine"
        _dmarc.example.com. TXT "v=DMARC1; p=reject"
        """;
    CliRun run = lookup(zone, "a.example.com").ended(ExitStatus.NO);
    assertTrue(
        ZoneLookup.words(run)
            .contains("2 records: a domain must not have several records; none counts"),
        run.out());
    assertEquals(
        "example.com", zones.json(zone, "a.example.com", ExitStatus.NO).at("policyDomain").value());
  }

  @Test
  void aRecordBetweenIsShownAndDoesNotCount() {
    String zone =
        """
        _dmarc.b.example.com. TXT "v=DMARC1; p=none"
        _dmarc.example.com. TXT "v=DMARC1; p=reject"
        """;
    CliRun run = lookup(zone, "a.b.example.com").ended(ExitStatus.OK);
    assertTrue(
        ZoneLookup.words(run).contains("b.example.com a record: v=DMARC1; p=none"), run.out());
    assertTrue(
        ZoneLookup.words(run).contains("policy reject, by the record of example.com"), run.out());
  }

  @Test
  void aSuffixWithoutPsdIsWarnedOf() {
    String tld = "_dmarc.com. TXT \"v=DMARC1; p=none\"\n";
    CliRun alone = lookup(tld, "example.com").ended(ExitStatus.OK);
    assertTrue(ZoneLookup.words(alone).contains("! com: its record lacks psd=y"), alone.out());
    String own = tld + "_dmarc.example.com. TXT \"v=DMARC1; p=none; sp=reject\"\n";
    CliRun both = lookup(own, "example.com").ended(ExitStatus.OK);
    assertTrue(
        ZoneLookup.words(both).contains("psd=n at example.com would separate it"), both.out());
    assertTrue(ZoneLookup.words(both).contains("sp and np do nothing here"), both.out());
    String parted = tld + "_dmarc.example.com. TXT \"v=DMARC1; p=none; sp=reject; psd=n\"\n";
    CliRun good = lookup(parted, "example.com").ended(ExitStatus.OK);
    assertFalse(good.out().contains("without-psd"), good.out());
    assertTrue(good.out().contains("the record that counts (psd=n ends the walk)"), good.out());
    assertFalse(good.out().contains("do nothing"), good.out());
  }

  private static String policy(Json policy) {
    return policy.at("policy") + " " + policy.at("tag");
  }
}
