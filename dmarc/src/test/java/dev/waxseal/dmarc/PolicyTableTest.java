package dev.waxseal.dmarc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.ZoneDns;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every combination of p, sp, np, t and rua, with the record at the author domain, above it, or at
 * the public suffix, and a domain that exists, does not, or may: against a table that is written
 * from the sentences of RFC 9989 sections 4.7 and 4.10.1, with the decisions A2 to A4 and A7.
 */
class PolicyTableTest {

  private static final List<String> POLICIES =
      List.of("-", "", "none", "quarantine", "reject", "bogus");

  private static final String AUTHOR = "a.example.com";

  private int combinations;

  private record Case(
      String p, String sp, String np, String t, String rua, String place, String existence) {}

  @Test
  void everyCombination() {
    for (String p : POLICIES) {
      for (String sp : POLICIES) {
        for (String np : POLICIES) {
          for (String t : List.of("-", "y", "n", "bogus")) {
            for (String rua : List.of("-", "mailto:r@example.com", "bogus")) {
              places(p, sp, np, t, rua);
            }
          }
        }
      }
    }
    assertEquals(6 * 6 * 6 * 4 * 3 * 3 * 3, combinations);
  }

  private void places(String p, String sp, String np, String t, String rua) {
    for (String place : List.of("a.example.com", "example.com", "com")) {
      for (String existence : List.of("exists", "does not", "may")) {
        Case each = new Case(p, sp, np, t, rua, place, existence);
        assertEquals(expected(each), actual(each), each::toString);
        combinations++;
      }
    }
  }

  /** The table: what the text says, sentence by sentence. */
  private static String expected(Case c) {
    boolean rua = c.rua().startsWith("mailto:");
    boolean invalid = List.of(c.p(), c.sp(), c.np()).contains("bogus");
    // "does not contain a valid "p" tag, or contains an "sp" or "np" tag that is not valid"
    if (invalid || isAbsent(c.p())) {
      if (rua) {
        return "fail none p"; // "act as if a record containing "p=none" was retrieved"
      }
      return invalid ? "permerror" : "none"; // "applies no DMARC processing", A4
    }
    String tag = "p";
    if (!c.place().equals(AUTHOR)) {
      // "from the "sp" tag (if any) if the Author Domain exists or the "np" tag (if any) if [not]"
      if (c.existence().equals("does not") && !isAbsent(c.np())) {
        tag = "np";
      } else if (!isAbsent(c.sp())) {
        tag = "sp";
      }
    }
    String policy = tag.equals("p") ? c.p() : tag.equals("sp") ? c.sp() : c.np();
    if (c.t().equals("y")) {
      // "the policy applied to any failing messages will be one level below the specified policy"
      policy = policy.equals("reject") ? "quarantine" : "none";
    }
    return "fail " + policy + " " + tag;
  }

  private static boolean isAbsent(String value) {
    return value.equals("-") || value.isEmpty();
  }

  private static String actual(Case c) {
    DmarcResult result =
        DmarcVerifier.of(dns(c))
            .evaluate(
                Headers.of(List.of(HeaderField.of("From", "joe@" + AUTHOR))),
                List.of(),
                MailFromCheck.none());
    String word = result.status().word();
    return result.facts().applied().isEmpty()
        ? word
        : word
            + " "
            + result.policy().orElseThrow().word()
            + " "
            + result.facts().applied().get().tag().word();
  }

  private static ZoneDns dns(Case c) {
    StringBuilder tags =
        new StringBuilder("v=DMARC1; psd=" + (c.place().equals("com") ? "y" : "u"));
    add(tags, "p", c.p());
    add(tags, "sp", c.sp());
    add(tags, "np", c.np());
    add(tags, "t", c.t());
    add(tags, "rua", c.rua());
    String record = "_dmarc." + c.place() + " TXT \"" + tags + "\"";
    DomainName author = DomainName.of(AUTHOR);
    return switch (c.existence()) {
      case "exists" -> ZoneDns.of(record, AUTHOR + " A 192.0.2.1");
      case "does not" -> ZoneDns.of(record);
      default -> ZoneDns.of(record).unavailable(author);
    };
  }

  private static void add(StringBuilder tags, String name, String value) {
    if (!value.equals("-")) {
      tags.append("; ").append(name).append('=').append(value);
    }
  }
}
