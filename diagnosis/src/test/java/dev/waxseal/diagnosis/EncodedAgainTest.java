package dev.waxseal.diagnosis;

import static dev.waxseal.diagnosis.ChangedBody.header;
import static dev.waxseal.diagnosis.ChangedBody.page;
import static dev.waxseal.diagnosis.change.Change.Kind.BLANK_LINES_CHANGED;
import static dev.waxseal.diagnosis.change.Change.Kind.LINE_ENDS_CHANGED;
import static dev.waxseal.diagnosis.change.Change.Kind.LINKS_REWRITTEN;
import static dev.waxseal.diagnosis.change.Change.Kind.PART_HEADER_REWRITTEN;
import static dev.waxseal.diagnosis.change.Change.Kind.PREAMBLE_CHANGED;
import static dev.waxseal.diagnosis.change.Change.Kind.TEXT_APPENDED;
import static dev.waxseal.diagnosis.change.Change.Kind.TEXT_PREPENDED;
import static dev.waxseal.diagnosis.change.Change.Kind.TRANSFER_ENCODING_CHANGED;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.mime.Canonicalization;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts of a multipart that a program encoded again, most of them after it put text into them. */
class EncodedAgainTest {

  private static final String TEXT =
      "Hello all,\r\n\r\nthe r\u00c3\u00b4ta of the coming weeks hangs in the shed, as ever, beside"
          + " the door and the spades; who takes Thursday?\r\n\r\nMara\r\n";

  private static final String HTML =
      "<html><body><p>Hello all,</p><p>the r\u00c3\u00b4ta of the coming weeks hangs in the <a"
          + " href=\"https://shed.example/rota?week=3\">shed</a>, as ever, beside the door.</p>"
          + "<p>Mara</p></body></html>\n";

  private static final String NOTE = "\r\n-- \r\nThis list is for gardeners.\r\n";
  private static final String HTML_NOTE = "<div><p>This list is for gardeners.</p></div>";
  private static final String BANNER = "CAUTION: from outside.\r\n\r\n";
  private static final String HTML_BANNER = "<p>CAUTION: from outside.</p>";

  private static final String TYPE = "; charset=\"UTF-8\"";

  private static final String SIGNED =
      alternative(
          "",
          part("text/plain" + TYPE, "quoted-printable", ChangedBody.quoted(TEXT)),
          part("text/html" + TYPE, "base64", ChangedBody.base64(HTML)));

  /** One way to change a message. */
  private record Way(String name, String message, String changed, List<Change.Kind> kinds) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Way> ways() {
    String crossed = "https://safe.example/check?id=7&u=https://shed.example/rota?week=3";
    return Stream.of(
        way(
            "footers, and other lines",
            part("text/plain" + TYPE, "quoted-printable", ChangedBody.quoted(TEXT + NOTE, 72)),
            part("text/html" + TYPE, "base64", ChangedBody.base64(noted(HTML), 60)),
            TEXT_APPENDED,
            TEXT_APPENDED,
            TRANSFER_ENCODING_CHANGED,
            TRANSFER_ENCODING_CHANGED),
        way(
            "banners, and the HTML in other lines",
            part("text/plain" + TYPE, "quoted-printable", ChangedBody.quoted(BANNER + TEXT)),
            part("text/html" + TYPE, "base64", ChangedBody.base64(topped(HTML), 60)),
            TEXT_PREPENDED,
            TEXT_PREPENDED,
            TRANSFER_ENCODING_CHANGED),
        way(
            "banners and footers, in other lines",
            part("text/plain" + TYPE, "quoted-printable", ChangedBody.quoted(BANNER + TEXT + NOTE)),
            part("text/html" + TYPE, "base64", ChangedBody.base64(noted(topped(HTML)), 72)),
            TEXT_APPENDED,
            TEXT_APPENDED,
            TEXT_PREPENDED,
            TEXT_PREPENDED,
            TRANSFER_ENCODING_CHANGED),
        way(
            "both without an encoding",
            part("text/plain" + TYPE, "8bit", TEXT),
            part("text/html" + TYPE, "8bit", HTML.replace("\n", "\r\n")),
            LINE_ENDS_CHANGED,
            TRANSFER_ENCODING_CHANGED,
            TRANSFER_ENCODING_CHANGED),
        way(
            "a footer in one, and both without an encoding",
            part("text/plain" + TYPE, "8bit", TEXT + NOTE),
            part("text/html" + TYPE, "8bit", HTML.replace("\n", "\r\n")),
            TEXT_APPENDED,
            LINE_ENDS_CHANGED,
            TRANSFER_ENCODING_CHANGED,
            TRANSFER_ENCODING_CHANGED),
        way(
            "links and other lines",
            part("text/plain" + TYPE, "quoted-printable", ChangedBody.quoted(TEXT, 72)),
            part(
                "text/html" + TYPE,
                "base64",
                ChangedBody.base64(HTML.replace("https://shed.example/rota?week=3", crossed), 60)),
            TRANSFER_ENCODING_CHANGED,
            TRANSFER_ENCODING_CHANGED,
            LINKS_REWRITTEN),
        new Way(
            "a message written again by a library",
            SIGNED,
            alternative(
                "\r\n",
                part(
                    "text/plain;\r\n charset=UTF-8",
                    "quoted-printable",
                    ChangedBody.quoted((TEXT + NOTE).replace("\r\n", "\r\r\n"), 75)),
                part("text/html;\r\n charset=UTF-8", "base64", ChangedBody.base64(HTML, 60))),
            List.of(
                TEXT_APPENDED,
                LINE_ENDS_CHANGED,
                TRANSFER_ENCODING_CHANGED,
                TRANSFER_ENCODING_CHANGED,
                PART_HEADER_REWRITTEN,
                PREAMBLE_CHANGED)),
        new Way(
            "an empty line at the end of the HTML",
            alternative(
                "",
                part("text/plain" + TYPE, "quoted-printable", ChangedBody.quoted(TEXT)),
                part("text/html" + TYPE, "quoted-printable", ChangedBody.quoted(crlf(HTML)))),
            alternative(
                "",
                part("text/plain" + TYPE, "quoted-printable", ChangedBody.quoted(TEXT + NOTE)),
                part(
                    "text/html" + TYPE,
                    "quoted-printable",
                    ChangedBody.quoted(crlf(noted(HTML)) + "\r\n", 72))),
            List.of(TEXT_APPENDED, TEXT_APPENDED, TRANSFER_ENCODING_CHANGED, BLANK_LINES_CHANGED)),
        new Way(
            "a banner and a footer in one page",
            page("7bit", crlf(HTML)),
            page("7bit", noted(topped(crlf(HTML)))),
            List.of(TEXT_PREPENDED, TEXT_APPENDED)),
        new Way(
            "a banner and a footer in a page in base64",
            page("base64", ChangedBody.base64(HTML)),
            page("base64", ChangedBody.base64(noted(topped(HTML)), 64)),
            List.of(TEXT_PREPENDED, TEXT_APPENDED, TRANSFER_ENCODING_CHANGED)),
        new Way(
            "a footer in base64 that was narrower",
            page("base64", ChangedBody.base64(HTML.replace("</p>", "</p>\n"))),
            page("base64", ChangedBody.base64(HTML.replace("</p>", "</p>\n") + "--\na list\n", 80)),
            List.of(TEXT_APPENDED, TRANSFER_ENCODING_CHANGED)));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void found(Way way) {
    for (Canonicalization form : Canonicalization.values()) {
      ChangedBody.explained(form, way.message(), way.changed(), way.kinds());
    }
  }

  private static Way way(String name, String text, String html, Change.Kind... kinds) {
    return new Way(name, SIGNED, alternative("", text, html), List.of(kinds));
  }

  private static String noted(String html) {
    return html.replace("</body>", HTML_NOTE + "</body>");
  }

  private static String topped(String html) {
    return html.replace("<body>", "<body>" + HTML_BANNER);
  }

  private static String crlf(String text) {
    return text.replace("\n", "\r\n");
  }

  private static String alternative(String preamble, String text, String html) {
    return header("multipart/alternative; boundary=two")
        + "\r\n"
        + preamble
        + text
        + html
        + "--two--\r\n";
  }

  private static String part(String type, String encoding, String text) {
    return "--two\r\nContent-Type: "
        + type
        + "\r\nContent-Transfer-Encoding: "
        + encoding
        + "\r\n\r\n"
        + text
        + "\r\n";
  }
}
