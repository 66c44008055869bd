package dev.waxseal.inbound;

import static dev.waxseal.inbound.World.MESSAGE;
import static dev.waxseal.inbound.World.bytes;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8601 section 5: forged fields are deleted, ours are added, nothing else changes. */
class DeliveryTest {

  private static final String FORGED = "Authentication-Results: mx.receiver.example; dkim=pass\r\n";
  private static final String FOLDED =
      "authentication-results :\r\n (x)\r\n\tMX.Receiver.Example;\r\n dmarc=pass\r\n";
  private static final String OTHER = "Authentication-Results: mx.other.example; dkim=pass\r\n";
  private static final String BODY = "\r\n" + FORGED + "a\nb\rc\0\u00ff no line end";

  private static InboundReport judged(String message) {
    return World.receiver().authenticate(bytes(message));
  }

  private static String ours(InboundReport report) {
    return report.fields().stream()
        .map(HeaderField::bytes)
        .map(octets -> new String(octets, ISO_8859_1))
        .collect(Collectors.joining());
  }

  private static String delivered(InboundReport report, String message) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    report.deliver(new ByteArrayInputStream(bytes(message)), out);
    return out.toString(ISO_8859_1);
  }

  private static void assertDelivered(String expected, String message) throws IOException {
    InboundReport report = judged(message);
    assertEquals(ours(report) + expected, delivered(report, message));
  }

  @Test
  void forgedFieldsAtEachPlaceAreLeftOut() throws IOException {
    List<String> fields = List.of("From: ann@author.example\r\n", OTHER, "Subject: x\r\n y\r\n");
    for (String forged : List.of(FORGED, FOLDED, "X: y\r" + FORGED, "A: b\r\n c\n" + FORGED)) {
      for (int place = 0; place <= fields.size(); place++) {
        String above = String.join("", fields.subList(0, place));
        String below = String.join("", fields.subList(place, fields.size()));
        assertDelivered(above + below + BODY, above + forged + below + BODY);
        assertDelivered(above + below + BODY, above + forged.repeat(3) + below + BODY);
      }
    }
  }

  /** Equal fields are told apart by their places. */
  @Test
  void otherFieldsStayHoweverOftenTheyStandThere() throws IOException {
    String message = FORGED + OTHER + FORGED + OTHER + FOLDED + OTHER + MESSAGE;
    assertDelivered(OTHER.repeat(3) + MESSAGE, message);
    assertDelivered(MESSAGE, MESSAGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n",
        "\r\nbody",
        "From: a@b.example",
        "From: a@b.example\r",
        "From: a@b.example\r\n",
        "From: a@b.example\r\n\r",
        "From: a@b.example\r\n\r\n",
        "no field\r\n\r\nx",
        "A: \r\r\n\r\n",
        "A: b\r\n\nC: d\r\n\r\nx"
      })
  void oddMessagesStayAsTheyAre(String message) throws IOException {
    assertDelivered(message, message);
  }

  @Test
  void aForgedFieldMayEndTheMessage() throws IOException {
    assertDelivered("A: b\r\n", "A: b\r\n" + FORGED);
    assertDelivered("A: b\r\n", "A: b\r\n" + FORGED.stripTrailing());
  }

  /** What was read with LF as CRLF stays a message with LF, our fields included. */
  @Test
  void lineEndsStayAsTheyAre() throws IOException {
    String body = "\nx\ny\n";
    String message = FOLDED.replace("\r\n", "\n") + MESSAGE.replace("\r\n", "\n") + body;
    InboundReport report = judged(message);
    assertEquals(1, report.forged().size());
    assertEquals(
        ours(report).replace("\r\n", "\n") + MESSAGE.replace("\r\n", "\n") + body,
        delivered(report, message));
  }

  @Test
  void anotherHeaderIsRefusedBeforeAnythingIsWritten() {
    InboundReport report = judged(MESSAGE);
    for (String other :
        List.of(
            "",
            FORGED + MESSAGE,
            MESSAGE.replace("Hello", "Hallo"),
            MESSAGE.replace("Hello\r\n", "Hello\r\n" + FORGED),
            MESSAGE.replace("Hello\r\n", "Hello\r\n y\r\n"),
            MESSAGE.replace("Hello\r\n", "Hello\r\r\n"),
            MESSAGE.substring(0, 40))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      InputStream in = new ByteArrayInputStream(bytes(other));
      assertThrows(IllegalArgumentException.class, () -> report.deliver(in, out), other);
      assertEquals(0, out.size());
    }
  }

  /** Forged fields in a header that was not read cannot be told. */
  @Test
  void afterAnOverflowNothingIsDelivered() {
    InboundReport report =
        World.receiver()
            .withLimits(Limits.with().headerBytes(100).build())
            .authenticate(bytes(FORGED.repeat(3) + MESSAGE));
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> delivered(report, MESSAGE));
    assertTrue(String.valueOf(refused.getMessage()).contains("refuse"), refused::toString);
  }

  /** 1 GiB of body that comes in odd pieces: nobody holds it. */
  @Test
  void theBodyStreams() throws IOException {
    String header = MESSAGE.substring(0, MESSAGE.indexOf("\r\n\r\n") + 4);
    InboundReport report = judged(header + "x");
    Endless stream = new Endless(bytes(header), 1L << 30);
    Counter counter = new Counter();
    report.deliver(stream, counter);
    assertEquals(ours(report).length() + header.length() + (1L << 30), counter.octets);
    assertTrue(counter.longest <= 1 << 16, "pieces of " + counter.longest);
  }

  /** A header, then so many octets, in pieces of at most 1000. */
  private static final class Endless extends InputStream {
    private final byte[] header;
    private int at;
    private long left;

    Endless(byte[] header, long body) {
      this.header = header;
      this.left = body;
    }

    @Override
    public int read() {
      if (at < header.length) {
        return header[at++] & 0xFF;
      }
      return left-- > 0 ? 'x' : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (at < header.length) {
        bytes[offset] = header[at++];
        return 1;
      }
      int piece = (int) Math.min(Math.min(left, 1000), length);
      left -= piece;
      return piece > 0 ? piece : -1;
    }
  }

  /** Counts what is written. */
  private static final class Counter extends OutputStream {
    private long octets;
    private int longest;

    @Override
    public void write(int octet) {
      octets++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      octets += length;
      longest = Math.max(longest, length);
    }
  }
}
