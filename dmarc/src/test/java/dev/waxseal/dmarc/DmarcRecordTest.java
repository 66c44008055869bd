package dev.waxseal.dmarc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dmarc.DmarcRecord.Parsed;
import dev.waxseal.dmarc.DmarcRecord.Usability;
import dev.waxseal.dns.RecordFinding;
import dev.waxseal.mime.Limits;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9989 sections 4.7 and 4.8. */
class DmarcRecordTest {

  private static DmarcRecord read(String text) {
    Parsed parsed = DmarcRecord.parse(text);
    return assertInstanceOf(Parsed.Valid.class, parsed, () -> text + " is " + parsed).dmarcRecord();
  }

  private static List<RecordFinding.Kind> problems(String text) {
    return DmarcRecord.parse(text).findings().stream().map(RecordFinding::kind).toList();
  }

  private static List<String> uris(List<DmarcRecord.ReportUri> uris) {
    return uris.stream().map(DmarcRecord.ReportUri::text).toList();
  }

  @Test
  void everyTag() {
    DmarcRecord all =
        read(
            "v=DMARC1; p=reject; sp=quarantine; np=none; adkim=s; aspf=s; fo=1:d:s; psd=n; t=y;"
                + " rua=mailto:a@example.com,mailto:b@example.org ; ruf=mailto:c@example.com;");
    assertEquals(Optional.of(DmarcPolicy.REJECT), all.policy());
    assertEquals(Optional.of(DmarcPolicy.QUARANTINE), all.subdomainPolicy());
    assertEquals(Optional.of(DmarcPolicy.NONE), all.nonexistentPolicy());
    assertEquals(DmarcRecord.AlignmentMode.STRICT, all.dkimMode());
    assertEquals(DmarcRecord.AlignmentMode.STRICT, all.spfMode());
    assertEquals(Set.of("1", "d", "s"), all.failureOptions());
    assertEquals(DmarcRecord.PublicSuffix.NO, all.publicSuffix());
    assertTrue(all.testing());
    assertEquals(
        List.of("mailto:a@example.com", "mailto:b@example.org"), uris(all.aggregateReports()));
    assertEquals("example.com", all.failureReports().get(0).host().orElseThrow().toString());
    assertEquals(List.of(DmarcFinding.TESTING), problems(all.text()));
  }

  @Test
  void defaults() {
    DmarcRecord bare = read("v=DMARC1; p=none; rua=mailto:a@example.com");
    assertEquals(Optional.empty(), bare.subdomainPolicy());
    assertEquals(Optional.empty(), bare.nonexistentPolicy());
    assertEquals(DmarcRecord.AlignmentMode.RELAXED, bare.dkimMode());
    assertEquals(DmarcRecord.AlignmentMode.RELAXED, bare.spfMode());
    assertEquals(Set.of("0"), bare.failureOptions());
    assertEquals(DmarcRecord.PublicSuffix.UNKNOWN, bare.publicSuffix());
    assertEquals(List.of(), bare.failureReports());
    assertEquals(List.of(), bare.findings());
    assertTrue(!bare.testing() && !bare.policyInvalid());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v=DMARC1; p=reject",
        "v=DMARC1;p=reject",
        "v=DMARC1 ;p=reject;",
        "v = DMARC1 \t; \tp \t=\t reject \t;\t",
        "V=DMARC1; P=Reject",
        "v=DMARC1; rua=; p=REJECT",
        "v=DMARC1;; p=reject",
        "v=DMARC1; nonsense; p=reject; =x; a.b=c; \u00fc=1; x=\u00fc\u0001",
        "v=DMARC1; pct=0; ri=1; rf=afrf; p=reject",
        "v=DMARC1; sp=; np=; p=reject",
      })
  void rejects(String text) {
    assertEquals(Optional.of(DmarcPolicy.REJECT), read(text).policy(), text);
    assertEquals(Usability.AS_PUBLISHED, read(text).usability(), text);
  }

  /** "the entire record MUST be ignored" (section 4.7). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";",
        "v=spf1 -all",
        "p=reject",
        "p=reject; v=DMARC1",
        "; v=DMARC1; p=reject",
        " v=DMARC1; p=reject",
        "v=dmarc1; p=reject",
        "v=DMARC1x; p=reject",
        "v=DMARC10; p=reject",
        "v=DMARC2; p=reject",
        "v=DMARC1 p=reject",
        "v=DMARC1, p=reject",
        "v=; p=reject",
        "v; p=reject",
        "vDMARC1; p=reject",
        "v==DMARC1; p=reject",
        "v=\r\nDMARC1; p=reject",
        "v=DMARC1\u00a0; p=reject",
      })
  void isNoRecord(String text) {
    assertInstanceOf(Parsed.Other.class, DmarcRecord.parse(text), text);
    assertEquals(List.of(DmarcFinding.NOT_DMARC1), problems(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "v=DMARC1 p=reject|after v=DMARC1 there is no semicolon",
        "v=DMARC1, p=reject|after v=DMARC1 there is no semicolon",
        " v=DMARC1; p=reject|white space stands before v=DMARC1",
        "\"v=DMARC1; p=reject\"|a quotation mark stands before v=DMARC1",
        "v=dmarc1; p=reject|DMARC1 must be in capitals",
        "p=reject; v=DMARC1|v=DMARC1 is not the first tag",
        "TXT v=DMARC1; p=reject|something stands before v=DMARC1",
        "DMARC1; p=reject|it does not begin with v=DMARC1",
        "v=DMARC2; p=reject|its version is not DMARC1",
        "v=DMARC; p=reject|its version is not DMARC1",
        "v=spf1 -all|",
      })
  void whatIsNearlyARecord(String text, @Nullable String why) {
    assertEquals(new Parsed.Other(Optional.ofNullable(why)), DmarcRecord.parse(text));
  }

  /** RFC 9989 section 4.8: errors after the version are discarded, the record is not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v=DMARC1; p=reject; rua=mailto:a@example.com; rua=mailto:b@example.com | rua",
        "v=DMARC1; p=reject; RUA=mailto:a@example.com; rua=mailto:b@example.com | rua",
        "v=DMARC1; p=reject; x=1; x=2; x=3 | x",
        "v=DMARC1; p=reject; t=y; t=y | t",
        "v=DMARC1; p=reject; adkim=s; adkim=s | adkim",
        "v=DMARC1; p=reject; aspf=; aspf=s | aspf",
        "v=DMARC1; p=reject; psd=y; psd=y | psd",
        "v=DMARC1; p=reject; fo=1; fo=d; ruf=mailto:a@example.com | fo",
        "v=DMARC1; p=reject; ruf=mailto:a@example.com; ruf=mailto:a@example.com | ruf",
      })
  void aTagThatIsDoubledIsDiscarded(String text, String tag) {
    DmarcRecord found = read(text);
    assertEquals(Optional.of(DmarcPolicy.REJECT), found.policy(), text);
    assertEquals(Usability.AS_PUBLISHED, found.usability(), text);
    assertFalse(found.testing(), text);
    assertEquals(DmarcRecord.AlignmentMode.RELAXED, found.dkimMode(), text);
    assertEquals(DmarcRecord.AlignmentMode.RELAXED, found.spfMode(), text);
    assertEquals(DmarcRecord.PublicSuffix.UNKNOWN, found.publicSuffix(), text);
    assertEquals(Set.of("0"), found.failureOptions(), text);
    assertEquals(List.of(), found.aggregateReports(), text);
    List<RecordFinding> doubled =
        found.findings().stream().filter(it -> it.kind() == DmarcFinding.DUPLICATE_TAG).toList();
    assertEquals(List.of(new RecordFinding(DmarcFinding.DUPLICATE_TAG, tag)), doubled, text);
  }

  /** RFC 9989 section 4.10.1: what is no policy loses the whole policy. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "v=DMARC1; p=none; p=none",
        "v=DMARC1; p=none; P=reject",
        "v=DMARC1; p=; p=none",
        "v=DMARC1; p=reject; sp=none; sp=reject",
        "v=DMARC1; p=reject; np=none; np=none; np=none",
      })
  void aPolicyThatIsDoubledIsNotValid(String text) {
    assertEquals(Usability.INVALID, read(text).usability(), text);
    assertTrue(problems(text).contains(DmarcFinding.DUPLICATE_TAG), text);
    assertEquals(Usability.AS_NONE, read(text + "; rua=mailto:a@example.com").usability(), text);
  }

  @Test
  void aSecondVersionIsNoTag() {
    DmarcRecord found = read("v=DMARC1; v=DMARC1; p=reject");
    assertEquals(Optional.of(DmarcPolicy.REJECT), found.policy());
    assertEquals(DmarcFinding.NOT_A_TAG, found.findings().get(0).kind());
  }

  @Test
  void tagsAreLimited() {
    Limits three = Limits.with().tags(3).build();
    assertInstanceOf(Parsed.Valid.class, DmarcRecord.parse("v=DMARC1;p=none;a=", three));
    assertInstanceOf(Parsed.Invalid.class, DmarcRecord.parse("v=DMARC1;p=none;a=;b=", three));
  }

  /** Section 4.10.1: what a record comes to without valid policies. */
  @ParameterizedTest
  @CsvSource({
    "v=DMARC1, NO_POLICY",
    "v=DMARC1;, NO_POLICY",
    "v=DMARC1; p=, NO_POLICY",
    "v=DMARC1; sp=reject, NO_POLICY",
    "v=DMARC1; p=bogus, INVALID",
    "v=DMARC1; p=none reject, INVALID",
    "v=DMARC1; p=reject; sp=bogus, INVALID",
    "v=DMARC1; p=reject; np=bogus, INVALID",
    "v=DMARC1; sp=bogus, INVALID",
    "v=DMARC1; p=bogus; rua=nowhere, INVALID",
    "v=DMARC1; rua=mailto:a@b.c, AS_NONE",
    "v=DMARC1; p=bogus; rua=mailto:a@b.c, AS_NONE",
    "v=DMARC1; p=reject; sp=bogus; rua=mailto:a@b.c, AS_NONE",
    "v=DMARC1; p=reject; np=bogus; rua=nowhere:x, AS_NONE",
    "v=DMARC1; p=reject; sp=none; np=quarantine, AS_PUBLISHED",
  })
  void usability(String text, Usability expected) {
    assertEquals(expected, read(text).usability(), text);
  }

  @ParameterizedTest
  @CsvSource({
    "adkim=S, STRICT",
    "adkim=r, RELAXED",
    "adkim=strict, RELAXED",
    "adkim=x, RELAXED",
  })
  void modes(String tag, DmarcRecord.AlignmentMode expected) {
    assertEquals(expected, read("v=DMARC1; p=none; " + tag).dkimMode(), tag);
    assertEquals(expected, read("v=DMARC1; p=none; " + tag.replace("dkim", "spf")).spfMode(), tag);
  }

  @ParameterizedTest
  @CsvSource({"psd=Y, YES", "psd=n, NO", "psd=u, UNKNOWN", "psd=yes, UNKNOWN", "psd=1, UNKNOWN"})
  void publicSuffix(String tag, DmarcRecord.PublicSuffix expected) {
    assertEquals(expected, read("v=DMARC1; p=none; " + tag).publicSuffix());
  }

  @ParameterizedTest
  @CsvSource({"t=y, true", "t=Y, true", "t=n, false", "t=yes, false", "t=, false"})
  void testing(String tag, boolean expected) {
    assertEquals(expected, read("v=DMARC1; p=none; " + tag).testing());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "d, d",
    "D:S, d:s",
    "d:1:s, d:1:s",
    "s:d:0, s:d:0",
    "0:1, 0",
    "d:d, 0",
    "x, 0",
    "1:, 0",
    "1:x, 0",
    "'1: d', 0",
  })
  void failureOptions(String written, String expected) {
    assertEquals(
        List.of(expected.split(":", -1)),
        List.copyOf(read("v=DMARC1; p=none; fo=" + written).failureOptions()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mailto:a@example.com",
        "MAILTO:a.b+c@example.com",
        "mailto:a%21b@example.com?subject=x",
        "https://example.com/report?x=y",
        "https://example.com:8443",
        "foo:bar",
      })
  void uris(String uri) {
    for (String list : List.of(uri, uri + "!10m", "x, " + uri + "!5 ,mailto:", uri + "!1T,")) {
      assertEquals(
          List.of(uri), uris(read("v=DMARC1; p=none; rua=" + list).aggregateReports()), list);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@example.com",
        "mailto",
        "mailto:",
        "mailto:a",
        "mailto:@example.com",
        "mailto:a@",
        "mailto:a@b@example.com",
        "mailto:a@example..com",
        "mailto:a b@example.com",
        "mailto:a@ex%61mple.com",
        "mailto:\u00fc@example.com",
        "mailto:a@\u00c3\u00bc.example",
        "mailto:a@example.com!x",
        "mailto:a@example.com!10x",
        "mailto:a@example.com!10m!10m",
        "mailto:a!b@example.com",
        "!10m",
        "1a:b",
        "a%:b",
        "a:%zz",
        "a:<b>",
        "\"mailto:a@example.com\"",
      })
  void noUris(String uri) {
    DmarcRecord found = read("v=DMARC1; p=none; rua=" + uri + "; ruf=" + uri);
    assertEquals(List.of(), found.aggregateReports(), uri);
    assertEquals(List.of(), found.failureReports(), uri);
    assertTrue(problems(found.text()).contains(DmarcFinding.URI_INVALID), uri);
  }

  @ParameterizedTest
  @CsvSource({
    "p=none; ruf=mailto:a@b.c; psd=y, NO_AGGREGATE_REPORTS FAILURE_REPORTS_OF_OTHERS",
    "rua=mailto:a@b.c, POLICY_MISSING",
    "fo=0, RECORD_WITHOUT_USE NO_AGGREGATE_REPORTS OPTIONS_WITHOUT_REPORTS",
    "p=x; rua=mailto:a@b.c, POLICY_INVALID",
    "p=none; rua=mailto:a@b.c!1m, URI_SIZE",
    "p=none; rua=https://b.c/, URI_NOT_MAILTO",
    "P=none; rua=mailto:a@b.c, TAG_NAME_CASE",
    "p=none; rua=mailto:a@b.c; pct=50, HISTORIC_TAG",
    "p=none; rua=mailto:a@b.c; x=1, UNKNOWN_TAG",
    "p=none; rua=mailto:a@b.c; x, NOT_A_TAG",
    "p=none; rua=mailto:a@b.c;;, NOT_A_TAG",
    "p=none; rua=mailto:a@b.c; sp=, VALUE_EMPTY",
    "p=none; rua=mailto:a@b.c; adkim=x, VALUE_INVALID",
    "p=none; rua=mailto:a@b.c; t=y, TESTING",
  })
  void remarks(String tags, String expected) {
    assertEquals(
        List.of(expected.split(" ", -1)),
        problems("v=DMARC1; " + tags).stream().map(RecordFinding.Kind::name).toList());
  }

  @Test
  void findingsArePrintable() {
    String text = "v=DMARC1; p=\u00fc\r\n\0" + "x".repeat(5000) + ";\u0001;" + ";".repeat(5000);
    List<RecordFinding> findings = DmarcRecord.parse(text).findings();
    assertEquals(100, findings.size());
    for (RecordFinding finding : findings) {
      assertTrue(finding.toString().matches("[ -~]{1,250}"), finding.toString());
      assertTrue(finding.kind().section().startsWith("RFC "));
    }
  }

  /** The words do not depend on where the program runs: in Turkish, I is not the capital of i. */
  @Test
  void wordsKnowNoLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(new Locale("tr", "TR"));
      assertEquals(
          Optional.of(DmarcPolicy.QUARANTINE), read("v=DMARC1; P=QUARANTINE; RI=1").policy());
    } finally {
      Locale.setDefault(before);
    }
    assertEquals(Optional.empty(), DmarcPolicy.of("re\u0130ect"), "no letter of another alphabet");
  }

  @Test
  void policies() {
    assertEquals(DmarcPolicy.QUARANTINE, DmarcPolicy.REJECT.lowered());
    assertEquals(DmarcPolicy.NONE, DmarcPolicy.QUARANTINE.lowered());
    assertEquals(DmarcPolicy.NONE, DmarcPolicy.NONE.lowered());
    assertEquals(
        "none quarantine reject",
        String.join(" ", List.of(DmarcPolicy.values()).stream().map(DmarcPolicy::word).toList()));
    assertEquals(
        Usability.NO_POLICY,
        read(String.join(";", Collections.nCopies(20_000, "v=DMARC1"))).usability());
  }
}
