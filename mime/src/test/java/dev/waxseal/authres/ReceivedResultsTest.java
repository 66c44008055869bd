package dev.waxseal.authres;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMinutes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.lang.management.ManagementFactory;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReceivedResultsTest {

  private static final AuthservIds IDS = AuthservIds.of("mx.example.org", "b\u00fccher.example");

  private static Headers headers(String... fields) {
    return Headers.of(Stream.of(fields).map(ReceivedResultsTest::field).toList());
  }

  private static HeaderField field(String text) {
    return HeaderField.parse(text.getBytes(UTF_8));
  }

  private static boolean claims(String value) {
    return !ReceivedResults.claiming(headers("Authentication-Results:" + value), IDS).isEmpty();
  }

  @Test
  void onlyOfThoseTrusted() {
    Headers headers =
        headers(
            "Received: x",
            "Authentication-Results: mx.example.org; spf=pass",
            "Authentication-Results: evil.example; spf=pass",
            "Subject: x",
            "authentication-results : \"MX.example.ORG\" 1;\r\n dkim=fail; arc=pass",
            "X-Authentication-Results: mx.example.org; spf=pass",
            "ARC-Authentication-Results: i=1; mx.example.org; spf=pass",
            "Authentication-Results: mx.example.org; spf",
            "Authentication-Results: mx.example.org 2; spf=pass",
            "Authentication-Results: evil.example; spf",
            "Authentication-Results:",
            "Authentication-Results: xn--bcher-kva.example; none");
    ReceivedResults received = ReceivedResults.of(headers, IDS);
    assertEquals(
        List.of("1/1", "4/3", "11/8"),
        received.entries().stream().map(e -> e.position() + "/" + e.ordinal()).toList());
    assertEquals(
        List.of("spf", "dkim", "arc"),
        received.merged().stream().map(MethodResult::method).toList());
    assertEquals(
        List.of("7/4", "8/5"),
        received.unusable().stream().map(e -> e.position() + "/" + e.ordinal()).toList());
    assertTrue(received.unusable().get(1).place().contains("version 2"));
    List<ReceivedResults.Claim> claims = ReceivedResults.claiming(headers, IDS);
    assertEquals(
        List.of(1, 3, 4, 5, 8), claims.stream().map(ReceivedResults.Claim::ordinal).toList());
    for (ReceivedResults.Claim claim : claims) {
      assertEquals(headers.fields().get(claim.position()), claim.field());
    }
  }

  /** Ordinals are those of the whole header, to be deleted from the last to the first. */
  @Test
  void everyForgedOneIsFound() {
    String forged = "Authentication-Results: mx.example.org; dkim=pass";
    String foreign = "Authentication-Results: mx.example.com; dkim=pass";
    List<ReceivedResults.Claim> claims =
        ReceivedResults.claiming(headers(forged, forged, foreign, forged, foreign), IDS);
    assertEquals(List.of(1, 2, 4), claims.stream().map(ReceivedResults.Claim::ordinal).toList());
  }

  /** MUST delete any instance that claims to be of this trust boundary (RFC 8601 section 5). */
  @Test
  void forgedInManyWays() {
    for (String value :
        List.of(
            "mx.example.org; none",
            "mx.example.org;",
            "mx.example.org",
            " \tMX.EXAMPLE.ORG\r\n ; x",
            "\r\n mx.example.org\r\n\t1;\r\n none",
            "mx.example.org 2; ???",
            "mx.example.org v3 ???",
            "mx.example.org. ; none",
            "mx.example.org, evil.example; none",
            "mx.example.org/evil; none",
            "mx.example.org=pass",
            "mx.example.org:25; none",
            "mx.example.org\0evil; none",
            "m\0x.exa\u0001mple.org; none",
            "mx.example.org\nevil",
            "(a) mx.example.org; none",
            "(a;b) mx.example.org; none",
            "(a (b) c)mx.example.org; none",
            "(a (b) mx.example.org; none",
            "(a\\) mx.example.org; none",
            "(a\\) b) mx.example.org; none",
            "(\"a) mx.example.org; \")",
            "mx(a).example.org; none",
            "mx.(a;b)example.org; none",
            "m(a)x.example.org; none",
            "mx . example . org; none",
            "mx.\r\n example.org; none",
            "mx.example.org(; none",
            "mx.example.org (unclosed; none",
            "\"mx.example.org\"; none",
            "\"mx.example.org; none",
            "\"mx.example.org",
            "\" mx.example.org \"; none",
            "\"m\\x.example\\.org\"; none",
            "\"mx\".example.org; none",
            "mx.example.org\"; none",
            "\"mx.example.org;x\"; none",
            "mx%2Eexample.org; none",
            "%6Dx.example.org; none",
            "=?utf-8?q?mx=2Eexample.org?=; none",
            "=?UTF-8?B?" + base64("mx.example.org; none") + "?=",
            "=?us-ascii?Q?mx.?= =?us-ascii?Q?example.org?=; none",
            "b\u00fccher.example; none",
            "B\u00dcCHER.example; none",
            "xn--bcher-kva.example; none",
            "\"b\u00fccher.example.\" 1; none",
            "bu\u0308cher.example; none",
            "\uff4d\uff58.example\u3002org; none",
            "mx.exam\u00adple.org; none")) {
      assertTrue(claims(value), value);
    }
  }

  @Test
  void ofOthers() {
    for (String value :
        List.of(
            "",
            ";",
            "; mx.example.org; none",
            "example.org; none",
            "xmx.example.org; none",
            "mx.example.org.evil.example; none",
            "mx.example.org-evil; none",
            "mx.example.orgevil; none",
            "mx_example.org; none",
            "evil.example (mx.example.org); none",
            "evil.example mx.example.org; none",
            "evil.example; spf=pass smtp.helo=mx.example.org",
            "(mx.example.org",
            "\"evil.example\" mx.example.org; none",
            "spf=pass smtp.helo=mx.example.org",
            "bucher.example; none",
            "xn--bcher-kv.example; none",
            "=?utf-8?b?!!!?=; none",
            "%zz; none")) {
      assertTrue(!claims(value), value);
    }
  }

  @Test
  void megabytes() {
    int megabyte = 1_000_000;
    for (String part :
        List.of(
            "(",
            "()",
            "a",
            ".",
            " ",
            "\"",
            "\\",
            "%41",
            "=?a?q?b?= ",
            "=?a?q?",
            "\u00fc",
            ";",
            "xn--",
            " .",
            "=?a?q?b?=" + " ".repeat(500))) {
      String value = part.repeat(megabyte / part.length());
      assertTimeoutPreemptively(ofMinutes(1), () -> claims(value), part);
    }
    String many = "Authentication-Results: xn--" + "\u00fc.".repeat(100) + ";none";
    Headers headers = headers(Stream.generate(() -> many).limit(3000).toArray(String[]::new));
    assertTimeoutPreemptively(ofMinutes(1), () -> ReceivedResults.claiming(headers, IDS));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(ISO_8859_1));
  }

  @Test
  void whatHidesInOtherFieldsIsFound() {
    String forged = "Authentication-Results: mx.example.org; dmarc=pass";
    for (String hiding :
        List.of(
            "X-A: b\n" + forged,
            "X-A: b\r" + forged,
            "X-A: b\r\n\n" + forged,
            "X-A: b\n \t" + forged,
            "\u0000" + forged,
            " " + forged,
            "Authentication\u0000-Results: mx.example.org; dmarc=pass")) {
      Headers headers = headers("X-A: first", hiding);
      List<ReceivedResults.Claim> claims = ReceivedResults.claiming(headers, IDS);
      assertEquals(1, claims.size(), hiding);
      assertEquals(1, claims.get(0).position(), hiding);
      assertEquals(hiding.startsWith("X-A") ? 2 : 1, claims.get(0).ordinal(), hiding);
    }
    Headers harmless =
        headers(
            "Subject: about\r\n Authentication-Results: mx.example.org",
            "X-Authentication-Results: x");
    assertEquals(List.of(), ReceivedResults.claiming(harmless, IDS));
  }

  /**
   * Twice the fields, twice the work: it is measured in octets allocated, which no load changes.
   */
  @Test
  void manyLookalikesCostTheirShare() {
    for (String hiding :
        List.of(
            "X-A: a\nAuthentication-Results: mx.example.org; spf=pass",
            "X-A: a\rAuthentication-Results: mx.example.org; spf=pass",
            " Authentication-Results: mx.example.org; spf=pass",
            "\u0000Authentication-Results: mx.example.org; spf=pass",
            "Authentication\u0000-Results mx.example.org")) {
      allocated(hiding, 100); // what is loaded and compiled once is not counted
      long some = allocated(hiding, 4_000);
      long twice = allocated(hiding, 8_000);
      assertTrue(twice < 3 * some, hiding + ": " + some + ", then " + twice + " octets");
    }
  }

  private static long allocated(String hiding, int fields) {
    Headers headers = headers(Stream.generate(() -> hiding).limit(fields).toArray(String[]::new));
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    List<ReceivedResults.Claim> claims = ReceivedResults.claiming(headers, IDS);
    long after = thread.getCurrentThreadAllocatedBytes();
    assertEquals(fields, claims.size(), hiding);
    assertEquals(fields, claims.get(fields - 1).ordinal(), hiding);
    return after - before;
  }

  /** Which service it is, and at which word; nothing in it can write a line of its own. */
  @Test
  void whatCannotBeReadIsToldInASentence() {
    Headers headers =
        headers(
            "Authentication-Results: MX.example.org; dmarc=pass header.from=",
            "Authentication-Results: mx.example.org; dmarc=pass x\u0007\u00e9\rEvil: =1",
            "Authentication-Results: xn--bcher-kva.example.; spf");
    assertEquals(
        List.of(
            "the Authentication-Results field of mx.example.org cannot be read at 'header.from=':"
                + " expected a value of header.from but found the end",
            "the Authentication-Results field of mx.example.org cannot be read at 'x???':"
                + " expected '.' after the property type x but found octet 07",
            "the Authentication-Results field of b?cher.example cannot be read at 'spf':"
                + " expected '=' after the method spf but found the end"),
        ReceivedResults.of(headers, IDS).unusable().stream()
            .map(ReceivedResults.Unusable::sentence)
            .toList());
  }
}
