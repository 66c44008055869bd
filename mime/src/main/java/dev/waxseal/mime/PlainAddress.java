package dev.waxseal.mime;

/**
 * The usual From field: {@code local@domain}, or a name of letters and digits and {@code
 * <local@domain>}. Both parsers read it alike, so that one of them is enough.
 */
final class PlainAddress {

  private PlainAddress() {}

  /**
   * Returns true if a value is one such address and nothing else. It need not be a right one.
   *
   * @param value the unfolded value of a field
   */
  static boolean isAll(byte[] value) {
    int start = skipSpaces(value, 0);
    int name = start;
    while (name < value.length && (isLetterOrDigit(value[name]) || value[name] == ' ')) {
      name++;
    }
    boolean angle = name < value.length && value[name] == '<';
    int local = angle ? name + 1 : start;
    int at = skipWord(value, local);
    if (at == local || at == value.length || value[at] != '@') {
      return false;
    }
    int end = skipWord(value, at + 1);
    if (end == at + 1 || (angle && (end == value.length || value[end] != '>'))) {
      return false;
    }
    return skipSpaces(value, angle ? end + 1 : end) == value.length;
  }

  private static int skipSpaces(byte[] value, int from) {
    int at = from;
    while (at < value.length && value[at] == ' ') {
      at++;
    }
    return at;
  }

  private static int skipWord(byte[] value, int from) {
    int at = from;
    while (at < value.length && isWordOctet(value[at])) {
      at++;
    }
    return at;
  }

  private static boolean isWordOctet(byte b) {
    return isLetterOrDigit(b) || b == '.' || b == '-' || b == '_';
  }

  private static boolean isLetterOrDigit(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
  }
}
