package dev.waxseal.mime;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * The one From field of a header, looked for as attackers hide it.
 *
 * <p>Some programs take {@code From :}, a From line after a lone LF, one behind a space or one with
 * NUL in its name for the field, and others do not; a header with such a line has no author.
 */
final class FromField {

  private static final byte[] NAME = {'f', 'r', 'o', 'm'};

  private FromField() {}

  /** The value of the field, unfolded: one line of printable octets, white space and 8-bit text. */
  static byte[] of(Headers headers) throws NoAuthor {
    Optional<HeaderField> from = Optional.empty();
    int count = 0;
    boolean lookalike = false;
    for (HeaderField field : headers) {
      if (isFrom(field)) {
        from = from.or(() -> Optional.of(field));
        count++;
      } else {
        lookalike |= looksLikeFrom(field);
      }
      lookalike |= hidesFrom(field);
    }
    if (count > 1) {
      throw new NoAuthor(Author.Problem.SEVERAL_FROM_FIELDS, "there are " + count + " From fields");
    }
    if (lookalike) {
      throw NoAuthor.ambiguous("a line is a From field to some programs and none to others");
    }
    return unfolded(
        from.orElseThrow(
            () -> new NoAuthor(Author.Problem.NO_FROM_FIELD, "there is no From field")));
  }

  /** Whether a field is plainly the From field: the name, and the colon right after it. */
  private static boolean isFrom(HeaderField field) {
    int colon = field.start() + NAME.length;
    return isNameAt(field.block(), field.start(), field.end())
        && colon < field.end()
        && field.block()[colon] == ':';
  }

  /** Whether a line begins with the word From, once what cannot be seen is left out before it. */
  private static boolean looksLikeFrom(HeaderField field) {
    int at = firstVisible(field.block(), field.start(), field.end());
    return isNameAt(field.block(), at, field.end());
  }

  /** Whether a From line stands within a field for those to whom a lone CR or LF ends a line. */
  private static boolean hidesFrom(HeaderField field) {
    byte[] block = field.block();
    int at = field.start();
    while (at < field.end()) {
      if (isCrlf(block, at, field.end())) {
        at += 2;
      } else if (block[at] == '\r' || block[at] == '\n') {
        at = firstVisible(block, at, field.end());
        if (isNameAt(block, at, field.end())) {
          return true;
        }
      } else {
        at++;
      }
    }
    return false;
  }

  /** Whether the word From stands there, in letters of any case, as a word of its own. */
  private static boolean isNameAt(byte[] block, int start, int end) {
    int at = start;
    for (byte letter : NAME) {
      if (at == end || Ascii.lower(block[at++]) != letter) {
        return false;
      }
    }
    return at == end || block[at] == ':' || !isVisible(block[at]);
  }

  private static int firstVisible(byte[] block, int start, int end) {
    int at = start;
    while (at < end && !isVisible(block[at])) {
      at++;
    }
    return at;
  }

  /** The value without its folds (RFC 5322 section 2.2.3); it may hold nothing that ends a text. */
  private static byte[] unfolded(HeaderField field) throws NoAuthor {
    byte[] block = field.block();
    ByteArrayOutputStream value = new ByteArrayOutputStream(field.end() - field.valueStart());
    boolean blankLine = false;
    for (int i = field.valueStart(); i < field.end(); i++) {
      byte b = block[i];
      if (isFold(block, i, field.end())) {
        requireText(blankLine);
        blankLine = true;
        i++;
      } else if (Ascii.isWsp(b)) {
        value.write(b);
      } else if (b < 0 || isVisible(b)) {
        value.write(b);
        blankLine = false;
      } else {
        throw NoAuthor.ambiguous("the From field holds a control character");
      }
    }
    requireText(blankLine);
    return value.toByteArray();
  }

  /** A continuation line of white space only ends the header for some (RFC 5322 section 4.2). */
  private static void requireText(boolean blankLine) throws NoAuthor {
    if (blankLine) {
      throw NoAuthor.ambiguous("a line of the From field is blank");
    }
  }

  private static boolean isFold(byte[] block, int at, int end) {
    return isCrlf(block, at, end) && at + 2 < end && Ascii.isWsp(block[at + 2]);
  }

  private static boolean isCrlf(byte[] block, int at, int end) {
    return at + 1 < end && block[at] == '\r' && block[at + 1] == '\n';
  }

  private static boolean isVisible(byte b) {
    return b > ' ' && b < 0x7F;
  }
}
