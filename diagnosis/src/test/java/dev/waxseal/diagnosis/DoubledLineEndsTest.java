package dev.waxseal.diagnosis;

import static dev.waxseal.diagnosis.change.Change.Kind.LINE_ENDS_CHANGED;
import static dev.waxseal.diagnosis.change.Change.Kind.SUBJECT_PREFIXED;
import static dev.waxseal.diagnosis.change.Change.Kind.TEXT_APPENDED;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.Canonicalization;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** CR CR LF, which programs that expect LF make of CRLF: no field of such a header can be read. */
class DoubledLineEndsTest {

  private static final Dns DNS = Dns.zone(Signed.keyLine(Signed.RSA));

  private static final String MESSAGE =
      """
      From: Mara <mara@author.example>
      To: all@shed.example,
       bob@shed.example
      Subject: Rota
      Date: Mon, 23 Nov 2026 11:58:12 +0000

      Hello all,

      the rota hangs in the shed.
      """
          .replace("\n", "\r\n");

  /** A way to change a message; the kinds of the body first. */
  private record Way(
      String name,
      Canonicalization form,
      UnaryOperator<String> change,
      List<Change.Kind> body,
      List<Change.Kind> header) {

    @Override
    public String toString() {
      return name + ", " + form;
    }
  }

  static Stream<Way> ways() {
    List<Change.Kind> once = List.of(LINE_ENDS_CHANGED);
    return Stream.of(Canonicalization.values())
        .flatMap(
            form ->
                Stream.of(
                    new Way("all", form, DoubledLineEndsTest::doubled, once, once),
                    new Way("twice", form, m -> doubled(doubled(m)), once, once),
                    new Way("all but the empty line", form, m -> parted(m, true), once, once),
                    new Way("header", form, m -> parted(m, false), List.of(), once),
                    new Way(
                        "body",
                        form,
                        m -> m.substring(0, bodyStart(m)) + doubled(m.substring(bodyStart(m))),
                        once,
                        List.of()),
                    new Way(
                        "of a list",
                        form,
                        m -> doubled(m.replace("Subject: ", "Subject: [shed] ") + "--\r\nlist\r\n"),
                        List.of(TEXT_APPENDED, LINE_ENDS_CHANGED),
                        List.of(SUBJECT_PREFIXED, LINE_ENDS_CHANGED))));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void explained(Way way) {
    Signed signed = Signed.of(MESSAGE, Signed.RSA, way.form());
    Diagnosis.Signature diagnosis =
        Signed.diagnosis(way.change().apply(signed.signature() + MESSAGE), DNS).signatures().get(0);
    assertEquals(way.body(), kinds(diagnosis.body()), () -> diagnosis.toString());
    assertEquals(way.header(), kinds(diagnosis.header()), () -> diagnosis.toString());
    assertEquals(
        way.body().isEmpty() ? "" : MESSAGE.substring(bodyStart(MESSAGE)),
        diagnosis.signedBody().map(it -> new String(it.bytes(), ISO_8859_1)).orElse(""));
  }

  private static List<Change.Kind> kinds(Diagnosis.Part part) {
    return part.changes().stream().map(Change::kind).toList();
  }

  private static String doubled(String text) {
    return text.replace("\r\n", "\r\r\n");
  }

  private static int bodyStart(String message) {
    return message.indexOf("\r\n\r\n") + 4;
  }

  /** The message with a doubled header above an empty line as it was. */
  private static String parted(String message, boolean bodyToo) {
    int start = bodyStart(message);
    String body = message.substring(start);
    return doubled(message.substring(0, start - 2)) + "\r\n" + (bodyToo ? doubled(body) : body);
  }
}
