package dev.waxseal.diagnosis;

import static dev.waxseal.diagnosis.change.Change.Kind.BLANK_LINES_CHANGED;
import static dev.waxseal.diagnosis.change.Change.Kind.BODY_ADDED;
import static dev.waxseal.diagnosis.change.Change.Kind.BODY_WRAPPED;
import static dev.waxseal.diagnosis.change.Change.Kind.CHARSET_CHANGED;
import static dev.waxseal.diagnosis.change.Change.Kind.CONTENT_FIELD_REWRITTEN;
import static dev.waxseal.diagnosis.change.Change.Kind.DOTS_CHANGED;
import static dev.waxseal.diagnosis.change.Change.Kind.FROM_LINES_QUOTED;
import static dev.waxseal.diagnosis.change.Change.Kind.LINES_WRAPPED;
import static dev.waxseal.diagnosis.change.Change.Kind.LINE_ENDS_CHANGED;
import static dev.waxseal.diagnosis.change.Change.Kind.LINKS_REWRITTEN;
import static dev.waxseal.diagnosis.change.Change.Kind.PART_ADDED;
import static dev.waxseal.diagnosis.change.Change.Kind.PREAMBLE_CHANGED;
import static dev.waxseal.diagnosis.change.Change.Kind.SPACE_CHANGED;
import static dev.waxseal.diagnosis.change.Change.Kind.TABS_EXPANDED;
import static dev.waxseal.diagnosis.change.Change.Kind.TEXT_APPENDED;
import static dev.waxseal.diagnosis.change.Change.Kind.TEXT_INSERTED;
import static dev.waxseal.diagnosis.change.Change.Kind.TEXT_PREPENDED;
import static dev.waxseal.diagnosis.change.Change.Kind.TRAILING_SPACE_ADDED;
import static dev.waxseal.diagnosis.change.Change.Kind.TRAILING_SPACE_REMOVED;
import static dev.waxseal.diagnosis.change.Change.Kind.TRANSFER_ENCODING_CHANGED;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.mime.Canonicalization;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Changes of a body (RFC 6376 section 3.4), undone: each explanation leads to the very body that
 * was signed.
 */
class BodyChangesTest {

  private static final Canonicalization SIMPLE = Canonicalization.SIMPLE;
  private static final Canonicalization RELAXED = Canonicalization.RELAXED;

  private static final String HEADER =
      lines(
          "From: Ann <ann@author.example>",
          "To: talk@lists.example",
          "Subject: Hello",
          "Date: Mon, 23 Nov 2026 11:58:12 +0000",
          "Message-ID: <1@author.example>",
          "MIME-Version: 1.0");

  private static final String PLAIN = HEADER + "Content-Type: text/plain; charset=utf-8\r\n";

  private static final String TEXT =
      lines("Hello,", "", "the boat is back.", "", "-- ", "Ann", "", "a last line");

  private static final String LONG_LINE =
      "The boat is back from the yard, as good as it ".repeat(4).strip() + ".\r\n\r\nAnn\r\n";

  private static final String MIXED =
      HEADER + "Content-Type: multipart/mixed; boundary=\"two\"\r\n\r\n";

  private static final String PARTS =
      lines(
          "--two",
          "Content-Type: text/plain",
          "",
          "Hello",
          "",
          "--two",
          "Content-Type: image/png",
          "Content-Transfer-Encoding: base64",
          "",
          "iVBORw0KGgo=",
          "--two--");

  private static final String ALTERNATIVE =
      HEADER.replace("Hello", "Two")
          + lines(
              "Content-Type: multipart/alternative; boundary=alt",
              "",
              "--alt",
              "Content-Type: text/plain; charset=utf-8",
              "Content-Transfer-Encoding: 8bit",
              "",
              "Gr\u00c3\u00bc\u00c3\u009fe",
              "--alt",
              "Content-Type: text/html; charset=utf-8",
              "Content-Transfer-Encoding: 8bit",
              "",
              "<html><body>",
              "<p>Gr\u00c3\u00bc\u00c3\u009fe</p>",
              "</body></html>",
              "--alt--");

  /** One way to change a message. */
  private record Way(
      String name,
      Canonicalization form,
      String message,
      UnaryOperator<String> change,
      List<Change.Kind> kinds) {

    @Override
    public String toString() {
      return name + ", " + form;
    }
  }

  static Stream<Way> ways() {
    return Stream.of(
        way("footer", RELAXED, plain(TEXT), m -> m + lines("____", "talk list"), TEXT_APPENDED),
        way("footer", SIMPLE, plain(TEXT), m -> m + lines("____", "talk list"), TEXT_APPENDED),
        way(
            "banner",
            RELAXED,
            plain(TEXT),
            m -> m.replace("\r\n\r\nHello", "\r\n\r\nCAUTION: external\r\n\r\nHello"),
            TEXT_PREPENDED),
        way(
            "both ends",
            SIMPLE,
            plain(TEXT),
            m -> m.replace("\r\n\r\nHello", "\r\n\r\n[list]\r\n\r\nHello") + "--\r\nfooter\r\n",
            TEXT_PREPENDED,
            TEXT_APPENDED),
        way(
            "line within",
            RELAXED,
            plain(TEXT),
            m -> m.replace("the boat", "advertisement\r\nthe boat"),
            TEXT_INSERTED),
        way("empty", RELAXED, plain(""), m -> m + "footer\r\n", BODY_ADDED),
        way(
            "mbox",
            SIMPLE,
            plain("Hello\r\nFrom here\r\n\r\nFrom there\r\n"),
            m -> m.replace("\r\nFrom here", "\r\n>From here").replace("\nFrom t", "\n>From t"),
            FROM_LINES_QUOTED),
        way(
            "mbox, where the author quoted as well",
            RELAXED,
            plain("Hello\r\nFrom here\r\n>From there\r\nFrom me\r\n"),
            m -> m.replace("\r\nFrom ", "\r\n>From "),
            FROM_LINES_QUOTED),
        way(
            "mboxrd, where one line had been quoted twice",
            SIMPLE,
            plain("Hello\r\n>From here\r\n>>From there\r\n"),
            m -> m.replace("\r\n>From here", "\r\n>>From here"),
            FROM_LINES_QUOTED),
        way(
            "blanks behind the last line",
            SIMPLE,
            plain("first line  \r\nlast line\r\n"),
            m -> m.replace("last line\r\n", "last line   \r\n\r\n"),
            TRAILING_SPACE_ADDED),
        way(
            "mbox and footer",
            RELAXED,
            plain("Hello\r\nFrom here\r\n"),
            m -> m.replace("\r\nFrom here", "\r\n>From here") + "--\r\nlist\r\n",
            TEXT_APPENDED,
            FROM_LINES_QUOTED),
        way(
            "dots doubled",
            RELAXED,
            plain(".one\r\n..two\r\nthree\r\n"),
            m -> m.replace("\r\n.", "\r\n.."),
            DOTS_CHANGED),
        way(
            "a dot lost",
            RELAXED,
            plain("one\r\n.two\r\nthree\r\n"),
            m -> m.replace("\r\n.two", "\r\ntwo"),
            DOTS_CHANGED),
        way(
            "LF",
            RELAXED,
            plain(TEXT),
            m -> m.replace("back.\r\n", "back.\n").replace("Ann\r\n\r\na", "Ann\n\na"),
            LINE_ENDS_CHANGED),
        way(
            "wrapped",
            RELAXED,
            plain("x".repeat(1500) + "\r\n" + "y".repeat(2500) + "\r\nend\r\n"),
            m ->
                m.replaceAll("(x{998})(x+)", "$1\r\n $2")
                    .replaceAll("(y{998})(y{997})", "$1\r\n $2\r\n "),
            LINES_WRAPPED),
        way(
            "trailing space stripped",
            SIMPLE,
            plain(TEXT),
            m -> m.replace("-- \r\n", "--\r\n"),
            TRAILING_SPACE_REMOVED),
        way(
            "flowed text stripped",
            SIMPLE,
            plain(
                "a line of text that goes on for some fifty or sixty octets \r\n".repeat(5)
                    + "end.\r\n\r\n-- \r\nAnn\r\n"),
            m -> m.replace(" \r\n", "\r\n"),
            TRAILING_SPACE_REMOVED),
        way(
            "one space stripped",
            SIMPLE,
            plain("one \r\ntwo\r\n"),
            m -> m.replace("one \r\n", "one\r\n"),
            TRAILING_SPACE_REMOVED),
        way(
            "trailing space added",
            SIMPLE,
            plain(TEXT.replace("-- ", "--")),
            m -> m.replace("back.\r\n", "back.  \r\n").replace("Ann\r\n", "Ann\t\r\n"),
            TRAILING_SPACE_ADDED),
        way(
            "space added",
            SIMPLE,
            plain("one two\r\nthree\r\n"),
            m -> m.replace("one two", "one  two").replace("three", "three "),
            SPACE_CHANGED),
        way(
            "tabs",
            SIMPLE,
            plain("if:\r\n\tthen\r\n\t\tend\r\n"),
            m -> m.replace("\t", "        "),
            TABS_EXPANDED),
        way(
            "tab stops",
            SIMPLE,
            plain("one\ttwo\tthree\r\nten\televen\r\n"),
            m ->
                m.replace("one\ttwo\tthree", "one     two     three")
                    .replace("ten\te", "ten     e"),
            TABS_EXPANDED),
        way(
            "double spacing",
            RELAXED,
            plain("one\r\ntwo\r\n\r\nthree\r\n"),
            m -> m.replace("one\r\ntwo\r\n\r\nthree", "one\r\n\r\ntwo\r\n\r\n\r\n\r\nthree\r\n"),
            BLANK_LINES_CHANGED),
        way(
            "an empty line lost",
            RELAXED,
            plain("one\r\n\r\ntwo\r\n\r\nthree\r\n"),
            m -> m.replace("two\r\n\r\n", "two\r\n"),
            BLANK_LINES_CHANGED),
        way(
            "quoted-printable",
            RELAXED,
            plain8("Gr\u00c3\u00bc\u00c3\u009fe = 1\r\n"),
            m ->
                m.replace("8bit", "quoted-printable")
                    .replace("Gr\u00c3\u00bc\u00c3\u009fe = 1", "Gr=C3=BC=C3=9Fe =3D 1"),
            TRANSFER_ENCODING_CHANGED,
            CONTENT_FIELD_REWRITTEN),
        way(
            "base64 and footer within",
            RELAXED,
            plain8("Gr\u00c3\u00bc\u00c3\u009fe\r\n"),
            m ->
                m.replace("8bit", "base64")
                    .replace("Gr\u00c3\u00bc\u00c3\u009fe\r\n", "R3LDvMOfZQ0KLS0NCmxpc3QNCg==\r\n"),
            TEXT_APPENDED,
            TRANSFER_ENCODING_CHANGED,
            CONTENT_FIELD_REWRITTEN),
        way(
            "charset",
            RELAXED,
            plain8("Gr\u00fc\u00dfe\r\n").replace("utf-8", "iso-8859-1"),
            m ->
                m.replace("iso-8859-1", "utf-8")
                    .replace("\u00fc\u00df", "\u00c3\u00bc\u00c3\u009f"),
            CHARSET_CHANGED,
            CONTENT_FIELD_REWRITTEN),
        way(
            "part added",
            RELAXED,
            MIXED + PARTS,
            m ->
                m.replace(
                    "--two--",
                    lines("--two", "Content-Type: text/plain", "", "footer") + "--two--"),
            PART_ADDED),
        way(
            "footer in a part",
            RELAXED,
            MIXED + PARTS,
            m -> m.replace("Hello\r\n\r\n--two", "Hello\r\n\r\n____\r\nlist\r\n--two"),
            TEXT_APPENDED),
        way(
            "preamble",
            RELAXED,
            MIXED + "This is a multi-part message in MIME format.\r\n" + PARTS,
            m -> m.replace("This is a multi-part message in MIME format.\r\n", ""),
            PREAMBLE_CHANGED),
        way(
            "wrapped in a multipart",
            RELAXED,
            ALTERNATIVE,
            BodyChangesTest::wrapped,
            BODY_WRAPPED,
            CONTENT_FIELD_REWRITTEN),
        way(
            "footers in both",
            RELAXED,
            ALTERNATIVE,
            m ->
                m.replace("\u009fe\r\n--alt", "\u009fe\r\n\r\n-- \r\nYou are on the list\r\n--alt")
                    .replace("</body>", "<p></p>\r\n-- <br />\r\nYou are on the list\r\n</body>"),
            TEXT_APPENDED,
            TEXT_INSERTED),
        way(
            "stuffed",
            RELAXED,
            plain("Hello\r\nfrom here on\r\n> and\r\n"),
            m -> m.replace("\r\nfrom", "\r\n from").replace("\n>", "\n >"),
            SPACE_CHANGED),
        way(
            "flowed",
            RELAXED,
            plain(LONG_LINE),
            m -> m.replace("as it ", "as it \r\n"),
            LINES_WRAPPED),
        way(
            "wrapped",
            RELAXED,
            plain(LONG_LINE),
            m -> m.replace("as it ", "as it\r\n"),
            LINES_WRAPPED),
        way(
            "wrapped",
            SIMPLE,
            plain(LONG_LINE),
            m -> m.replace("as it ", "as it\r\n"),
            LINES_WRAPPED),
        way(
            "wrapped, and the blank at the end lost",
            SIMPLE,
            plain(LONG_LINE.replace("\r\n\r\n", " \r\n\r\n")),
            m -> m.replace("as it ", "as it \r\n").replace(" \r\n\r\n", "\r\n\r\n"),
            LINES_WRAPPED),
        way(
            "both down-converted",
            RELAXED,
            ALTERNATIVE,
            m ->
                m.replace("8bit", "quoted-printable")
                    .replace("\u00c3\u00bc\u00c3\u009f", "=C3=BC=C3=9F"),
            TRANSFER_ENCODING_CHANGED,
            TRANSFER_ENCODING_CHANGED),
        way(
            "links",
            RELAXED,
            plain("see https://example.org/a?b=c&d=1 there\r\n"),
            m ->
                m.replace(
                    "https://example.org/a?b=c&d=1",
                    "https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fa%3Fb%3Dc%26d%3D1&data=05%7C02&reserved=0"),
            LINKS_REWRITTEN));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void explained(Way way) {
    ChangedBody.explained(
        way.form(), way.message(), way.change().apply(way.message()), way.kinds());
  }

  private static Way way(
      String name,
      Canonicalization form,
      String message,
      UnaryOperator<String> change,
      Change.Kind... kinds) {
    return new Way(name, form, message, change, List.of(kinds));
  }

  /** The body of a message in a multipart, with a footer beside it. */
  private static String wrapped(String message) {
    int type = message.indexOf("Content-Type: ");
    return message.substring(0, type)
        + lines("Content-Type: multipart/mixed; boundary=\"outer\"", "", "--outer")
        + message.substring(type)
        + lines("--outer", "Content-Type: text/plain", "", "footer", "--outer--");
  }

  private static String plain(String body) {
    return PLAIN + "\r\n" + body;
  }

  private static String plain8(String body) {
    return PLAIN + "Content-Transfer-Encoding: 8bit\r\n\r\n" + body;
  }

  private static String lines(String... lines) {
    return Stream.of(lines).collect(Collectors.joining("\r\n", "", "\r\n"));
  }
}
