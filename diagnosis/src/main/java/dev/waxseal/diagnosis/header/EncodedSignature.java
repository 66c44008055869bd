package dev.waxseal.diagnosis.header;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.mime.HeaderField;
import java.util.Optional;

/** A signature field that a program wrote in encoded words (RFC 2047), as if it were text. */
public final class EncodedSignature {

  private static final int LONGEST = 16_384;

  private EncodedSignature() {}

  /** The field with its words decoded; empty if it has none. */
  public static Optional<HeaderField> decoded(HeaderField field) {
    String value = field.value();
    if (value.length() > LONGEST || !value.contains("=?")) {
      return Optional.empty();
    }
    String decoded = EncodedWords.decoded(value);
    return Optional.of(HeaderField.parse((field.name() + ":" + decoded).getBytes(ISO_8859_1)));
  }
}
