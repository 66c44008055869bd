package dev.waxseal.diagnosis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.waxseal.diagnosis.body.InnerMessages;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.Headers;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages that are made to cost much: the search ends all the same, and says nothing wrong. */
class HostileMessagesTest {

  private static final int SIZE = 1_000_000;

  private static final String MESSAGE =
      """
      From: Ann <ann@author.example>
      To: bob@members.example
      Subject: Hello
      MIME-Version: 1.0
      Content-Type: text/plain

      How are you?
      """
          .replace("\n", "\r\n");

  static Stream<Arguments> ways() {
    return Stream.of(
        body("spaces", " ".repeat(SIZE) + "x"),
        body("CR", "\r".repeat(SIZE)),
        body("LF", "\n".repeat(SIZE)),
        body("empty lines", "\r\n".repeat(SIZE / 2) + "x"),
        body("short lines", "x\r\n".repeat(SIZE / 3)),
        body("one line", "x".repeat(SIZE)),
        body("dots", ".\r\n".repeat(SIZE / 3)),
        body("From lines", ">From x\r\n".repeat(SIZE / 9)),
        body("links", "https://urldefense.com/v3/__".repeat(SIZE / 28)),
        body("broken lines", ("y".repeat(998) + "\r\n ").repeat(SIZE / 1001)),
        multipart("parts", "--b\r\n\r\nx\r\n".repeat(SIZE / 11)),
        multipart(
            "parts in parts",
            "--b\r\nContent-Type: multipart/x; boundary=b\r\n\r\n".repeat(20_000)),
        multipart(
            "pages",
            ("--b\r\nContent-Type: text/html\r\n\r\n" + "</div>\r\n".repeat(99)).repeat(999)),
        header("Re: Re:", "Subject: " + "Re: ".repeat(SIZE / 8)),
        header("Re: within the limits of a header", "Subject: " + "Re: ".repeat(15_000)),
        header("brackets within the limits of a header", "Subject: " + "[a] ".repeat(15_000)),
        header("words within the limits of a header", "To: " + "a@b, ".repeat(12_000) + "c@d"),
        header("brackets", "Subject: " + "[".repeat(SIZE / 4)),
        header("recipients", "To: " + "a@b, ".repeat(SIZE / 10) + "c@d"),
        header("many To", "To: a@b\r\n".repeat(10_000) + "To: c@d"),
        header("encoded words", "Subject: " + "=?utf-8?q?=C3?= ".repeat(SIZE / 32)),
        header("addresses", "Reply-To: " + "!".repeat(SIZE / 2)),
        header("types", "Content-Type: x" + ";   ".repeat(SIZE / 8)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  @Timeout(120)
  void ends(String name, UnaryOperator<String> change) {
    for (Canonicalization form : Canonicalization.values()) {
      Signed signed = Signed.of(MESSAGE, Signed.RSA, form);
      Diagnosis.Signature diagnosis = signed.changed(change, Dns.zone(Signed.keyLine(Signed.RSA)));
      assertFalse(diagnosis.isExplained(), diagnosis.changes()::toString);
    }
  }

  /** A text that looks like a long header, with a signature or something else at its end. */
  @ParameterizedTest
  @CsvSource({"DKIM-Signature: v=1, 1", "dkim-signature:, 1", "Subject: x, 0", "no field, 0"})
  void longHeaderWithin(String last, int messages) {
    String text = "a:b\r\n c\r\n".repeat(SIZE / 8) + last + "\r\n\r\nHello\r\n";
    assertEquals(messages, InnerMessages.of(Headers.of(List.of()), text.getBytes(US_ASCII)).size());
  }

  private static Arguments body(String name, String body) {
    UnaryOperator<String> change = message -> message.replace("How are you?", body);
    return Arguments.of(name, change);
  }

  private static Arguments multipart(String name, String body) {
    UnaryOperator<String> change =
        message ->
            message
                .replace("text/plain", "multipart/mixed; boundary=b")
                .replace("How are you?", body);
    return Arguments.of(name, change);
  }

  private static Arguments header(String name, String field) {
    UnaryOperator<String> change =
        message ->
            message
                .replaceFirst("(?m)^" + field.substring(0, field.indexOf(':')) + ":.*\r\n", "")
                .replaceFirst("\r\n", "\r\n" + field + "\r\n")
                .replace("How are", "Who are");
    return Arguments.of(name, change);
  }
}
