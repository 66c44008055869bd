package dev.waxseal.mime;

import dev.waxseal.mime.internal.octets.Ascii;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * The one From field of a header, looked for as attackers hide it.
 *
 * <p>Some programs take {@code From :}, a From line after a lone LF, one behind a space or one with
 * NUL in its name for the field, and others do not; a header with such a line has no author.
 */
final class FromField {

  private static final String NAME = "From";

  private FromField() {}

  /** The value of the field, unfolded: one line of printable octets, white space and 8-bit text. */
  static byte[] of(Headers headers) throws NoAuthor {
    Optional<HeaderField> from = Optional.empty();
    int count = 0;
    boolean lookalike = false;
    for (HeaderField field : headers) {
      if (Lookalike.isPlainly(field, NAME)) {
        from = from.or(() -> Optional.of(field));
        count++;
      }
      lookalike |= Lookalike.isIn(field, NAME);
    }
    if (count > 1) {
      throw new NoAuthor(Author.Problem.SEVERAL_FROM_FIELDS, "there are " + count);
    }
    if (lookalike) {
      throw NoAuthor.ambiguous("a line is a From field to some programs and none to others");
    }
    return unfolded(from.orElseThrow(() -> new NoAuthor(Author.Problem.NO_FROM_FIELD, "")));
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
      } else if (b < 0 || Lookalike.isVisible(b)) {
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
    return Lookalike.isCrlf(block, at, end) && at + 2 < end && Ascii.isWsp(block[at + 2]);
  }
}
