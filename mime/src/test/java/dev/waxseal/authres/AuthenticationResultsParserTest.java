package dev.waxseal.authres;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMinutes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthenticationResultsParserTest {

  private static AuthenticationResults valid(String value) {
    AuthenticationResults.Parsed parsed = AuthenticationResults.parse(value);
    return assertInstanceOf(AuthenticationResults.Parsed.Valid.class, parsed, parsed.toString())
        .results();
  }

  private static String invalid(String value) {
    return assertInstanceOf(
            AuthenticationResults.Parsed.Invalid.class, AuthenticationResults.parse(value), value)
        .detail();
  }

  /** The word at which a value cannot be read. */
  private static String word(String value) {
    return assertInstanceOf(
            AuthenticationResults.Parsed.Invalid.class, AuthenticationResults.parse(value), value)
        .word();
  }

  private static MethodResult only(String resinfo) {
    List<MethodResult> results = valid("example.org;" + resinfo).results();
    assertEquals(1, results.size(), resinfo);
    return results.get(0);
  }

  private static String value(String pvalue) {
    return only("spf=pass smtp.mailfrom=" + pvalue).properties().get(0).value();
  }

  private static String octets(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }

  /** The authserv-id is a token or a quoted string (RFC 8601 section 2.2). */
  @Test
  void authservIds() {
    Map.of(
            "example.org; none", "example.org",
            " \r\n\tEXAMPLE.org\r\n ;none\r\n", "EXAMPLE.org",
            "(a(b)\\)c) example-auth(d);none(e)", "example-auth",
            "\"mx 1; \\\"x\\\\\"; none", "mx 1; \"x\\",
            "\"\"; none", "",
            "1; none", "1",
            "\"a\r\n b\"; none", "a b",
            "user!#$%&'*+-^_`{|}~; none", "user!#$%&'*+-^_`{|}~")
        .forEach(
            (text, id) ->
                assertEquals(new AuthenticationResults(id, List.of()), valid(text), text));
  }

  /** RFC 8601 sections 2.2 and 2.5, with the quoted string of RFC 6532. */
  @Test
  void internationalized() {
    assertEquals("b\u00fccher.example", valid(octets("b\u00fccher.example; none")).authservId());
    assertEquals("\u4f8b\ud83d\ude00", valid(octets("\"\u4f8b\ud83d\ude00\"; none")).authservId());
    assertEquals("\u00fcser@b\u00fccher.example", value(octets("\u00fcser@b\u00fccher.example")));
    assertEquals(
        "gr\u00fcn", only(octets("dkim=fail reason=\"gr\u00fcn\"")).reason().orElseThrow());
    assertEquals("\ufffd", only("dkim=fail reason=\"\u00fc\"").reason().orElseThrow());
  }

  /** "the absence of a version implies this version" (RFC 8601 section 2.2). */
  @Test
  void versionsOfTheField() {
    for (String version : List.of("", " 1", " 001 ", "(a)1(b)", "\t1\r\n ")) {
      assertEquals("example.org", valid("example.org" + version + ";none").authservId(), version);
    }
    for (String version : List.of("2", "0", "11", "10000000000000000000000001")) {
      String detail = invalid("example.org " + version + "; dkim=pass");
      assertTrue(detail.contains("version " + version + " of the field is not known"), detail);
    }
    // What follows an unknown version may have any form.
    assertTrue(invalid("example.org 2 <?>").contains("version 2"));
    invalid("example.org 1.0; none");
    invalid("example.org v1; none");
    invalid("example.org 1 1; none");
    invalid("\"example.org\"1; none");
  }

  /** "the parser SHOULD ignore a method result if the version is not supported" (2.6). */
  @Test
  void versionsOfMethods() {
    assertEquals(MethodResult.of("dkim", "pass"), only(" dkim/1=pass"));
    assertEquals(MethodResult.of("dkim", "pass"), only(" dkim / 01 =pass"));
    assertEquals(
        List.of(MethodResult.of("spf", "fail")),
        valid("example.org; dkim/2=pass header.d=a.example; spf=fail").results());
    assertEquals(List.of(), valid("example.org; dkim/2=pass").results());
    invalid("example.org; dkim/=pass");
    invalid("example.org; dkim/x=pass");
    invalid("example.org; dkim/1/1=pass");
    invalid("example.org; dkim/2=;");
  }

  @Test
  void noResult() {
    for (String none : List.of("; none", ";none", " ; (a) NONE (b)", ";\r\n none\r\n ")) {
      assertEquals(List.of(), valid("example.org" + none).results(), none);
    }
    // A method may have that name; a result may, too.
    assertEquals(MethodResult.of("none", "pass"), only("none=pass"));
    assertEquals(MethodResult.of("spf", "none"), only("spf=none"));
    invalid("example.org; none; spf=pass");
    invalid("example.org; spf=pass; none");
    invalid("example.org; none none");
  }

  @Test
  void brokenGrammar() {
    for (String value :
        List.of(
            "",
            " ",
            "(a)",
            ";",
            "; none",
            "example.org",
            "example.org;",
            "example.org; ",
            "example.org;; spf=pass",
            "example.org; spf",
            "example.org; spf=",
            "example.org; spf=;",
            "example.org; =pass",
            "example.org; spf==pass",
            "example.org; spf pass",
            "example.org; spf=pass;;",
            "example.org; spf=pass;; dkim=pass",
            "example.org; spf=pass, dkim=pass",
            "example.org; spf=pass dkim=pass",
            "example.org; spf=\"pass\"",
            "example.org; spf-=pass",
            "example.org; s_pf=pass",
            "example.org; spf=pass smtp",
            "example.org; spf=pass smtp.",
            "example.org; spf=pass smtp.mailfrom",
            "example.org; spf=pass smtp.mailfrom=",
            "example.org; spf=pass smtp.mailfrom=;",
            "example.org; spf=pass smtp.=a",
            "example.org; spf=pass .mailfrom=a",
            "example.org; spf=pass smtp.mailfrom.x=a",
            "example.org; spf=pass smtp.mailfrom= smtp.helo=example.net",
            "example.org; spf=pass smtp.mailfrom=\"a",
            "example.org; spf=pass smtp.mailfrom=a\\b",
            "example.org; spf=pass smtp.mailfrom=\"a\"smtp.helo=b",
            "example.org; spf=pass smtp.mailfrom=\"a\".\"b\"@example.net",
            "example.org; spf=pass reason",
            "example.org; spf=pass reason=",
            "example.org; spf=pass reason=a reason=b",
            "example.org; spf=pass smtp.helo=a reason=b",
            "example.org; spf=pass (a",
            "example.org; spf=pass a)",
            "example.org; spf=pass (a\\)",
            "example.org; spf=pass\0",
            "example.org; spf=pass (\0)",
            "example.org; spf=pass reason=\"\0\"",
            "example.org; spf=pass reason=\"a\rb\"",
            "example.org; spf=pass\n smtp.helo=a",
            "example.org; spf=pass (a\nb)",
            "example.org; spf=pass\r\nsmtp.helo=a",
            "example.org; spf=pass\r\n\r\n",
            "\"example.org; none",
            "example.org\"; none",
            "example .org; none",
            "example.org/mx; none",
            "i=1; example.org; none")) {
      assertTrue(invalid(value).chars().allMatch(c -> c >= ' ' && c < 0x7F), value);
      assertTrue(!invalid(value).isBlank(), value);
    }
  }

  /** Large services write words that have no property type; they say nothing. */
  @Test
  void wordsWithoutAPropertyTypeArePassedOver() {
    MethodResult result = MethodResult.of("dmarc", "pass").with("header", "from", "sender.example");
    for (String resinfo :
        List.of(
            "dmarc=pass action=none header.from=sender.example",
            "dmarc=pass header.from=sender.example action=none",
            "dmarc=pass (p=none dis=none) x-bits=2048 header.from=sender.example d=a.example",
            "dmarc=pass\r\n action=o.reject(a)header.from=sender.example (b) x-y=!#$%&'*+-.^_`{|}~",
            "DMARC=Pass ACTION=NONE header.from=sender.example action=none;")) {
      assertEquals(result, only(resinfo), resinfo);
    }
    assertEquals(
        MethodResult.of("dkim", "fail").withReason("a").with("header", "d", "b.example"),
        only("dkim=fail reason=a x-bits=2048 header.d=b.example"));
    assertEquals(
        List.of(MethodResult.of("spf", "pass"), result),
        valid(
                "example.org; spf=pass d=a.example; dmarc=pass action=none header.from=sender.example")
            .results());
  }

  /** Nothing but a keyword and a token; a service that drops quotes must not be misread. */
  @Test
  void noOtherRestIsPassedOver() {
    for (String rest :
        List.of(
            "action=\"none\"",
            "action =none",
            "action= none",
            "action(a)=none",
            "action=(a)none",
            "action=",
            "action=;",
            "action",
            "action=none,header.from=victim.example",
            "action=ann@sender.example",
            "action=[192.0.2.1]",
            "action=a/b",
            "action=a:b",
            "action=a=b",
            "action=<a>",
            "action=a\"b\"",
            "action=\u00fc",
            "=none",
            "a_b=none",
            "action-=none",
            "smtp.mailfrom=\"a\" header.from=victim.example\"@sender.example",
            "smtp.mailfrom=a b header.from=victim.example",
            "x-bits=2048 reason=late",
            "reason=a reason=b",
            "spf=pass",
            "arc=pass",
            "action/1=none")) {
      invalid("example.org; dmarc=pass " + rest + " header.from=victim.example");
      invalid("example.org; dmarc=pass " + rest);
    }
  }

  @Test
  void theWordThatCannotBeReadIsShown() {
    Map.of(
            "mx.example; spf=pass; dmarc=pass header.from=",
            "header.from=",
            "mx.example; dmarc=pass header.from= ;spf=pass",
            "header.from=",
            "mx.example; dmarc=pass ann@sender.example header.from=x",
            "ann@sender.example",
            "mx.example; dmarc=pass (a",
            "(a",
            "mx.example",
            "mx.example",
            "",
            "",
            " \r\n ",
            "",
            "mx.example; spf=pass a=" + "b".repeat(100) + "@" + "c".repeat(100),
            "b".repeat(30) + "@" + "c".repeat(29),
            "mx.example; spf=pass x\u00fc\u0007=b",
            "x??=b")
        .forEach((value, word) -> assertEquals(word, word(value), value));
  }

  @Test
  void reasons() {
    Map.of(
            "reason=policy", "policy",
            "reason = \"good signature\"", "good signature",
            "REASON=\"a\\\"b\\\\c\"", "a\"b\\c",
            "(a)reason(b)=(c)\"; dkim=pass (x) \"(d)", "; dkim=pass (x) ",
            "reason=\"a\r\n\tb\"", "a\tb",
            "reason=\"\"", "")
        .forEach(
            (text, reason) -> {
              MethodResult result = only("dkim=fail " + text + " header.d=example.net");
              assertEquals(reason, result.reason().orElseThrow(), text);
              assertEquals("example.net", result.property("header", "d").orElseThrow(), text);
            });
    // Where a dot follows, it is a property type like any other.
    assertEquals(
        List.of(new MethodResult.Property("reason", "x", "a")),
        only("dkim=fail reason.x=a").properties());
  }

  /** {@code pvalue = value / [ [ local-part ] "@" ] domain-name} (RFC 8601 section 2.2). */
  @Test
  void values() {
    Map.ofEntries(
            Map.entry("example.net", "example.net"),
            Map.entry("\"example.net\"", "example.net"),
            Map.entry("\"a b;c\"", "a b;c"),
            Map.entry("\"\"", ""),
            Map.entry("joe@example.net", "joe@example.net"),
            Map.entry("@example.net", "@example.net"),
            Map.entry("\"joe doe\"@example.net", "\"joe doe\"@example.net"),
            Map.entry("\"j\\\"d;\"@example.net", "\"j\\\"d;\"@example.net"),
            Map.entry("\"joe\r\n doe\"@example.net", "\"joe doe\"@example.net"),
            Map.entry("\"joe\"(a) @example.net", "\"joe\"@example.net"),
            Map.entry("joe (a)@example.net", "joe@example.net"),
            Map.entry("(a) joe@example.net (b)", "joe@example.net"),
            Map.entry(
                "SRS0=x=y=example.com=joe@example.net", "SRS0=x=y=example.com=joe@example.net"),
            Map.entry("o'neil+a/b?{c}@example.net", "o'neil+a/b?{c}@example.net"))
        .forEach((written, value) -> assertEquals(value, value(written), written));
  }

  /** What the grammar wants quoted, but cannot be misread, and is met with. */
  @Test
  void valuesWithoutTheirQuotes() {
    for (String bare :
        List.of(
            "2001:db8::1", "<joe@example.net>", "<>", "[192.0.2.1]", "a/b+c", "a,b", "a@[::1]")) {
      assertEquals(bare, value(bare));
    }
    assertEquals(MethodResult.of("spf", "pass"), only("spf=pass;"));
    assertEquals(MethodResult.of("spf", "pass"), only("spf=pass ; (a)\r\n "));
  }

  @Test
  void severalResultsOfOneMethod() {
    AuthenticationResults results =
        valid(
            "example.org; dkim=pass header.d=a.example header.s=s1; DKIM=Fail\r\n"
                + "\theader.d=b.example;x-new=odd X-Type.Some-Name=v");
    assertEquals(
        List.of(
            MethodResult.of("dkim", "pass")
                .with("header", "d", "a.example")
                .with("header", "s", "s1"),
            MethodResult.of("dkim", "fail").with("header", "d", "b.example"),
            MethodResult.of("x-new", "odd").with("x-type", "some-name", "v")),
        results.results());
    assertEquals(results.results().get(0), results.first("Dkim").orElseThrow());
  }

  @Test
  void commentsAnywhere() {
    assertEquals(
        valid("example.org 1; dkim/1=pass reason=r header.d=a.example; spf=pass"),
        valid(
            "((a)(b))example.org(c)1(d);(e)dkim(f)/(g)1(h)=(\\()pass(i\\\\)reason(j)=(k)r(l)"
                + "header(m).(n)d(o)=(p)a.example(q\r\n r);(s)spf(t)=(u)pass(\";\")"));
  }

  @Test
  void bounds() {
    String resinfo = "; spf=pass smtp.helo=a";
    assertEquals(100, valid("example.org" + resinfo.repeat(100)).results().size());
    invalid("example.org" + resinfo.repeat(101));
    invalid("example.org" + "; spf/2=pass".repeat(101));
    assertEquals(100, only("spf=pass" + " smtp.helo=a".repeat(100)).properties().size());
    invalid("example.org; spf=pass" + " smtp.helo=a".repeat(101));
    assertEquals(MethodResult.of("spf", "pass"), only("spf=pass" + " a=b".repeat(100)));
    invalid("example.org; spf=pass" + " a=b".repeat(101));
    assertEquals("a".repeat(64), only("a".repeat(64) + "=pass").method());
    invalid("example.org; " + "a".repeat(65) + "=pass");
  }

  /** No depth costs stack, and no length more than its share. */
  @Test
  void megabytes() {
    int megabyte = 1_000_000;
    for (String part :
        List.of(
            "(", "()", "((a)", " ", "\r\n ", ";", "a=b;", "a", "\"", "\\", "a.b=c ", "a (x) @")) {
      String much = part.repeat(megabyte / part.length());
      for (String start :
          List.of(
              "",
              "example.org;",
              "example.org; spf=pass ",
              "e; spf=pass a.b=",
              "e; a=b (",
              "e; a=b reason=\"")) {
        assertTimeoutPreemptively(
            ofMinutes(1), () -> AuthenticationResults.parse(start + much), part);
      }
    }
    String nested = "(".repeat(megabyte) + ")".repeat(megabyte) + "example.org; none";
    assertEquals("example.org", valid(nested).authservId());
  }
}
