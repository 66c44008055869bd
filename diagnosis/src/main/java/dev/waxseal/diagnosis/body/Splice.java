package dev.waxseal.diagnosis.body;

import java.util.List;

/**
 * A replacement in a text.
 *
 * @param span the piece that is replaced
 * @param with the text put in its place
 */
record Splice(Span span, String with) {

  static Splice cut(Span span) {
    return new Splice(span, "");
  }

  /**
   * A piece of a text, with the replacements in it made.
   *
   * @param splices in order, without overlaps; all of them lie in the piece
   */
  static String apply(List<Splice> splices, String text, int from, int to) {
    StringBuilder made = new StringBuilder(length(splices, to - from));
    int at = from;
    for (Splice splice : splices) {
      made.append(text, at, splice.span().from()).append(splice.with());
      at = splice.span().to();
    }
    return made.append(text, at, to).toString();
  }

  private static int length(List<Splice> splices, int before) {
    int length = before;
    for (Splice splice : splices) {
      length += splice.with().length() - (splice.span().to() - splice.span().from());
    }
    return length;
  }
}
