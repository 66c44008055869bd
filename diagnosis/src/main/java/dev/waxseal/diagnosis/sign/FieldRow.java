package dev.waxseal.diagnosis.sign;

import dev.waxseal.mime.HeaderField;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A header field that a program writes.
 *
 * @param name its name; a star at the end stands for any ending
 * @param value a text within its value, in lower case; empty for any value
 * @param program the program
 * @param touches the part that the program changes
 * @param place the place where the field says something
 * @param weight the weight of the sign
 * @param habit what the program does when it changes a message, after "which"
 */
record FieldRow(
    String name,
    String value,
    String program,
    Trace.Touch touches,
    Place place,
    int weight,
    String habit) {

  /** The place where a field says that the program came after the signer. */
  enum Place {
    /** Anywhere: no program writes it before a message is signed. */
    ANYWHERE,
    /** Above the signature: servers of the author write it, too. */
    ABOVE,
    /** Anywhere, unless the signature is that of the list. */
    LIST,
    /** Anywhere, if the signature covers the field that the rest of the name names. */
    COPY
  }

  /** The name without the star. */
  private String prefix() {
    return name.substring(0, name.length() - 1);
  }

  /** The rest of a name that the star stands for, in lower case. */
  String rest(HeaderField field) {
    return field.name().toLowerCase(Locale.ROOT).substring(prefix().length());
  }

  boolean matches(HeaderField field) {
    String lower = field.name().toLowerCase(Locale.ROOT);
    boolean isNamed = name.endsWith("*") ? lower.startsWith(prefix()) : lower.equals(name);
    return isNamed
        && (value.isEmpty()
            || new String(field.bytes(), StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT)
                .contains(value));
  }
}
