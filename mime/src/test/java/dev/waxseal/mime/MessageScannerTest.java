package dev.waxseal.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** RFC 5322 sections 2.1 and 2.2: where a header ends, and where its fields do. */
class MessageScannerTest {

  private static final class Recorder implements MessageScanner.Handler {
    final List<String> fields = new ArrayList<>();
    final ByteArrayOutputStream body = new ByteArrayOutputStream();
    Optional<Headers.Overflow> overflow = Optional.empty();
    int headerCalls;

    @Override
    public void headers(Headers headers) {
      headerCalls++;
      headers.forEach(field -> fields.add(text(field)));
    }

    @Override
    public void headerOverflow(Headers.Overflow which) {
      headerCalls++;
      overflow = Optional.of(which);
    }

    @Override
    public void body(byte[] bytes, int offset, int length) {
      assertTrue(length > 0, "no empty pieces");
      body.write(bytes, offset, length);
    }
  }

  private static String text(HeaderField field) {
    String text = new String(field.bytes(), ISO_8859_1);
    return text.substring(0, text.length() - 2);
  }

  private record Case(String message, List<String> fields, String body) {}

  private static final List<Case> CASES =
      List.of(
          new Case("A: b\r\n\r\nbody\r\n", List.of("A: b"), "body\r\n"),
          new Case("A: b\r\n c\r\nD: e\r\n\r\n", List.of("A: b\r\n c", "D: e"), ""),
          new Case("A: b\r\n\tc\r\n\r\n\r\n\r\n", List.of("A: b\r\n\tc"), "\r\n\r\n"),
          new Case("A: b\r\nC: d", List.of("A: b", "C: d"), ""),
          new Case("A: b\r\n", List.of("A: b"), ""),
          new Case("", List.of(), ""),
          new Case("\r\nbody", List.of(), "body"),
          new Case("A: b\n\nC: d\r\n\r\nx", List.of("A: b\n\nC: d"), "x"),
          new Case("A: b\r\r\n\r\nx", List.of("A: b\r"), "x"),
          new Case("A: b\r\n \r\nC: d\r\n\r\nx", List.of("A: b\r\n ", "C: d"), "x"),
          new Case("no colon\r\nA: b\r\n\r\nx", List.of("no colon", "A: b"), "x"),
          new Case("A: b\r", List.of("A: b\r"), ""),
          new Case("A: b\r\n\r", List.of("A: b", "\r"), ""));

  @Test
  void everyCutGivesTheSame() {
    for (Case each : CASES) {
      byte[] bytes = each.message.getBytes(ISO_8859_1);
      for (int cut = 0; cut <= bytes.length; cut++) {
        Recorder recorder = new Recorder();
        MessageScanner scanner = new MessageScanner(Limits.defaults(), recorder);
        scanner.write(bytes, 0, cut);
        scanner.write(bytes, cut, bytes.length - cut);
        scanner.finish();
        String where = each.message + " cut at " + cut;
        assertEquals(each.fields, recorder.fields, where);
        assertEquals(each.body, recorder.body.toString(ISO_8859_1), where);
        assertEquals(1, recorder.headerCalls, where);
      }
    }
  }

  @Test
  void headerBytesAreLimited() {
    String header = "A: b\r\n\r\n";
    assertEquals(
        Optional.empty(), scan(header + "body", Limits.with().headerBytes(8).build()).overflow);
    for (String message : List.of(header, header + "body", "A: bcdefghijklm")) {
      Recorder recorder = scan(message, Limits.with().headerBytes(7).build());
      assertEquals(Optional.of(Headers.Overflow.TOO_MANY_BYTES), recorder.overflow, message);
      assertEquals(0, recorder.body.size(), "after an overflow there is no body");
    }
  }

  @Test
  void headerFieldsAreLimited() {
    Limits two = Limits.with().headerFields(2).build();
    assertEquals(Optional.empty(), scan("A: b\r\n c\r\nD: e\r\n\r\nx", two).overflow);
    assertEquals(
        Optional.of(Headers.Overflow.TOO_MANY_FIELDS),
        scan("A: b\r\nC: d\r\nE: f\r\n\r\nx", two).overflow);
    assertEquals(
        Optional.of(Headers.Overflow.TOO_MANY_FIELDS), scan("A: b\r\nC: d\r\nE", two).overflow);
  }

  private static Recorder scan(String message, Limits limits) {
    Recorder recorder = new Recorder();
    MessageScanner scanner = new MessageScanner(limits, recorder);
    byte[] bytes = message.getBytes(ISO_8859_1);
    for (byte b : bytes) {
      scanner.write(new byte[] {b}, 0, 1);
    }
    scanner.finish();
    return recorder;
  }
}
