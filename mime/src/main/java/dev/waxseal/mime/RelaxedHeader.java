package dev.waxseal.mime;

import dev.waxseal.mime.internal.octets.Ascii;

/**
 * The relaxed form of a header field, and its CRLF (RFC 6376 section 3.4.2, with erratum 5839:
 * white space goes at the end of the unfolded value).
 */
final class RelaxedHeader {

  private final byte[] octets;
  private final int length;

  private RelaxedHeader(byte[] octets, int length) {
    this.octets = octets;
    this.length = length;
  }

  /** An array that begins with the form and its CRLF; nobody writes to it. */
  byte[] octets() {
    return octets;
  }

  /** The length of the form without its CRLF. */
  int length() {
    return length;
  }

  /** The relaxed form of a field. */
  static RelaxedHeader of(HeaderField field) {
    byte[] block = field.block();
    byte[] relaxed = new byte[field.end() - field.start() + 1 + CrlfConverter.CRLF.length];
    int length = name(field, relaxed);
    relaxed[length++] = ':';
    length = value(block, field.valueStart(), field.end(), relaxed, length);
    relaxed[length] = '\r';
    relaxed[length + 1] = '\n';
    return new RelaxedHeader(relaxed, length);
  }

  /** "Convert all header field names (not the header field values) to lowercase." */
  private static int name(HeaderField field, byte[] relaxed) {
    int length = field.nameEnd() - field.start();
    for (int i = 0; i < length; i++) {
      relaxed[i] = Ascii.lower(field.block()[field.start() + i]);
    }
    return length;
  }

  /**
   * "Unfold", then "convert all sequences of one or more WSP characters to a single SP character",
   * without those at either end. A CR or LF that is not part of a fold is an ordinary octet.
   */
  private static int value(byte[] block, int start, int end, byte[] relaxed, int offset) {
    int length = offset;
    boolean space = false;
    int i = start;
    while (i < end) {
      int visible = Ascii.notBelow('!', block, i, end);
      if (visible == 0 && Ascii.isWsp(block[i])) {
        space = true;
        i++;
      } else if (visible == 0 && isFold(block, i, end)) {
        i += CrlfConverter.CRLF.length;
      } else {
        if (space && length > offset) {
          relaxed[length++] = ' ';
        }
        space = false;
        int stretch = Math.max(1, visible);
        Ascii.copy(block, i, relaxed, length, stretch);
        length += stretch;
        i += stretch;
      }
    }
    return length;
  }

  private static boolean isFold(byte[] block, int i, int end) {
    return i + 2 < end && block[i] == '\r' && block[i + 1] == '\n' && Ascii.isWsp(block[i + 2]);
  }
}
