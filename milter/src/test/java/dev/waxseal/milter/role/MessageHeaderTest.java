package dev.waxseal.milter.role;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.milter.protocol.Modification.DeleteHeader;
import dev.waxseal.mime.Limits;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageHeaderTest {

  private static final Limits SMALL = Limits.with().headerBytes(40).headerFields(3).build();

  private final MessageHeader header = new MessageHeader(Limits.defaults(), Set.of("x-a"));

  private static String text(MessageHeader header) {
    return new String(header.bytes(), ISO_8859_1);
  }

  @Test
  void theHeaderIsRebuiltOctetByOctet() {
    header.add("Subject", "nospace");
    header.add("X-A", "\t two\n  folds \n\tand \u0080\u00ff\0 ");
    header.add("x-a", "");
    String expected =
        "Subject:nospace\r\nX-A:\t two\r\n  folds \r\n\tand \u0080\u00ff\0 \r\nx-a:\r\n\r\n";
    assertEquals(expected, text(header));
    assertEquals(expected.length(), header.octets() + 2);
    assertEquals(2, header.count("x-a"));
    assertEquals(
        "Subject:nospace\r\n\r\n",
        new String(
            header.bytes(List.of(new DeleteHeader("X-a", 1), new DeleteHeader("x-A", 2))),
            ISO_8859_1));
  }

  /** Whatever a value holds, the next field is the next. */
  @ParameterizedTest
  @ValueSource(strings = {"a\nFrom: b", "a\r\nFrom: b", "a\n", "a\r\n", "a\r", "a\r\r\n b", "\n"})
  void aFieldStaysOneField(String value) {
    header.add("X-A", value);
    header.add("Subject", " s");
    assertEquals(2, header.headers().size());
    String text = text(header);
    assertTrue(text.endsWith("\r\nSubject: s\r\n\r\n"), text);
    assertEquals(2, Mta.fields(text).size(), text);
    assertEquals(text.length() - 2, text.indexOf("\r\n\r\n") + 2);
  }

  @Test
  void beyondTheBoundsOnlyCountsAreKept() {
    MessageHeader bytes = new MessageHeader(SMALL, Set.of("x-a"));
    bytes.add("X-A", "0123456789");
    bytes.add("X-A", "0123456789012345");
    assertFalse(bytes.isOverfull());
    assertEquals(40, text(bytes).length());
    bytes.add("X-A", "");
    assertTrue(bytes.isOverfull());
    assertEquals(3, bytes.count("x-a"));
    assertEquals(0, bytes.headers().size());
  }

  @Test
  void thereMayBeNoMoreFieldsThanAllowed() {
    MessageHeader fields = new MessageHeader(SMALL, Set.of());
    for (int i = 0; i < 3; i++) {
      fields.add("A", "");
    }
    assertFalse(fields.isOverfull());
    fields.add("A", "");
    assertTrue(fields.isOverfull());
  }
}
