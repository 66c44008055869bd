package dev.waxseal.dmarc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.waxseal.dmarc.TreeWalk.Step;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.ZoneDns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9989 sections 4.10 and 4.10.2. */
class TreeWalkTest {

  private static List<String> names(String start) {
    return TreeWalk.names(DomainName.of(start)).stream().map(DomainName::toString).toList();
  }

  /** A walk over a zone of records, each written {@code domain} or {@code domain=psd}. */
  private static TreeWalk walk(String start, String... records) {
    List<String> zone = new ArrayList<>();
    for (String written : records) {
      String[] parts = written.split("=", -1);
      String psd = parts.length == 1 ? "" : "; psd=" + parts[1];
      zone.add("_dmarc." + parts[0] + " TXT \"v=DMARC1; p=none" + psd + "\"");
    }
    return walk(start, ZoneDns.of(zone.toArray(String[]::new)));
  }

  private static TreeWalk walk(String start, ZoneDns dns) {
    return DmarcVerifier.of(dns).walk(DomainName.of(start));
  }

  private static String organization(TreeWalk walk) {
    return walk.organizationalDomain().map(DomainName::toString).orElse("unknown");
  }

  @Test
  void namesOfTheExample() {
    assertEquals(
        List.of(
            "a.b.c.d.e.f.g.h.i.j.mail.example.com",
            "g.h.i.j.mail.example.com",
            "h.i.j.mail.example.com",
            "i.j.mail.example.com",
            "j.mail.example.com",
            "mail.example.com",
            "example.com",
            "com"),
        names("a.b.c.d.e.f.g.h.i.j.mail.example.com"));
  }

  /** "If x < 8, remove the left-most", otherwise "until 7 labels remain". */
  @Test
  void eightLabelsAreTheBorder() {
    assertEquals(List.of("com"), names("com"));
    assertEquals(List.of("b.com", "com"), names("b.com"));
    assertEquals(
        List.of("1.2.3.4.5.6.7", "2.3.4.5.6.7", "3.4.5.6.7", "4.5.6.7", "5.6.7", "6.7", "7"),
        names("1.2.3.4.5.6.7"));
    assertEquals(
        List.of(
            "1.2.3.4.5.6.7.8",
            "2.3.4.5.6.7.8",
            "3.4.5.6.7.8",
            "4.5.6.7.8",
            "5.6.7.8",
            "6.7.8",
            "7.8",
            "8"),
        names("1.2.3.4.5.6.7.8"));
    assertEquals(
        List.of(
            "1.2.3.4.5.6.7.8.9",
            "3.4.5.6.7.8.9",
            "4.5.6.7.8.9",
            "5.6.7.8.9",
            "6.7.8.9",
            "7.8.9",
            "8.9",
            "9"),
        names("1.2.3.4.5.6.7.8.9"));
    assertEquals(8, names("a.".repeat(120) + "com").size());
  }

  /** Each line: start, records, Organizational Domain. */
  @ParameterizedTest
  @CsvSource({
    "a.mail.example.com, mail.example.com example.com, example.com",
    "a.mail.example.com, mail.example.com=n example.com, mail.example.com",
    "a.mail.example.com, com=y, example.com",
    "a.mail.example.com, '', a.mail.example.com",
    "a.mail.example.com, a.mail.example.com, a.mail.example.com",
    "a.mail.example.com, a.mail.example.com=n example.com, a.mail.example.com",
    "a.mail.example.com, a.mail.example.com=u example.com=u, example.com",
    "a.mail.example.com, com, com",
    "a.mail.example.com, mail.example.com=y example.com=n com=y, a.mail.example.com",
    "a.mail.example.com, a.mail.example.com example.com=y com, mail.example.com",
    "example.com, com=y, example.com",
    "com, com=y, com",
    "com, com, com",
    "bank.example, bank.example=y example=y, bank.example",
    "1.2.3.4.5.6.7.8, 2.3.4.5.6.7.8=y, 1.2.3.4.5.6.7.8",
    "0.1.2.3.4.5.6.7.8, 2.3.4.5.6.7.8=y, 1.2.3.4.5.6.7.8",
    "0.1.2.3.4.5.6.7.8, 1.2.3.4.5.6.7.8=n 8, 8",
  })
  void organizationalDomain(String start, String records, String expected) {
    String[] all = records.isEmpty() ? new String[0] : records.split(" ", -1);
    assertEquals(expected, organization(walk(start, all)));
  }

  @Test
  void stopsAtWhatSaysWhatItIs() {
    TreeWalk walk = walk("a.b.example.com", "b.example.com=n", "com=y");
    assertEquals(
        List.of("a.b.example.com", "b.example.com"),
        walk.steps().stream().map(step -> step.domain().toString()).toList());
    assertEquals(Step.Kind.NOTHING, walk.steps().get(0).kind());
    assertEquals(Step.Kind.FOUND, walk.steps().get(1).kind());
  }

  @Test
  void severalRecordsAreNone() {
    ZoneDns dns =
        ZoneDns.of(
            "_dmarc.b.example TXT \"v=DMARC1; p=none; psd=n\"",
            "_dmarc.b.example TXT \"v=DMARC1\"",
            "_dmarc.b.example TXT \"v=spf1 -all\"",
            "_dmarc.example TXT \"v=spf1 -all\"",
            "_dmarc.example TXT \"v=DMARC1; \" \"p=none\"");
    TreeWalk walk = walk("a.b.example", dns);
    assertEquals(new Step.Several(DomainName.of("b.example"), 2), walk.steps().get(1));
    assertEquals("example", organization(walk));
  }

  @Test
  void malformedRecordsStopNothing() {
    StringBuilder tags = new StringBuilder();
    for (char first = 'a'; first < 'e'; first++) {
      for (char second = 'a'; second <= 'z'; second++) {
        tags.append('x').append(first).append(second).append("=;");
      }
    }
    ZoneDns dns =
        ZoneDns.of(
            "_dmarc.b.example TXT \"v=DMARC1; p=none; psd=n;\" "
                + tags.toString().replaceAll(".{1,200}", "\"$0\" "),
            "_dmarc.example TXT \"v=DMARC1; p=none\"");
    TreeWalk walk = walk("a.b.example", dns);
    assertInstanceOf(Step.Malformed.class, walk.steps().get(1));
    assertEquals("example", organization(walk));
  }

  @Test
  void aQuestionWithoutAnswerLeavesItOpen() {
    ZoneDns dns =
        ZoneDns.of(
            "_dmarc.a.b.example TXT \"v=DMARC1; p=none\"",
            "_dmarc.example TXT \"v=DMARC1; p=none\"");
    TreeWalk walk = walk("a.b.example", dns.unavailable(DomainName.of("_dmarc.b.example")));
    assertEquals(Optional.empty(), walk.organizationalDomain());
    assertEquals("b.example", walk.unavailable().orElseThrow().domain().toString());
  }

  @Test
  void answersBeyondTheStopAreNotNeeded() {
    ZoneDns dns =
        ZoneDns.of("_dmarc.b.example TXT \"v=DMARC1; p=none; psd=n\"")
            .unavailable(DomainName.of("_dmarc.example"));
    assertEquals("b.example", organization(walk("a.b.example", dns)));
  }

  /** A name for which there is no room has no record. */
  @Test
  void namesThatAreTooLong() {
    String label = "x".repeat(60) + ".";
    String start = label.repeat(4) + "example";
    TreeWalk walk = walk(start, "example");
    assertEquals(Step.Kind.NOTHING, walk.steps().get(0).kind());
    assertEquals("example", organization(walk));
  }
}
