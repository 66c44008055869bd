package dev.waxseal.diagnosis.body;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.diagnosis.internal.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Describes added lines as changes: a footer, a part, a wrapped body. */
final class Cut {

  private final BodyText body;

  private Cut(BodyText body) {
    this.body = body;
  }

  /** The changes that added these lines to a body. */
  static List<Change> changes(BodyText body, List<LineRange> added) {
    return new Cut(body).changes(added);
  }

  private List<Change> changes(List<LineRange> added) {
    int first = added.get(0).to();
    int end = added.get(added.size() - 1).from();
    boolean atBothEnds = added.size() == 2 && added.get(0).from() == 0 && endsBody(added.get(1));
    if (added.get(0).from() == 0 && body.content().isMultipart()) {
      Optional<MimePart> inner = partOf(first, atBothEnds ? end : body.lineCount());
      if (inner.isPresent()) {
        return List.of(wrapped(inner.get(), added));
      }
    }
    List<Change> changes = new ArrayList<>();
    added.forEach(range -> changes.add(change(range)));
    return changes;
  }

  private Change wrapped(MimePart inner, List<LineRange> added) {
    List<String> lines = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    for (LineRange range : added) {
      lines.addAll(body.lines(range.from(), range.to()));
      shown.addAll(ReadableText.of(body, range));
    }
    long others = body.parts().stream().filter(part -> part.parent() == inner.parent()).count() - 1;
    String beside = others == 0 ? "" : ", beside " + Sentences.count((int) others, "other part");
    return new Change(
        Change.Kind.BODY_WRAPPED,
        "the body became the " + inner.title() + " of a " + body.content().type() + beside,
        List.of(),
        lines,
        shown);
  }

  private Change change(LineRange range) {
    List<String> lines = body.lines(range.from(), range.to());
    List<String> shown = ReadableText.of(body, range);
    String count = Sentences.count(lines.size(), "line") + " ";
    String were = Sentences.were(lines.size());
    List<MimePart> parts = wholeParts(range);
    if (!parts.isEmpty()) {
      return new Change(
          Change.Kind.PART_ADDED,
          Sentences.count(parts.size(), "part")
              + " "
              + Sentences.were(parts.size())
              + " added to the multipart: "
              + String.join(", ", parts.stream().map(part -> part.content().type()).toList()),
          List.of(),
          lines,
          shown);
    }
    Optional<MimePart> leaf = leafAround(range);
    String where = leaf.map(MimePart::title).orElse("body");
    if (range.from() == 0 && endsBody(range)) {
      return new Change(
          Change.Kind.BODY_ADDED,
          "the signed body was empty; all of this body was added",
          List.of(),
          lines,
          shown);
    }
    if (areBlank(range.to(), leaf.map(MimePart::end).orElse(body.lineCount()))) {
      return new Change(
          Change.Kind.TEXT_APPENDED,
          count + were + " appended to the " + where,
          List.of(),
          lines,
          shown);
    }
    if (range.from() == leaf.map(MimePart::bodyStart).orElse(0)) {
      return new Change(
          Change.Kind.TEXT_PREPENDED,
          count + were + " added at the top of the " + where,
          List.of(),
          lines,
          shown);
    }
    return new Change(
        Change.Kind.TEXT_INSERTED,
        count + were + " inserted into the " + where + " after its line " + lineIn(leaf, range),
        List.of(),
        lines,
        shown);
  }

  private static int lineIn(Optional<MimePart> leaf, LineRange range) {
    return range.from() - leaf.map(MimePart::bodyStart).orElse(0);
  }

  private boolean endsBody(LineRange range) {
    return range.to() == body.lineCount();
  }

  /** The part whose body is these lines, not counting empty lines at its end. */
  private Optional<MimePart> partOf(int from, int to) {
    return body.parts().stream()
        .filter(part -> part.bodyStart() == from && to <= part.end() && areBlank(to, part.end()))
        .findFirst();
  }

  private boolean areBlank(int from, int to) {
    for (int line = from; line < to; line++) {
      if (!body.isBlank(line)) {
        return false;
      }
    }
    return true;
  }

  private List<MimePart> wholeParts(LineRange range) {
    boolean isWhole =
        body.parts().stream().anyMatch(part -> part.delimiter() == range.from())
            && body.parts().stream().anyMatch(part -> part.end() == range.to());
    return isWhole
        ? body.parts().stream()
            .filter(part -> part.delimiter() >= range.from() && part.end() <= range.to())
            .toList()
        : List.of();
  }

  private Optional<MimePart> leafAround(LineRange range) {
    return body.parts().stream()
        .filter(MimePart::isLeaf)
        .filter(part -> part.bodyStart() <= range.from() && range.to() <= part.end())
        .findFirst();
  }
}
