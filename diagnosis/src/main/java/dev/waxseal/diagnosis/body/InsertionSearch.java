package dev.waxseal.diagnosis.body;

import dev.waxseal.diagnosis.change.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Searches for text that was put into a text part where no line begins or ends: into HTML, whose
 * lines say nothing, and into encoded text, whose lines change with what stands before them. Often
 * the same was put into the plain text beside the HTML.
 */
final class InsertionSearch {

  private static final String CRLF = "\r\n";
  private static final int LEAVES = 4;

  /** The cost of a pair, besides what is hashed. */
  private static final int PAIR = 500;

  private final BodyText body;
  private final CanonicalText text;
  private final Probe probe;
  private final EditSearch edits;
  private final List<List<Insertion>> insertions = new ArrayList<>();

  private final boolean isGlued;

  private InsertionSearch(BodyText body, CanonicalText text, Probe probe, boolean isGlued) {
    this.body = body;
    this.text = text;
    this.probe = probe;
    this.edits = new EditSearch(text, probe);
    this.isGlued = isGlued;
    List<TextPlace> places = body.textPlaces().stream().limit(LEAVES).toList();
    for (TextPlace place : places) {
      List<Leaf> leaves = new ArrayList<>();
      Leaf.of(body, place.lines(), place.content().encoding(), probe).ifPresent(leaves::add);
      if (place.content().encoding().equals("quoted-printable")) {
        leaves.add(new PlainLeaf(body, place.lines()));
      }
      leaves.forEach(leaf -> insertions.add(insertions(place, leaf, places.size() > 1)));
    }
  }

  /** The body without what was inserted. */
  static Optional<Candidate> find(BodyText body, CanonicalText text, Probe probe) {
    boolean isAffordable = probe.effort().take(4L * body.octets().length());
    return probe.target().limit().isPresent() || !isAffordable
        ? Optional.empty()
        : new InsertionSearch(body, text, probe, false).find();
  }

  /** The body without what was put in right after the last word of a text, or of two texts. */
  static Optional<Candidate> glued(BodyText body, CanonicalText text, Probe probe) {
    boolean isAffordable = probe.effort().take(4L * body.octets().length());
    return probe.target().limit().isPresent() || !isAffordable
        ? Optional.empty()
        : new InsertionSearch(body, text, probe, true).find();
  }

  /**
   * A piece that may have been inserted.
   *
   * @param words what a reader sees of it; empty if nobody asks
   */
  private record Insertion(TextPlace place, Leaf leaf, Span span, boolean isAtTop, String words) {

    Stream<LineEdit> edits() {
      return leaf.edits(List.of(Splice.cut(span)));
    }

    /** Returns true if a reader sees the same words, or those of one within those of the other. */
    boolean agreesWith(Insertion other) {
      return TextCut.alike(words, other.words);
    }

    Stream<Change> changes(BodyText body, LineEdit edit) {
      boolean wholeLines = edit.text().isEmpty() && leaf.encoding().isEmpty();
      return wholeLines
          ? Cut.changes(body, List.of(new LineRange(edit.from(), edit.to()))).stream()
          : Stream.of(TextCut.change(place, leaf, span, isAtTop));
    }
  }

  private List<Insertion> insertions(TextPlace place, Leaf leaf, boolean withWords) {
    List<Span> top;
    List<Span> end;
    if (isGlued) {
      top = List.of();
      end = new GluedText(leaf.text(), place.isHtml()).spans();
    } else if (place.isHtml()) {
      HtmlCuts cuts = new HtmlCuts(leaf.text());
      top = cuts.top();
      end = cuts.end();
    } else {
      TextCuts cuts = new TextCuts(leaf.text());
      top = cuts.top();
      end = cuts.end();
    }
    return Stream.concat(
            spans(top, leaf).map(span -> insertion(place, leaf, span, true, withWords)),
            spans(end, leaf).map(span -> insertion(place, leaf, span, false, withWords)))
        .sorted(Comparator.comparingInt(insertion -> insertion.span().from()))
        .toList();
  }

  /** The pieces, by whole lines where that makes no difference. */
  private static Stream<Span> spans(List<Span> spans, Leaf leaf) {
    return spans.stream()
        .map(
            span -> {
              boolean betweenLineEnds =
                  leaf.text().startsWith(CRLF, span.from())
                      && leaf.text().startsWith(CRLF, span.to());
              return betweenLineEnds
                  ? new Span(span.from() + CRLF.length(), span.to() + CRLF.length())
                  : span;
            })
        .distinct();
  }

  private static Insertion insertion(
      TextPlace place, Leaf leaf, Span span, boolean isAtTop, boolean withWords) {
    String words = withWords ? HtmlCuts.words(span.in(leaf.text())) : "";
    return new Insertion(place, leaf, span, isAtTop, words);
  }

  private Optional<Candidate> find() {
    return isGlued ? one().or(() -> two(true)) : one().or(() -> two(true)).or(() -> two(false));
  }

  private Optional<Candidate> one() {
    for (List<Insertion> each : insertions) {
      Optional<Candidate> found =
          edits
              .one(each, Insertion::edits)
              .map(it -> new Candidate(body.with(it.edit()), changes(it).toList()));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /**
   * Tries insertions in two texts.
   *
   * @param agreeing true for insertions that read the same
   */
  private Optional<Candidate> two(boolean agreeing) {
    for (int i = 0; i < insertions.size(); i++) {
      for (int j = i + 1; j < insertions.size(); j++) {
        Optional<Candidate> found = two(insertions.get(i), insertions.get(j), agreeing);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Candidate> two(List<Insertion> upper, List<Insertion> lower, boolean agreeing) {
    boolean apart =
        !upper.isEmpty()
            && !lower.isEmpty()
            && upper.get(0).place().lines().to() <= lower.get(0).place().lines().from();
    if (!apart) {
      return Optional.empty();
    }
    List<EditSearch.Found<Insertion>> below = new ArrayList<>();
    for (Insertion insertion : lower) {
      insertion.edits().forEach(edit -> below.add(new EditSearch.Found<>(insertion, edit)));
    }
    if (!agreeing && !probe.effort().has(cost(below, upper.size()) / 2)) {
      return Optional.empty();
    }
    return edits
        .two(
            upper,
            Insertion::edits,
            above ->
                below.stream()
                    .filter(it -> it.what().isAtTop() == above.isAtTop())
                    .filter(it -> it.what().agreesWith(above) == agreeing)
                    .toList())
        .map(
            found ->
                new Candidate(
                    body.with(found.lower().edit()).with(found.upper().edit()),
                    Stream.of(found.upper(), found.lower()).flatMap(this::changes).toList()));
  }

  /**
   * The cost of trying each pair in one place, in octets.
   *
   * @param upper the number of pieces in the upper text
   */
  private long cost(List<EditSearch.Found<Insertion>> lower, long upper) {
    return upper
        * lower.stream()
            .mapToLong(
                it ->
                    text.octets().length
                        - text.start(it.edit().to())
                        + 2L * it.edit().text().length()
                        + PAIR)
            .sum();
  }

  private Stream<Change> changes(EditSearch.Found<Insertion> found) {
    return found.what().changes(body, found.edit());
  }
}
