package dev.waxseal.diagnosis;

import static dev.waxseal.diagnosis.ChangedBody.header;
import static dev.waxseal.diagnosis.ChangedBody.page;
import static dev.waxseal.diagnosis.change.Change.Kind.CONTENT_FIELD_REWRITTEN;
import static dev.waxseal.diagnosis.change.Change.Kind.TEXT_APPENDED;
import static dev.waxseal.diagnosis.change.Change.Kind.TEXT_PREPENDED;
import static dev.waxseal.diagnosis.change.Change.Kind.TRANSFER_ENCODING_CHANGED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.mime.Canonicalization;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text that gateways put into HTML and into encoded text, where no line begins or ends. */
class InsertedTextTest {

  private static final String TEXT = "Hello all,\r\n\r\nthe rota is in the shed.\r\n\r\nMara\r\n";

  private static final String HTML =
      "<html><head><title>rota</title></head><body style=\"margin:0\"><p>Hello all,</p>"
          + "<p>the rota is in the <a href=\"https://shed.example/?a=1\">shed</a>, as ever; who"
          + " takes Thursday?</p><p>Mara</p></body></html>\r\n";

  private static final String BANNER =
      "<div style=\"background:#ffeb9c\">CAUTION: this message came from outside.</div><br>";

  private static final String TEXT_BANNER = "CAUTION: this message came from outside.\r\n\r\n";

  private static final String NOTE = "<br>\r\n<i>This message is for those it names.</i><br>\r\n";

  private static final String TEXT_NOTE = "\r\nThis message is for those it names.\r\n";

  /** One way to insert text. */
  private record Way(
      String name,
      Canonicalization form,
      String message,
      String changed,
      List<Change.Kind> kinds,
      List<String> shown) {

    @Override
    public String toString() {
      return name + ", " + form;
    }
  }

  static Stream<Way> ways() {
    return Stream.of(Canonicalization.values()).flatMap(InsertedTextTest::ways);
  }

  private static Stream<Way> ways(Canonicalization form) {
    String top = topped(HTML);
    String ended = HTML.replace("</body>", NOTE + "</body>");
    return Stream.of(
        one("banner", form, "7bit", top, text -> text, BANNER, TEXT_PREPENDED),
        one(
            "picture",
            form,
            "7bit",
            HTML.replace("</body>", "<img src=\"https://gw.example/p.gif\"></body>"),
            text -> text,
            "<img src=\"https://gw.example/p.gif\">",
            TEXT_APPENDED),
        one(
            "footer after the document",
            form,
            "7bit",
            HTML.replace("</html>", "</html><p>a list</p>"),
            text -> text,
            "<p>a list</p>",
            TEXT_APPENDED),
        one(
            "quoted banner",
            form,
            "quoted-printable",
            top,
            ChangedBody::quoted,
            BANNER,
            TEXT_PREPENDED),
        one("base64 banner", form, "base64", top, ChangedBody::base64, BANNER, TEXT_PREPENDED),
        one("base64 note", form, "base64", ended, ChangedBody::base64, "<br>", TEXT_APPENDED),
        one(
            "quoted note",
            form,
            "quoted-printable",
            ended,
            ChangedBody::quoted,
            "<br>",
            TEXT_APPENDED),
        two("both plain", form, "7bit", text -> text),
        two("both quoted", form, "quoted-printable", ChangedBody::quoted),
        two("both base64", form, "base64", ChangedBody::base64),
        new Way(
            "disclaimer in both",
            form,
            alternative("7bit", TEXT, HTML),
            alternative(
                "7bit", TEXT + TEXT_NOTE, HTML.replace("</body>", "\r\n" + NOTE + "</body>")),
            List.of(TEXT_APPENDED, TEXT_APPENDED),
            List.of("This message is for those it names.")),
        new Way(
            "disclaimers that differ",
            form,
            alternative("7bit", TEXT, HTML),
            alternative("7bit", TEXT + "\r\nMind whom you tell.\r\n", ended),
            List.of(TEXT_APPENDED, TEXT_APPENDED),
            List.of("Mind whom you tell.")),
        new Way(
            "encoded and topped",
            form,
            page("8bit", HTML.replace("rota", "r\u00c3\u00b4ta")),
            page("base64", ChangedBody.base64(topped(HTML.replace("rota", "r\u00c3\u00b4ta")))),
            List.of(TEXT_PREPENDED, TRANSFER_ENCODING_CHANGED, CONTENT_FIELD_REWRITTEN),
            List.of(BANNER)));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void found(Way way) {
    Diagnosis.Signature diagnosis =
        ChangedBody.explained(way.form(), way.message(), way.changed(), way.kinds());
    assertEquals(
        way.shown(),
        diagnosis.changes().get(0).arrived().stream()
            .filter(line -> !line.isBlank())
            .limit(1)
            .toList());
  }

  /** Text inserted into the only text. */
  private static Way one(
      String name,
      Canonicalization form,
      String encoding,
      String changed,
      UnaryOperator<String> encoder,
      String shown,
      Change.Kind kind) {
    return new Way(
        name,
        form,
        page(encoding, encoder.apply(HTML)),
        page(encoding, encoder.apply(changed)),
        List.of(kind),
        List.of(shown));
  }

  /** The same banner in both texts. */
  private static Way two(
      String name, Canonicalization form, String encoding, UnaryOperator<String> encoder) {
    return new Way(
        name,
        form,
        alternative(encoding, encoder.apply(TEXT), encoder.apply(HTML)),
        alternative(encoding, encoder.apply(TEXT_BANNER + TEXT), encoder.apply(topped(HTML))),
        List.of(TEXT_PREPENDED, TEXT_PREPENDED),
        List.of(TEXT_BANNER.strip()));
  }

  private static String topped(String html) {
    return html.replaceFirst("(<body[^>]*>)", "$1" + BANNER);
  }

  private static String alternative(String encoding, String text, String html) {
    return header("multipart/alternative; boundary=two")
        + "\r\n--two\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: "
        + encoding
        + "\r\n\r\n"
        + text
        + "\r\n--two\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: "
        + encoding
        + "\r\n\r\n"
        + html
        + "\r\n--two--\r\n";
  }
}
