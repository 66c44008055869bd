package dev.waxseal.cli.command;

import dev.waxseal.mime.HeaderField;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The fields that go on top of a message.
 *
 * @param asLf whether the message came with LF, so that they go out with LF as well
 */
record NewFields(List<HeaderField> fields, boolean asLf) {

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    fields.forEach(field -> bytes.writeBytes(field.bytes()));
    String text = bytes.toString(StandardCharsets.ISO_8859_1);
    return (asLf ? text.replace("\r\n", "\n") : text).getBytes(StandardCharsets.ISO_8859_1);
  }
}
