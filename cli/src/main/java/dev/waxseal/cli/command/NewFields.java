package dev.waxseal.cli.command;

import dev.waxseal.mime.HeaderField;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The new fields on top of a message.
 *
 * @param asLf true if the message came with LF, so the fields are also written with LF
 */
record NewFields(List<HeaderField> fields, boolean asLf) {

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    fields.forEach(field -> bytes.writeBytes(field.bytes()));
    String text = bytes.toString(StandardCharsets.ISO_8859_1);
    return (asLf ? text.replace("\r\n", "\n") : text).getBytes(StandardCharsets.ISO_8859_1);
  }
}
