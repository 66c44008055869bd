package dev.waxseal.diagnosis.body;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.diagnosis.internal.Sentences;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What may have been put into a text.
 *
 * @param top the piece at its top
 * @param end the piece at its end
 * @param words what a reader sees of both
 */
record TextCut(Optional<Span> top, Optional<Span> end, String words) {

  /** Nothing was put in. */
  static final TextCut NONE = new TextCut(Optional.empty(), Optional.empty(), "");

  /** The longest piece whose words are compared with others. */
  private static final int LONGEST = 8_192;

  /** The most characters that one of two texts has around the words of the other. */
  private static final int MOST_MORE = 500;

  static TextCut of(String text, Span span, boolean isAtTop) {
    return new TextCut(
        isAtTop ? Optional.of(span) : Optional.empty(),
        isAtTop ? Optional.empty() : Optional.of(span),
        span.to() - span.from() > LONGEST ? "" : HtmlCuts.words(span.in(text)));
  }

  /** This piece at the top and another one at the end; empty if they overlap. */
  Optional<TextCut> and(TextCut other) {
    return top.orElseThrow().to() < other.end.orElseThrow().from()
        ? Optional.of(new TextCut(top, other.end, words + other.words))
        : Optional.empty();
  }

  /** Returns true if a reader sees the same words, and sees any. */
  boolean readsAs(TextCut other) {
    return !words.isEmpty() && words.equals(other.words);
  }

  /** Returns true if the words of one are among those of the other. */
  boolean resembles(TextCut other) {
    return alike(words, other.words);
  }

  /**
   * Returns true if the words of one text are among those of another: at its beginning, at its end,
   * or, of texts of nearly the same length, anywhere in it.
   */
  static boolean alike(String one, String other) {
    boolean isShorter = one.length() < other.length();
    String few = isShorter ? one : other;
    String many = isShorter ? other : one;
    return !few.isEmpty()
        && (many.startsWith(few)
            || many.endsWith(few)
            || (many.length() - few.length() <= MOST_MORE && many.contains(few)));
  }

  List<Splice> splices() {
    return Stream.of(top, end).flatMap(Optional::stream).map(Splice::cut).toList();
  }

  /** The changes that put the pieces in. */
  Stream<Change> changes(TextPlace place, Leaf leaf) {
    return Stream.concat(
        top.stream().map(span -> change(place, leaf, span, true)),
        end.stream().map(span -> change(place, leaf, span, false)));
  }

  /** The change that put one piece into a text. */
  static Change change(TextPlace place, Leaf leaf, Span span, boolean isAtTop) {
    String where =
        (place.isHtml() ? "near" : "at") + (isAtTop ? " the top of the " : " the end of the ");
    String inside = leaf.encoding().isEmpty() ? "" : ", inside its " + leaf.encoding();
    String piece = span.in(leaf.text());
    return new Change(
        isAtTop ? Change.Kind.TEXT_PREPENDED : Change.Kind.TEXT_APPENDED,
        Sentences.count(span.to() - span.from(), "octet")
            + (place.isHtml() ? " of HTML " : " of text ")
            + Sentences.were(span.to() - span.from())
            + " inserted "
            + where
            + place.title()
            + inside,
        List.of(),
        piece.lines().toList(),
        ReadableText.ofDecoded(piece, place.content()));
  }
}
