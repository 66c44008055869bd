package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.lookup.DmarcRecordText;
import dev.waxseal.cli.lookup.LookupPage;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.terminal.Palette;
import dev.waxseal.dmarc.DmarcExplanation;
import dev.waxseal.dmarc.DmarcVerifier;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.ZoneDns;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookupDmarcCommandTest {

  private final ZoneLookup zones;

  LookupDmarcCommandTest(@TempDir Path directory) {
    zones = new ZoneLookup(directory, "dmarc");
  }

  private CliRun lookupRecord(String dmarcRecord, String form) {
    return lookup("_dmarc.example.com. TXT \"" + dmarcRecord + "\"\n", "example.com", form);
  }

  private CliRun lookup(String zone, Object... arguments) {
    return zones.in(zone, arguments);
  }

  @Test
  void theWholePage() {
    CliRun run =
        lookup(
                """
                mail.example.com. A 192.0.2.1
                _dmarc.example.com. TXT "v=DMARC1; p=reject; sp=quarantine; np=none; t=y; rua=mailto:r@example.com"
                """,
                "mail.example.com")
            .ended(ExitStatus.OK);
    assertEquals(
        """
        mail.example.com: policy none on trial (t=y), by the record of example.com

        The walk up from the domain
          mail.example.com            no record
          example.com                 the record that counts
          com                         no record (above is the root)
          Organizational Domain       example.com

        The record of example.com
          v=DMARC1                    the version of the record
          p=reject                    mail that fails may be refused
          sp=quarantine               mail from sub-domains that fails is suspicious
          np=none                     mail from sub-domains that do not exist is treated
                                      like any other
          t=y                         on trial: the policy is applied one level lower
          rua=mailto:r@example.com    where aggregate reports go

        What becomes of mail that fails DMARC, from
          mail.example.com            none, by sp=quarantine on trial (t=y)
          its sub-domains             none, by sp=quarantine on trial (t=y)
          sub-domains not in DNS      none, by np=none

        Reports
          ✓ rua mailto:r@example.com: of the same organization

          · example.com: t=y: the policy is applied one level lower (RFC 9989 section
            4.7) [dmarc-testing]
        """,
        run.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v=DMARC1; p=reject                            | OK | dmarc-no-aggregate-reports | without a valid rua nobody
          v=DMARC1; p=reject                            | OK | dmarc-reject-policy | must be signed with DKIM
          v=DMARC1; p=none; pct=20                      | OK | dmarc-historic-tag | pct: the tag is historic
          v=DMARC1; p=none; rua=mailto:a                | OK | dmarc-uri-invalid | URI is not valid
          v=DMARC1; p=none; rua=mailto:a@example.com!5m | OK | dmarc-uri-size | a size limit
          v=DMARC1; p=none; nonsense=1                  | OK | dmarc-unknown-tag | the tag is not known
          v=DMARC1; p=none; adkim=s; aspf=r             | OK | dmarc-no-aggregate-reports | the very same domain only
          v=DMARC1; p=none; p=reject                    | NO | dmarc-duplicate-tag | p: the tag is there twice
          v=DMARC1; p=bogus                             | NO | dmarc-policy-invalid | a record without effect
          v=DMARC1; sp=none                             | NO | dmarc-record-without-use | has no effect
          v=DMARC1 p=reject                             | NO | dmarc-not-dmarc1 | after v=DMARC1 there is no semicolon
          v=DMARC1; p=reject; rua=mailto:a@example.com; rua=mailto:b@example.com | NO | dmarc-duplicate-tag | rua: the tag is there twice
          some other text                               | NO | dmarc-no-record | has a DMARC record
          """)
  void whatIsWrongIsTold(String text, ExitStatus status, String id, String problem) {
    CliRun run = lookupRecord(text, "--color=never").ended(status);
    assertTrue(ZoneLookup.words(run).contains(problem), run.out());
    assertTrue(run.out().contains("[" + id + "]"), run.out());
    Json json = lookupRecord(text, "--json").ended(status).json().get(0);
    assertEquals(status == ExitStatus.OK, json.at("usable").value());
    assertTrue(
        json.at("problems").elements().stream().anyMatch(it -> it.at("id").toString().equals(id)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          example.com. TXT "v=DMARC1; p=reject" | example.com in place of _dmarc.example.com: a DMARC record stands
          dmarc.example.com. TXT "v=DMARC1; p=none" | dmarc.example.com in place of _dmarc.example.com: a DMARC
          _dmarc.example.com.example.com. TXT "v=DMARC1; p=none" | _dmarc.example.com.example.com in place of _dmarc.example.com
          _dmarc.example.com. CNAME gone.example.net. | is an alias of gone.example.net: the name is an alias of a name without
          """)
  void aRecordAtTheWrongPlaceIsFound(String zone, String words) {
    CliRun run = lookup(zone + "\n", "example.com", "--color=never").ended(ExitStatus.NO);
    assertTrue(ZoneLookup.words(run).contains(words), run.out());
  }

  @Test
  void dnsThatDoesNotAnswerEndsWith75() {
    CliRun run =
        CliRun.of("lookup", "dmarc", "example.com", "--dns-server", "127.0.0.1:1")
            .ended(ExitStatus.TEMPORARY);
    assertTrue(run.out().startsWith("example.com: DNS did not answer"), run.out());
    String zone = "_dmarc.example.com. TXT \"v=DMARC1; p=none; rua=mailto:r@x.example\"\n";
    for (String name :
        List.of("_dmarc.com", "_dmarc.x.example", "example.com._report._dmarc.x.example")) {
      ZoneDns dns = ZoneDns.of(zone).unavailable(DomainName.of(name));
      DmarcExplanation lookup = DmarcVerifier.of(dns).explain(DomainName.of("example.com"));
      assertTrue(lookup.isIncomplete(), name);
      assertTrue(lookup.applied().isPresent(), name);
    }
  }

  @Test
  void wrongCommandLinesEndWith64() {
    CliRun.of("lookup", "dmarc").ended(ExitStatus.USAGE);
    lookup("", "a b").ended(ExitStatus.USAGE);
    assertTrue(lookup("", "joe@example.org").ended(ExitStatus.USAGE).err().contains("address"));
    assertTrue(lookup("", "_dmarc.example.org").ended(ExitStatus.USAGE).err().contains("without"));
  }

  @Test
  void theDomainMayHaveADotAtItsEndAndULabels() {
    String zone = "_dmarc.xn--bcher-kva.example. TXT \"v=DMARC1; p=none\"\n";
    for (String domain : List.of("b\u00fccher.example", "XN--BCHER-KVA.example.")) {
      CliRun run = lookup(zone, domain).ended(ExitStatus.OK);
      assertTrue(run.out().startsWith("xn--bcher-kva.example: policy none"), run.out());
    }
  }

  @Test
  void hostileTextIsReplaced() {
    for (String hostile :
        List.of(
            "v=DMARC1; p=\\027[31mreject; rua=mailto:\\155a@b.example",
            "v=DMARC1; p=none; p=\\027]0;me\\007",
            "v=DMARC1; p=none; \\226\\128\\174x\\027=\\008",
            "v=DMARC1 \\027[2J\\226\\128\\174")) {
      for (String form : List.of("--color=never", "--json")) {
        String out = lookupRecord(hostile, form).out();
        assertTrue(ZoneLookup.isHarmless(out), out);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 60, 80, 200})
  void linesFitTheScreen(int width) {
    ZoneDns dns =
        ZoneDns.of(
            "_dmarc.example.com. TXT \"v=DMARC1; p=reject; sp=none; t=y;"
                + " rua=mailto:r@x.example; ruf=mailto:a-long-name@example.com\"\n");
    LookupPage page = new LookupPage(new Palette(false, StandardCharsets.UTF_8), width);
    DomainName domain = DomainName.of("example.com");
    new DmarcRecordText(page, DmarcVerifier.of(dns).explain(domain)).write();
    int room = Math.max(width, 48); // the longest of the headings and names
    page.toString().lines().forEach(line -> assertTrue(line.length() <= room, line));
  }
}
