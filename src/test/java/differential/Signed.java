package differential;

import java.nio.charset.StandardCharsets;

/**
 * What came of signing one cell.
 *
 * @param field the signature field with its final CRLF, one octet a character; empty if there is
 *     none
 * @param problem why there is none, in the signer's words; empty if there is one
 */
record Signed(String field, String problem) {

  static Signed with(byte[] field) {
    return new Signed(new String(field, StandardCharsets.ISO_8859_1), "");
  }

  static Signed refused(String problem) {
    return new Signed("", problem);
  }

  boolean isRefused() {
    return field.isEmpty();
  }

  /** The field on top of the message. */
  byte[] on(String message) {
    return (field + message).getBytes(StandardCharsets.ISO_8859_1);
  }
}
