package dev.waxseal.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.mime.Author.Known;
import dev.waxseal.mime.Author.Problem;
import dev.waxseal.mime.Author.Unknown;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** RFC 5322 sections 3.4, 3.6.2 and 4.4; RFC 9989 sections 4.2 and 5.3.1. */
class AuthorTest {

  private static final Limits LIMITS = Limits.defaults();

  /** Far beyond what linear work takes on a megabyte, far below what quadratic work would. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final int MEGABYTE = 1_000_000;

  private static Author header(String text) {
    byte[] block = text.getBytes(ISO_8859_1);
    return Author.of(Headers.parse(block, block.length, Integer.MAX_VALUE).orElseThrow(), LIMITS);
  }

  private static Author from(String value) {
    return header("Subject: x\r\nFrom: " + value + "\r\nTo: y\r\n");
  }

  private static List<String> addresses(String value) {
    Author author = from(value);
    Known known = assertInstanceOf(Known.class, author, () -> value + " is " + author);
    return known.mailboxes().stream().map(Author.Mailbox::toString).toList();
  }

  private static void assertProblem(Problem problem, String header) {
    Author author = header(header);
    Unknown unknown = assertInstanceOf(Unknown.class, author, () -> header + " is " + author);
    assertEquals(problem, unknown.problem(), () -> header + ": " + unknown.about());
    assertTrue(unknown.about().chars().allMatch(c -> c >= ' ' && c < 0x7F), unknown.about());
  }

  @Test
  void oneAddress() {
    for (String value :
        List.of(
            "joe@example.com",
            "<joe@example.com>",
            " \t< joe@example.com >\t",
            "Joe SixPack <joe@example.com>",
            "Joe Q. SixPack\r\n <joe@example.com>",
            "\r\n joe@example.com",
            "\"SixPack, Joe\" <joe@example.com>",
            "\"Joe \\\"6\\\" \\\\ SixPack\" <joe@example.com>",
            "\"\" <joe@example.com>",
            "Joe (of (course)) SixPack (here) <joe@example.com> (there)",
            "joe@example.com (Joe SixPack)",
            "(Joe \\) SixPack) joe@example.com",
            "=?UTF-8?B?SsO2?= =?UTF-8?Q?J=C3=B6?= <joe@example.com>",
            "J\u00c3\u00b6 <joe@example.com>",
            "J\u00f6 (\u00f6) \"\u00f6\" <joe@example.com>",
            "Team: joe@example.com;",
            "My \"dear\" team: Joe <joe@example.com> ;",
            "Nobody:;, joe@example.com")) {
      assertEquals(List.of("joe@example.com"), addresses(value), value);
    }
  }

  /** Shapes that all parsers which were tried read in one way ({@code differential}). */
  @Test
  void oddShapes() {
    for (String value :
        List.of(
            "joe @example.com",
            "joe@ example.com",
            "joe\r\n @\r\n example.com",
            "joe(c)@(d)example.com",
            "(c)joe@example.com(d)",
            "<(c)joe@example.com(d)>",
            "Joe < joe (of (course)) @ example.com >",
            "joe@example .com",
            "joe@example. com",
            "<joe@example . com>",
            ",joe@example.com",
            "joe@example.com,",
            ",, (c) ,\r\n joe@example.com\t,",
            "<@other.example:joe@example.com>",
            "Joe <@other.example:joe@example.com>",
            "joe@example.com <joe@example.com>",
            "joe@example.com<joe@example.com>",
            "joe@example.com;",
            "Joe <joe@example.com>; ")) {
      assertEquals(List.of("joe@example.com"), addresses(value), value);
    }
    assertEquals(List.of("joe@example.com"), addresses("Joe@Example.COM <joe@example.com>"));
    assertEquals(
        List.of("a@x.example", "b@y.example"),
        addresses("a@x.example <a@x.example>,, b@y.example <b@y.example>"));
    assertEquals(List.of("a@x.example"), addresses("Team: a@x.example <a @ x.example>;"));
  }

  /** What is wrong is told in words that nobody on the way changes. */
  @Test
  void sentences() {
    assertSentence(
        "a colon outside quotation marks begins a group, and the group has no end",
        "Re: Ann <a@x.example>");
    assertSentence(
        "a colon outside quotation marks begins a group, and the group has no end",
        "Team: a@x.example,");
    assertSentence(
        "a semicolon stands in the From field where a comma or its end should",
        "a@x.example; b@x.example");
    assertSentence(
        "the From field ends where a closing angle bracket should stand", "Ann <a@x.example");
    assertSentence(
        "an address without quotation marks stands as the name of another address",
        "a@x.example <b@x.example>");
    assertSentence("a domain of the From field ends in a dot", "a@x.example.");
    assertSentence("a domain of the From field has an empty label", "a@x..example");
    assertSentence("a domain of the From field is missing", "a@");
    assertSentence("it has no address", "");
    assertSentence("none of its addresses has a domain", "root");
  }

  private static void assertSentence(String sentence, String value) {
    assertEquals(sentence, ((Unknown) from(value)).about(), value);
  }

  /** What stands in a name for people is not an address (RFC 9989 section 11.4). */
  @Test
  void namesAreNotAddresses() {
    for (String name :
        List.of(
            "\"ceo@victim.example\"",
            "\"<ceo@victim.example>\"",
            "\"ceo@victim.example\\\" <x>\"",
            "(ceo@victim.example)",
            "(<ceo@victim.example>,)",
            "=?utf-8?Q?ceo=40victim=2Eexample?=",
            "=?utf-8?B?PGNlb0B2aWN0aW0uZXhhbXBsZT4=?=")) {
      assertEquals(List.of("x@evil.example"), addresses(name + " <x@evil.example>"), name);
    }
  }

  @Test
  void localPartsMayBeOdd() {
    for (String local :
        List.of(
            "a%victim.example",
            "victim.example!a", "a+b=c", "a..b", "a.", ".", "\"a b\"", "\"a\"", "{$}", "=a?")) {
      assertEquals(List.of(local + "@evil.example"), addresses(local + "@evil.example"), local);
    }
  }

  @Test
  void domainsAsTheyWereWritten() {
    assertEquals(List.of("a@EXAMPLE.com"), addresses("a@EXAMPLE.com"));
    assertEquals(List.of("a@com"), addresses("a@com"));
    assertEquals(List.of("a@-b_c.d-"), addresses("a@-b_c.d-"));
    assertEquals(
        List.of("j\u00f6@b\u00fccher.example"),
        addresses("j\u00c3\u00b6@b\u00c3\u00bccher.example"));
  }

  @Test
  void severalAddresses() {
    Known known = (Known) from("a@x.example, B <b@X.example>,\r\n c@y.example (c)");
    assertEquals(3, known.mailboxes().size());
    assertEquals(Set.of("x.example", "y.example"), known.domains());
    assertEquals(
        List.of("a@x.example", "b@y.example", "c@z.example"),
        addresses("A: a@x.example, <b@y.example>;, c@z.example"));
    assertThrows(IllegalArgumentException.class, () -> new Known(List.of()));
  }

  @Test
  void noDomain() {
    for (String value :
        List.of(
            "",
            " ",
            "(joe@example.com)",
            "\"joe@example.com\"",
            "Undisclosed recipients:;",
            "Undisclosed:(joe@example.com);",
            "<>",
            "Joe <>",
            "Joe SixPack",
            "root",
            "<root>",
            "root, <>",
            "joe@[192.0.2.1]",
            "<joe@[IPv6:2001:db8::1]>",
            "joe@[]")) {
      assertProblem(Problem.NO_DOMAIN, "From:" + value + "\r\n");
    }
  }

  @Test
  void ambiguousValues() {
    for (String value :
        List.of(
            "a@x.example b@y.example", // the comma is missing
            "a@x.example <b@y.example>",
            "a@x.example <b@x.example>",
            "a@x.example <a@x.example> Joe",
            "Joe a@x.example <a@x.example>",
            "a@x.example (c) <a@x.example>",
            "a@x.example <>",
            "a@[192.0.2.1] <a@[192.0.2.1]>",
            "a@x.example, <b@y.example> c",
            "<a@x.example> <b@y.example>",
            "<a@x.example><b@y.example>",
            "<<a@x.example>>",
            "<a@x.example",
            "a@x.example>",
            "Joe <a@x.example> Joe",
            "<@y.example,@z.example:a@x.example>", // a route of two (section 4.4)
            "<@:a@x.example>",
            "<@y.example a@x.example>",
            "@y.example:a@x.example",
            "<,@y.example:a@x.example>",
            "a(b@y.example)@x.example",
            "a@(b@y.example)x.example",
            "<(b@y.example)a@x.example>",
            "<a@x.example(<b@y.example>)>",
            "a@y.example@x.example",
            "<a@y.example@x.example>",
            "@x.example",
            "a@",
            "a@x(c).example",
            "a b@x.example",
            "Joe a@x.example",
            "\"a\"b@x.example",
            "a.\"b\"@x.example",
            "\"a@y.example\"@x.example",
            "\"a<b\"@x.example",
            "\"a\\b\"@x.example",
            "\"a,b\"@x.example",
            "=?utf-8?Q?a?=@x.example", // encoded words
            "<=?utf-8?Q?a?=@x.example>",
            "a@=?utf-8?Q?x?=.example",
            "\"Joe <a@x.example>",
            "(Joe a@x.example",
            "(Joe (a) a@x.example",
            "Joe) a@x.example",
            "a@x.example (Joe",
            "a\\@y.example@x.example",
            "Joe \\\" <a@x.example>",
            "[Joe] <a@x.example>",
            "a@[192.0.2.1",
            "a@[192.0.2.1].x.example",
            "a@[192.0. 2.1]",
            "a@x.example.", // the dot of the root
            "a@.x.example",
            "a@x..example",
            "a@x.example; b@x.example",
            "a@x.example;;",
            "a@x.example;,",
            "Team: a@x.example;;",
            "a@x.example .",
            "a@ .x.example",
            "a@x. .example",
            "a . b@x.example",
            "Team: a@x.example",
            "Team: a@x.example,;",
            "Team: ,a@x.example;",
            "Team: Inner: a@x.example;;",
            "Team: a@x.example; b@x.example",
            ": a@x.example;",
            "a@y.example: a@x.example;",
            "Doe, Joe <a@x.example>", // an address without a domain, or a name with a comma
            "a@x.example, Undisclosed",
            "a@x.example, <>",
            "a@x.example, b@[192.0.2.1]",
            "a@x!y.example",
            "a@x%y.example",
            "a@x.example/y",
            "a@\u00fc.example", // ISO-8859-1
            "\u00fc@x.example",
            "a@x.example\0",
            "a@x.example\0.y.example",
            "a\0 <a@x.example>",
            "\"\u0001\" <a@x.example>",
            "\u007f <a@x.example>",
            "a@x.example\r",
            "a\r <a@x.example>",
            "a\n <a@x.example>",
            "Joe\n <a@x.example>",
            "a@x.example\n ",
            "a@x.example\r\n ",
            "a@x.example\r\n \r\n ,b@y.example",
            "a@x.example,\r\n \t\r\n b@x.example")) {
      assertProblem(Problem.AMBIGUOUS, "From: " + value + "\r\n");
    }
  }

  @Test
  void theFieldIsFoundInAnyCase() {
    for (String name : List.of("From", "from", "FROM", "fRoM")) {
      assertInstanceOf(Known.class, header("A: b\r\n" + name + ":a@x.example\r\n"), name);
    }
  }

  @Test
  void missingAndRepeatedFields() {
    assertProblem(Problem.NO_FROM_FIELD, "");
    assertProblem(Problem.NO_FROM_FIELD, "Subject: From: a@x.example\r\n");
    assertProblem(Problem.NO_FROM_FIELD, "Sender: a@x.example\r\nResent-From: a@x.example\r\n");
    assertProblem(Problem.NO_FROM_FIELD, "X-From: a\r\nFrom-X: b\r\nFroma: c\r\nFro: d\r\n");
    assertProblem(Problem.SEVERAL_FROM_FIELDS, "From: a@x.example\r\nFrom: a@x.example\r\n");
    assertProblem(Problem.SEVERAL_FROM_FIELDS, "From: a@x.example\r\nTo: b\r\nfrom:\r\n");
    assertProblem(Problem.SEVERAL_FROM_FIELDS, "From: a@x.example\r\n".repeat(1000));
  }

  /** Lines that are a From field for some programs. */
  @Test
  void lookalikes() {
    for (String line :
        List.of(
            "From : a@y.example\r\n",
            "From\t: a@y.example\r\n",
            "From\0: a@y.example\r\n",
            "From\u00a0: a@y.example\r\n",
            "From a@y.example Mon Nov 24 10:00:00 2026\r\n",
            "From a@y.example\r\n",
            "From\r\n",
            "From x: a@y.example\r\n",
            "\u00ef\u00bb\u00bfFrom: a@y.example\r\n",
            "\0From: a@y.example\r\n",
            "X: y\nFrom: a@y.example\r\n",
            "X: y\rFrom: a@y.example\r\n",
            "X: y\n\n from : a@y.example\r\n",
            "X: y\r\n z\nFROM: a@y.example\r\n",
            "X: y\nFrom\r\n")) {
      assertProblem(Problem.AMBIGUOUS, line);
      assertProblem(Problem.AMBIGUOUS, line + "From: a@x.example\r\n");
      assertProblem(Problem.AMBIGUOUS, "From: a@x.example\r\n" + line);
    }
    assertProblem(Problem.AMBIGUOUS, " From: a@y.example\r\nFrom: a@x.example\r\n");
    assertInstanceOf(Known.class, header("From: a@x.example\r\nX: y\nFroma: z\r\n"));
    assertInstanceOf(Known.class, header("From: a@x.example\r\nX: y\r\n From: z\r\n"));
  }

  @Test
  void limits() {
    Limits two = Limits.with().fromAddresses(2).build();
    Headers three = Headers.of(List.of(HeaderField.of("From", "a@x.example, b, c@x.example")));
    assertEquals(Problem.TOO_MANY_ADDRESSES, ((Unknown) Author.of(three, two)).problem());
    assertEquals(100, addresses("a@x.example,".repeat(99) + "a@x.example").size());
    assertProblem(
        Problem.TOO_MANY_ADDRESSES, "From: " + "a@x.example,".repeat(10_000) + "a@x.example\r\n");
  }

  /** A megabyte of one thing takes time that is linear in it. */
  @Test
  void megabytes() {
    for (String part :
        List.of(
            "(",
            ")",
            "((a))",
            "\"",
            "\\",
            "\"\\\"\"",
            "<",
            ">",
            "@",
            "a@",
            ",",
            ";",
            ":",
            "a:;,",
            "a ",
            "a.",
            ". ",
            " ",
            "\t",
            "\r\n ",
            "\r\n a",
            "=?",
            "=?utf-8?Q?=41?= ",
            "[",
            "\u00fc",
            "\u00c3\u00bc",
            "\0",
            "\n",
            "\nFrom",
            "a@b, ")) {
      for (String value :
          List.of(
              part.repeat(MEGABYTE / part.length()),
              part.repeat(MEGABYTE / part.length()) + "<a@x.example>",
              "\"" + part.repeat(MEGABYTE / part.length()) + "\" <a@x.example>",
              "<a@" + part.repeat(MEGABYTE / part.length()) + ">")) {
        assertTimeoutPreemptively(PATIENCE, () -> from(value), part);
      }
    }
    String deep = "(".repeat(MEGABYTE / 2) + ")".repeat(MEGABYTE / 2);
    assertEquals(
        List.of("a@x.example"),
        assertTimeoutPreemptively(PATIENCE, () -> addresses(deep + " a@x.example")));
  }
}
