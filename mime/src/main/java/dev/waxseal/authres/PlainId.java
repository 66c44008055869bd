package dev.waxseal.authres;

import dev.waxseal.mime.HeaderField;
import java.util.Locale;
import java.util.Optional;

/**
 * The authserv-id of a field that all readers read alike, as nearly all fields are written: a word
 * of letters, digits, dots, hyphens and underscores, and what follows cannot be taken for a part of
 * it. {@link IdReadings} reads the others in all the ways there are.
 */
final class PlainId {

  /** Longer ones are rare, and read in all ways. */
  private static final int LONGEST = 255;

  /** Begins an A-label, which may be another name for somebody. */
  private static final String A_LABEL = "xn--";

  private final HeaderField field;
  private final int length;

  private PlainId(HeaderField field) {
    this.field = field;
    this.length = field.valueLength();
  }

  /** The id in lower case; empty if readers may differ. */
  static Optional<String> of(HeaderField field) {
    return new PlainId(field).read();
  }

  private Optional<String> read() {
    int start = afterSpace(0);
    int end = start;
    while (end < length && end - start <= LONGEST && isNameChar(at(end))) {
      end++;
    }
    if (!isWord(start, end) || !isAloneAt(end)) {
      return Optional.empty();
    }
    char[] name = new char[end - start];
    for (int i = start; i < end; i++) {
      name[i - start] = at(i);
    }
    String lower = new String(name).toLowerCase(Locale.ROOT);
    return lower.contains(A_LABEL) ? Optional.empty() : Optional.of(lower);
  }

  /** A dot at either end may be left out or joined with what follows. */
  private boolean isWord(int start, int end) {
    return start < end
        && end - start <= LONGEST
        && Grammar.isLetterOrDigit(at(start))
        && Grammar.isLetterOrDigit(at(end - 1));
  }

  /**
   * Returns true if no reader adds anything to a word that ends there: the field ends, or a
   * semicolon follows, an equals sign as where the id is missing, or white space and another word.
   * Comments, quotes, escapes and encoded words are none of these.
   */
  private boolean isAloneAt(int end) {
    if (end == length || at(end) == ';') {
      return true;
    }
    if (at(end) == '=') {
      return end + 1 < length && at(end + 1) != '?';
    }
    int next = afterSpace(end);
    return next > end && (next == length || at(next) == ';' || Grammar.isLetterOrDigit(at(next)));
  }

  private int afterSpace(int start) {
    int at = start;
    while (at < length && isSpace(at(at))) {
      at++;
    }
    return at;
  }

  private char at(int index) {
    return (char) (field.valueAt(index) & 0xFF);
  }

  private static boolean isSpace(char c) {
    return Grammar.isWsp(c) || c == '\r' || c == '\n';
  }

  private static boolean isNameChar(char c) {
    return Grammar.isKeywordChar(c) || c == '.' || c == '_';
  }
}
