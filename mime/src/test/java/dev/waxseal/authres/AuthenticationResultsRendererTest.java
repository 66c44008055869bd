package dev.waxseal.authres;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.mime.HeaderField;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthenticationResultsRendererTest {

  private static final AuthenticationResults NONE =
      new AuthenticationResults("example.org", List.of());

  private static final MethodResult SPF = MethodResult.of("spf", "pass");

  private static String text(HeaderField field) {
    return new String(field.bytes(), UTF_8);
  }

  private static String text(MethodResult... results) {
    String text = text(new AuthenticationResults("example.org", List.of(results)).field());
    String start = "Authentication-Results: example.org;\r\n ";
    assertTrue(text.startsWith(start) && text.endsWith("\r\n"), text);
    return text.substring(start.length(), text.length() - 2);
  }

  private static String value(String value) {
    return text(SPF.with("smtp", "mailfrom", value)).substring("spf=pass smtp.mailfrom=".length());
  }

  private static String reason(String reason) {
    return text(SPF.withReason(reason)).substring("spf=pass reason=".length());
  }

  private static AuthenticationResults read(HeaderField field) {
    return assertInstanceOf(
            AuthenticationResults.Parsed.Valid.class, AuthenticationResults.parse(field.value()))
        .results();
  }

  @Test
  void noResult() {
    assertEquals("Authentication-Results: example.org; none\r\n", text(NONE.field()));
  }

  @Test
  void eachResultBeginsALine() {
    AuthenticationResults results =
        NONE.with(
                MethodResult.of("DKIM", "Pass")
                    .withComment("2048-bit key")
                    .with("header", "d", "example.net")
                    .with("header", "i", "@example.net")
                    .with("header", "b", "Ab/4+c=="))
            .with(MethodResult.of("dkim", "fail").withReason("the body was changed"))
            .with(MethodResult.of("spf", "none"));
    assertEquals(
        """
        Authentication-Results: example.org;
         dkim=pass (2048-bit key) header.d=example.net header.i=@example.net
         header.b="Ab/4+c==";
         dkim=fail reason="the body was changed";
         spf=none
        """
            .replace("\n", "\r\n"),
        text(results.field()));
    assertEquals(
        results.results().get(1).withReason("the body was changed"),
        read(results.field()).results().get(1));
  }

  /** RFC 8617 section 4.1.1: the instance, then what Authentication-Results has. */
  @Test
  void arcAuthenticationResults() {
    assertEquals(
        "ARC-Authentication-Results: i=3; example.org;\r\n spf=pass\r\n",
        text(NONE.with(SPF).field("ARC-Authentication-Results", "i=3;")));
    assertEquals(
        "ARC-Authentication-Results: i=3; example.org; none\r\n",
        text(NONE.field("ARC-Authentication-Results", "i=3;")));
    for (String prefix : List.of("i=1;\r\n", "i=\0", "\u00fc", "x".repeat(101))) {
      assertThrows(IllegalArgumentException.class, () -> NONE.field("A", prefix), prefix);
    }
    for (String name : List.of("", "A B", "A:", "A\r\nB", "\u00fc", "x".repeat(101))) {
      assertThrows(IllegalArgumentException.class, () -> NONE.field(name, ""), name);
    }
  }

  /** A token as it is, an address as the RFC demands ("MUST use the right-hand portion"), 2.2. */
  @Test
  void valuesAreQuotedWhereTheyMustBe() {
    for (String plain :
        List.of(
            "example.net",
            "192.0.2.1",
            "a!#$%&'*+-.^_`{|}~",
            "joe@example.net",
            "@example.net",
            "a.b=c/d@a-b.example.net",
            "\"joe doe\"@example.net",
            "\"\\\"\"@example.net",
            "\u00fcser@b\u00fccher.example")) {
      assertEquals(plain, value(plain));
    }
    for (String other :
        List.of(
            "",
            " ",
            "2001:db8::1",
            "a=b",
            "a b",
            "a;b",
            "(a)",
            "<joe@example.net>",
            "joe@localhost",
            "joe@example..net",
            "joe@-a.example",
            "joe@[192.0.2.1]",
            "joe doe@example.net",
            ".joe@example.net",
            "joe@example.net; dkim=pass",
            "@",
            "\u00fc")) {
      assertEquals('"' + other + '"', value(other));
    }
    assertEquals("\"a\\\"b\\\\c\"", value("a\"b\\c"));
    assertEquals(
        "\"\\\"joe\\\"; dkim=pass x=\\\"@example.net\"",
        value("\"joe\"; dkim=pass x=\"@example.net"));
    assertEquals("\"\\\"joe\\\\\\\"@example.net\"", value("\"joe\\\"@example.net"));
  }

  @Test
  void reasonsAreTokensOrQuoted() {
    assertEquals("policy", reason("policy"));
    assertEquals("\"\"", reason(""));
    assertEquals("\"joe@example.net\"", reason("joe@example.net"));
    assertEquals("\"a, dkim=pass (b\"", reason("a; dkim=pass (b"));
    assertEquals("\"\\\", dkim=pass x=\\\"\"", reason("\"; dkim=pass x=\""));
  }

  @Test
  void controlsAreMadeHarmless() {
    assertEquals("\"a  Bcc: x\"", reason("a\r\nBcc: x"));
    assertEquals("\"a ? ? ? ?\"", reason("a\t\0\r\u001b\n\u007f\r\u0085"));
    assertEquals("\"? ? ?\"", reason("\u2028 \ud800 \u2029"));
    assertEquals("\"gr\u00fcn \ud83d\ude00\"", reason("gr\u00fcn \ud83d\ude00"));
    assertEquals("\"joe  x\"@example.net", value("\"joe\r\nx\"@example.net"));
  }

  @Test
  void commentsStayComments() {
    assertEquals("spf=pass (a\\)\\(b\\\\, dkim=pass)", text(SPF.withComment("a)(b\\; dkim=pass")));
    assertEquals("spf=pass (a  b?)", text(SPF.withComment("a\r\nb\0")));
    assertEquals("spf=pass ()", text(SPF.withComment("")));
  }

  @Test
  void authservIdsAreTokensOrQuoted() {
    for (String id : List.of("a b", "a;b", "a\"b\\", "", "a(b", "b\u00fccher.example", "a@b")) {
      AuthenticationResults results = new AuthenticationResults(id, List.of(SPF));
      assertEquals(results, read(results.field()), id);
    }
    assertEquals(
        "Authentication-Results: \"a  Bcc: x\"; none\r\n",
        text(new AuthenticationResults("a\r\nBcc: x", List.of()).field()));
  }

  @Test
  void methodsAndResultsAreKeywords() {
    for (String bad :
        List.of("", "a b", "a=b", "a;", "a.b", "a-", "a_b", "a\r\nb", "\u00fc", "a".repeat(65))) {
      assertThrows(IllegalArgumentException.class, () -> MethodResult.of(bad, "pass"), bad);
      assertThrows(IllegalArgumentException.class, () -> MethodResult.of("spf", bad), bad);
      assertThrows(IllegalArgumentException.class, () -> SPF.with(bad, "a", "b"), bad);
      assertThrows(IllegalArgumentException.class, () -> SPF.with("a", bad, "b"), bad);
    }
  }

  /** Lines of 78 columns where there is white space to fold at (RFC 5322 section 2.1.1). */
  @Test
  void longTextIsFoldedAtItsSpaces() {
    MethodResult result =
        SPF.withComment("word ".repeat(50))
            .withReason("some \"words\" ".repeat(20))
            .with("smtp", "mailfrom", '"' + "a ".repeat(60) + "\"@example.net");
    HeaderField field = NONE.with(result).field();
    for (String line : text(field).split("\r\n", -1)) {
      assertTrue(line.length() <= 78, line);
      assertTrue(line.isEmpty() || !line.isBlank(), line);
    }
    MethodResult read = read(field).results().get(0);
    assertEquals(result.reason(), read.reason());
    assertEquals(result.properties(), read.properties());
  }

  /** "Each line of characters MUST be no more than 998 characters" (RFC 5322 section 2.1.1). */
  @Test
  void noLineIsLongerThan998Octets() {
    for (String text :
        List.of(
            "\"".repeat(5000),
            "a".repeat(5000),
            "\ud83d\ude00".repeat(999),
            " ".repeat(5000),
            "  \\".repeat(900))) {
      String keyword = "k".repeat(64);
      HeaderField field =
          new AuthenticationResults(text, List.of())
              .with(
                  MethodResult.of(keyword, keyword)
                      .withReason(text)
                      .withComment(text)
                      .with(keyword, keyword, text)
                      .with(keyword, keyword, text + "@example.net")
                      .with(keyword, keyword, '"' + text + "\"@example.net"))
              .field("N".repeat(100), "p".repeat(100));
      for (String line : new String(field.bytes(), ISO_8859_1).split("\r\n", -1)) {
        assertTrue(line.length() <= 998, line.length() + " octets");
      }
      String reason =
          read(HeaderField.of("A", field.value().replace("p".repeat(100), "")))
              .results()
              .get(0)
              .reason()
              .orElseThrow();
      assertTrue(reason.endsWith("..."), reason);
      assertTrue(text.startsWith(reason.substring(0, reason.length() - 3)), reason);
    }
  }
}
