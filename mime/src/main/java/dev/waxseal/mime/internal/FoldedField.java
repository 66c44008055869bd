package dev.waxseal.mime.internal;

import dev.waxseal.mime.HeaderField;
import java.nio.charset.StandardCharsets;

/**
 * A header field in the making, folded at 78 columns (RFC 5322 section 2.1.1).
 *
 * <p>The order of the calls is the order of the text; each character is one octet, ISO-8859-1. The
 * caller ensures that no word holds a CR, LF or NUL, and that white space may be folded before it.
 * For one thread.
 */
public final class FoldedField {

  private static final int MAX_COLUMN = 78;
  private static final String FOLD = "\r\n ";

  private final StringBuilder text = new StringBuilder();
  private int column;

  /** Begins a field. */
  public FoldedField(String name) {
    add(name + ":");
  }

  /** Adds a word after a space, or on a line of its own if it would go beyond the last column. */
  public FoldedField word(String word) {
    if (column + 1 + word.length() > MAX_COLUMN) {
      fold();
      return add(word);
    }
    return add(" " + word);
  }

  /** Adds a word on a line of its own. */
  public FoldedField line(String word) {
    fold();
    return add(word);
  }

  /** Adds a part that sticks to what stands before it where the line has room for it. */
  public FoldedField part(String part) {
    if (column + part.length() > MAX_COLUMN) {
      fold();
    }
    return add(part);
  }

  /** Adds base64, which may be broken anywhere. */
  public FoldedField base64(String base64) {
    int at = 0;
    while (at < base64.length()) {
      if (column >= MAX_COLUMN) {
        fold();
      }
      int end = Math.min(base64.length(), at + MAX_COLUMN - column);
      add(base64.substring(at, end));
      at = end;
    }
    return this;
  }

  /** The field as it stands now. */
  public HeaderField field() {
    return HeaderField.parse(text.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private FoldedField add(String more) {
    text.append(more);
    column += more.length();
    return this;
  }

  private void fold() {
    text.append(FOLD);
    column = 1;
  }
}
