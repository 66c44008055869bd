package dev.waxseal.diagnosis.body;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The pieces of a text that were put in if anything was, the likeliest first: at its top, at its
 * end, or both.
 */
final class LikelyCuts {

  /** The most pieces of one kind that are tried without a hint from another text. */
  private static final int FEW = 12;

  /** The most pairs of a piece at the top and one at the end, by the product of their places. */
  private static final int FEW_BOTH = 8;

  private static final int MOST_SPACE = 100;

  /** The octets at each end of a piece that tell its shape. */
  private static final int SHAPE = 80;

  private final String text;
  private final List<TextCut> tops;
  private final List<TextCut> ends;

  LikelyCuts(String text, boolean isHtml) {
    this.text = text;
    if (isHtml) {
      HtmlCuts cuts = new HtmlCuts(text);
      this.tops = ordered(cuts.top(), true, this::htmlShape);
      this.ends = ordered(cuts.end(), false, this::htmlShape);
    } else {
      this.tops = ordered(new TextCuts(text).top(), true, this::topShape);
      this.ends = ordered(new TextEnds(text).spans(), false, this::endShape);
    }
  }

  /** All pieces at the top. */
  List<TextCut> tops() {
    return tops;
  }

  /** All pieces at the end. */
  List<TextCut> ends() {
    return ends;
  }

  /** The likeliest of both kinds, and then pairs of them. */
  Stream<TextCut> few() {
    Stream<TextCut> both =
        IntStream.range(0, Math.min(FEW_BOTH, tops.size()))
            .boxed()
            .flatMap(
                i ->
                    ends.stream()
                        .limit(FEW_BOTH / (i + 1))
                        .flatMap(end -> tops.get(i).and(end).stream()));
    return Stream.of(ends.stream().limit(FEW), tops.stream().limit(FEW), both)
        .flatMap(stream -> stream);
  }

  /** How unlikely a piece is, by its shape; 0 is the likeliest. */
  @FunctionalInterface
  private interface Shape {
    int of(Span span);
  }

  private List<TextCut> ordered(List<Span> spans, boolean isAtTop, Shape shape) {
    List<TextCut> cuts = new ArrayList<>();
    spans.stream()
        .filter(span -> span.to() - span.from() < text.length())
        .map(this::first)
        .distinct()
        .sorted(
            Comparator.<Span>comparingInt(shape::of)
                .thenComparingInt(span -> span.to() - span.from()))
        .forEach(span -> cuts.add(TextCut.of(text, span, isAtTop)));
    return cuts;
  }

  /** The first of the pieces that leave the same text, by the white space around them. */
  private Span first(Span span) {
    int shift = 0;
    while (shift < MOST_SPACE
        && span.from() > shift
        && Character.isWhitespace(text.charAt(span.from() - shift - 1))
        && text.charAt(span.from() - shift - 1) == text.charAt(span.to() - shift - 1)) {
      shift++;
    }
    return new Span(span.from() - shift, span.to() - shift);
  }

  /** One or several whole elements, with the tags around them, are likelier than a part of one. */
  private int htmlShape(Span span) {
    String piece =
        (head(span) + text.substring(Math.max(span.from(), span.to() - SHAPE), span.to())).strip();
    boolean isElement = piece.startsWith("<") && !piece.startsWith("</") && piece.endsWith(">");
    return isElement ? 0 : 1;
  }

  private String head(Span span) {
    return text.substring(span.from(), Math.min(span.to(), span.from() + SHAPE));
  }

  private int topShape(Span span) {
    String piece = text.substring(Math.max(span.from(), span.to() - 4), span.to());
    boolean isApart = piece.endsWith("\r\n\r\n") || piece.endsWith("\n\n");
    return isApart ? 0 : 1;
  }

  private int endShape(Span span) {
    String head = head(span);
    String piece = head.stripLeading();
    boolean isRuled = !piece.isEmpty() && "-_=*~#".indexOf(piece.charAt(0)) >= 0;
    boolean isApart = piece.length() < head.length();
    return isRuled ? 0 : isApart ? 1 : 2;
  }
}
