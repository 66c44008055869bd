package dev.waxseal.diagnosis;

import static dev.waxseal.diagnosis.change.Change.Kind.TEXT_APPENDED;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.mime.Canonicalization;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text that was put in right after the last word of a text, without a line end between them. */
class GluedTextTest {

  private static final String WORDS =
      "Hello all,\r\n\r\nthe r\u00c3\u00b4ta = in the shed.\r\n\r\nMara";

  private static final String PAGE =
      "<html><body>Hello all,<br>the r\u00c3\u00b4ta = in the shed.<br>Mara</body></html>\r\n";

  private static final List<String> FOOTERS =
      List.of(
          "-- \r\nThis list is for gardeners.",
          "____________________\r\nA list\r\nhttps://shed.example/list",
          "This list is for gardeners.",
          "[a list]");

  /** A footer put into one text or into two. */
  private record Way(String name, String message, String changed, int footers) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Way> ways() {
    return FOOTERS.stream()
        .flatMap(
            footer ->
                Stream.of(
                    text("8bit", footer, text -> text),
                    text("quoted-printable", footer, ChangedBody::quoted),
                    text("base64", footer, ChangedBody::base64),
                    page("8bit", footer, text -> text),
                    page("quoted-printable", footer, ChangedBody::quoted),
                    page("base64", footer, ChangedBody::base64),
                    both("8bit", footer, text -> text),
                    both("quoted-printable", footer, ChangedBody::quoted)));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void found(Way way) {
    List<Change.Kind> kinds = Collections.nCopies(way.footers(), TEXT_APPENDED);
    for (Canonicalization form : Canonicalization.values()) {
      ChangedBody.explained(form, way.message(), way.changed(), kinds);
    }
  }

  private static Way text(String encoding, String footer, UnaryOperator<String> encoder) {
    return new Way(
        "text, " + encoding + ": " + footer,
        header("text/plain; charset=utf-8", encoding) + encoder.apply(WORDS + "\r\n"),
        header("text/plain; charset=utf-8", encoding) + encoder.apply(WORDS + footer + "\r\n"),
        1);
  }

  private static Way page(String encoding, String footer, UnaryOperator<String> encoder) {
    return new Way(
        "page, " + encoding + ": " + footer,
        header("text/html; charset=utf-8", encoding) + encoder.apply(PAGE),
        header("text/html; charset=utf-8", encoding) + encoder.apply(noted(footer)),
        1);
  }

  private static Way both(String encoding, String footer, UnaryOperator<String> encoder) {
    return new Way(
        "both, " + encoding + ": " + footer,
        alternative(encoding, encoder.apply(WORDS), encoder.apply(PAGE)),
        alternative(encoding, encoder.apply(WORDS + footer), encoder.apply(noted(footer))),
        2);
  }

  private static String noted(String footer) {
    return PAGE.replace("</body>", footer + "</body>");
  }

  private static String header(String type, String encoding) {
    return "From: Mara <mara@author.example>\r\nTo: all@shed.example\r\nSubject: Rota\r\n"
        + "MIME-Version: 1.0\r\nContent-Type: "
        + type
        + "\r\nContent-Transfer-Encoding: "
        + encoding
        + "\r\n\r\n";
  }

  private static String alternative(String encoding, String text, String html) {
    return header("multipart/alternative; boundary=two", "8bit")
        + "--two\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
        + encoding
        + "\r\n\r\n"
        + text
        + "\r\n--two\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: "
        + encoding
        + "\r\n\r\n"
        + html
        + "\r\n--two--\r\n";
  }
}
