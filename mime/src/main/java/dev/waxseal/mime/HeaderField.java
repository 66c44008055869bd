package dev.waxseal.mime;

import dev.waxseal.mime.internal.octets.Ascii;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One header field, as the bytes that came: name, white space before the colon, colon, value with
 * its folds (RFC 5322 section 2.2).
 *
 * <p>Text is decoded as ISO-8859-1, one character an octet, so that nothing is lost; a caller that
 * knows the charset decodes it again. Two fields with equal bytes are still two fields: equality is
 * identity.
 *
 * <p>Immutable; share it among threads.
 */
public final class HeaderField {

  private final byte[] block;
  private final int start;
  private final int end;
  private final int colon;
  private final int nameEnd;
  private final int nameHash;

  /** The relaxed form, once somebody has asked for it; many signatures may cover one field. */
  private volatile @Nullable RelaxedHeader relaxed;

  /** Known once somebody has asked; found out twice, it comes out alike. */
  private @Nullable Boolean clean;

  /**
   * A view of a header block.
   *
   * @param block the array that holds the field; never changed afterwards
   * @param start where the field begins
   * @param end where it ends, before its final CRLF
   */
  private HeaderField(byte[] block, int start, int end) {
    this.block = block;
    this.start = start;
    this.end = end;
    this.colon = indexOfColon(block, start, end);
    this.nameEnd = nameEnd(block, start, Math.max(start, colon));
    this.nameHash = FieldIndex.hash(block, start, nameEnd);
  }

  /**
   * A view of a header block that has been looked through.
   *
   * @param clean what {@link #isClean} says of it
   */
  HeaderField(byte[] block, int start, int end, boolean clean) {
    this(block, start, end);
    this.clean = clean;
  }

  /**
   * A field made from a name and a value: {@code name + ": " + value}.
   *
   * @param name printable ASCII without space and colon (RFC 5322 section 2.2)
   * @param value the value without the final CRLF, folded where it must be; each character is one
   *     octet, ISO-8859-1
   * @throws IllegalArgumentException if the name is not a field name, or the value holds NUL, a
   *     character beyond U+00FF, or a CR or LF that is not part of a fold
   */
  public static HeaderField of(String name, String value) {
    if (!isFieldName(name)) {
      throw new IllegalArgumentException("Not a header field name: '" + name + "'");
    }
    checkValue(name, value);
    return parse((name + ": " + value).getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * A field made from a name and a value in Unicode, which becomes UTF-8 (RFC 6532). Only an
   * internationalized message may hold it (RFC 6531), unless it is ASCII.
   *
   * @param name as for {@link #of}
   * @param value the value without the final CRLF, folded where it must be
   * @throws IllegalArgumentException as {@link #of}, and if the value has half a surrogate pair
   */
  public static HeaderField ofUnicode(String name, String value) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
      throw new IllegalArgumentException("The value of " + name + " is not Unicode text");
    }
    return of(
        name, new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
  }

  /**
   * A field from its bytes, taken as they are.
   *
   * @param raw the field, with or without its final CRLF; copied
   */
  public static HeaderField parse(byte[] raw) {
    int end = raw.length;
    if (end >= 2 && raw[end - 2] == '\r' && raw[end - 1] == '\n') {
      end -= 2;
    }
    return new HeaderField(raw.clone(), 0, end);
  }

  /** The name as it was written, without white space before the colon; empty if no colon came. */
  public String name() {
    return new String(block, start, nameEnd - start, StandardCharsets.ISO_8859_1);
  }

  /** The value: all that follows the colon, folds included, without the final CRLF. */
  public String value() {
    int from = valueStart();
    return new String(block, from, end - from, StandardCharsets.ISO_8859_1);
  }

  /** The number of octets of the value, folds included, without the final CRLF. */
  public int valueLength() {
    return end - valueStart();
  }

  /**
   * One octet of the value.
   *
   * @param index from 0 to less than {@link #valueLength()}
   * @throws IndexOutOfBoundsException if it is not
   */
  public byte valueAt(int index) {
    return block[valueStart() + Objects.checkIndex(index, valueLength())];
  }

  /**
   * This field without a part of its value.
   *
   * @param from where the part begins in the value
   * @param to where it ends
   * @throws IndexOutOfBoundsException if that is not a part of the value
   */
  public HeaderField without(int from, int to) {
    Objects.checkFromToIndex(from, to, valueLength());
    int kept = valueStart() + from - start;
    byte[] rest = new byte[end - start - (to - from)];
    System.arraycopy(block, start, rest, 0, kept);
    System.arraycopy(block, start + kept + to - from, rest, kept, rest.length - kept);
    return new HeaderField(rest, 0, rest.length);
  }

  /** A copy of the whole field as it came, with its final CRLF. */
  public byte[] bytes() {
    byte[] copy = new byte[end - start + 2];
    System.arraycopy(block, start, copy, 0, end - start);
    copy[copy.length - 2] = '\r';
    copy[copy.length - 1] = '\n';
    return copy;
  }

  /**
   * Returns true if this is the field of that name; letters compare in any case (RFC 5322 1.2.2).
   */
  public boolean isNamed(String other) {
    if (nameEnd - start != other.length()) {
      return false;
    }
    for (int i = 0; i < other.length(); i++) {
      char c = (char) (block[start + i] & 0xFF);
      if (Ascii.lower(c) != Ascii.lower(other.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns true if it has a colon and, before it, a name of printable ASCII (RFC 5322 section
   * 2.2).
   */
  public boolean isWellFormed() {
    boolean name = colon >= 0 && nameEnd > start;
    for (int i = start; name && i < nameEnd; i++) {
      name = Lookalike.isVisible(block[i]);
    }
    return name;
  }

  /**
   * Returns true if some programs may see a field of that name in this field, or in its place,
   * although it is not plainly of that name: a name behind a space, with a control between its
   * letters, before {@code " :"}, or in a line after a lone CR or LF.
   *
   * @param other a field name, in any case
   */
  public boolean mayBeReadAs(String other) {
    return Lookalike.isIn(this, other);
  }

  /** Returns true if it has no NUL, and neither a CR nor an LF that is not part of a CRLF. */
  boolean isClean() {
    Boolean known = clean;
    if (known == null) {
      known = firstOddOctet() == end;
      clean = known;
    }
    return known;
  }

  private int firstOddOctet() {
    int i = start;
    while (i < end) {
      if (Lookalike.isCrlf(block, i, end)) {
        i += 2;
      } else if (Lookalike.isOdd(block[i])) {
        return i;
      } else {
        i = Ascii.indexBelow('\r' + 1, block, i + 1, end);
      }
    }
    return end;
  }

  boolean hasColon() {
    return colon >= 0;
  }

  /** The field on one line, for logs: what is not printable ASCII is a question mark. */
  @Override
  public String toString() {
    return new String(block, start, end - start, StandardCharsets.ISO_8859_1)
        .replaceAll("[^ -~]", "?");
  }

  /** The relaxed form without its CRLF, made once; nobody writes to it. */
  RelaxedHeader relaxed() {
    RelaxedHeader known = relaxed;
    if (known == null) {
      known = RelaxedHeader.of(this);
      relaxed = known;
    }
    return known;
  }

  int nameHash() {
    return nameHash;
  }

  int nameEnd() {
    return nameEnd;
  }

  byte[] block() {
    return block;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  int valueStart() {
    return colon < 0 ? start : colon + 1;
  }

  private static int indexOfColon(byte[] block, int start, int end) {
    for (int i = start; i < end; i++) {
      if (block[i] == ':') {
        return i;
      }
    }
    return -1;
  }

  private static int nameEnd(byte[] block, int start, int colon) {
    int end = colon;
    while (end > start && Ascii.isWsp(block[end - 1])) {
      end--;
    }
    return end;
  }

  private static boolean isFieldName(String name) {
    return !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 0x7F && c != ':');
  }

  private static void checkValue(String name, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean fold = c == '\r' && value.startsWith("\n", i + 1) && isWspAt(value, i + 2);
      if (fold) {
        i++;
      } else if (c == '\r' || c == '\n' || c == 0 || c > 0xFF) {
        throw new IllegalArgumentException(
            "The value of "
                + name
                + " holds a character that may not stand there: U+"
                + String.format("%04X", (int) c)
                + " at "
                + i);
      }
    }
  }

  private static boolean isWspAt(String value, int index) {
    return index < value.length() && Ascii.isWsp(value.charAt(index));
  }
}
