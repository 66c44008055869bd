package dev.waxseal.diagnosis;

import static dev.waxseal.diagnosis.change.Change.Kind.BODY_WRAPPED;
import static dev.waxseal.diagnosis.change.Change.Kind.PART_ADDED;
import static dev.waxseal.diagnosis.change.Change.Kind.TEXT_APPENDED;
import static dev.waxseal.diagnosis.change.Change.Kind.TEXT_PREPENDED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.Canonicalization;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies of more than a mebibyte: what was added at their ends is found. */
class LargeBodyTest {

  private static final String HEADER =
      """
      From: Mara <mara@author.example>
      To: all@shed.example
      Subject: Rota
      Date: Mon, 23 Nov 2026 11:58:12 +0000
      Message-ID: <1@author.example>
      """
          .replace("\n", "\r\n");

  private static final String TEXT =
      HEADER + "\r\n" + "A line of a long report on the shed.\r\n".repeat(60_000);

  private static final String PARTS =
      HEADER
          + "Content-Type: multipart/mixed; boundary=two\r\n\r\n--two\r\n\r\nHello\r\n\r\n--two\r\n"
          + "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
          + ChangedBody.base64("a picture of the shed".repeat(60_000))
          + "--two--\r\n";

  static Stream<Arguments> ways() {
    return Stream.of(
        way("footer", TEXT, m -> m + "\r\n-- \r\nthe list\r\n", TEXT_APPENDED),
        way("banner", TEXT, m -> m.replace("\r\n\r\nA", "\r\n\r\n[out]\r\n\r\nA"), TEXT_PREPENDED),
        way(
            "both",
            TEXT,
            m -> m.replace("\r\n\r\nA", "\r\n\r\n[out]\r\nA") + "the list\r\n",
            TEXT_PREPENDED,
            TEXT_APPENDED),
        way(
            "part",
            PARTS,
            m -> m.replace("--two--", "--two\r\n\r\nthe list\r\n--two--"),
            PART_ADDED),
        way("below the parts", PARTS, m -> m + "the list\r\n", TEXT_APPENDED),
        way("wrapped", TEXT, LargeBodyTest::wrapped, BODY_WRAPPED));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void explained(
      String name, String message, UnaryOperator<String> change, List<Change.Kind> kinds) {
    for (Canonicalization form : Canonicalization.values()) {
      Signed signed = Signed.of(message, Signed.RSA, form);
      Diagnosis.Signature diagnosis = signed.changed(change, Dns.zone(Signed.keyLine(Signed.RSA)));
      assertEquals(
          kinds,
          diagnosis.body().changes().stream().map(Change::kind).toList(),
          diagnosis.body()::toString);
    }
  }

  private static Arguments way(
      String name, String message, UnaryOperator<String> change, Change.Kind... kinds) {
    return Arguments.of(name, message, change, List.of(kinds));
  }

  private static String wrapped(String message) {
    return message.replace(
            "\r\n\r\n", "\r\nContent-Type: multipart/mixed; boundary=outer\r\n\r\n--outer\r\n\r\n")
        + "\r\n--outer\r\n\r\nthe list\r\n--outer--\r\n";
  }
}
