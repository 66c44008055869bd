package dev.waxseal.diagnosis.body;

import dev.waxseal.diagnosis.change.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Base64 and quoted-printable that a program wrote again with other line breaks: in all parts at
 * once, attachments included.
 */
final class WidthRewritings {

  private static final String CRLF = "\r\n";

  /** Characters in a line of base64; 0 for a single line. */
  private static final List<Integer> WIDTHS = List.of(76, 72, 64, 60, 0);

  private final BodyText arrived;
  private final List<Place> base64;
  private final List<Place> quoted;

  /** Encoded text in the body. */
  private record Place(LineRange lines, String title) {}

  private WidthRewritings(BodyText arrived, Predicate<MimePart> wanted) {
    this.arrived = arrived;
    this.base64 = places(arrived, "base64", wanted);
    this.quoted = places(arrived, "quoted-printable", wanted);
  }

  /** The bodies with other line breaks in their encoded parts. */
  static Stream<Candidate> undo(BodyText arrived) {
    return new WidthRewritings(arrived, part -> true).all();
  }

  /** A body with its attachments in base64 of the usual width, and the body itself. */
  static Stream<Candidate> attachments(Candidate base) {
    if (base.body().parts().isEmpty()) {
      return Stream.of(base);
    }
    Candidate usual =
        new WidthRewritings(base.body(), part -> !part.content().isText())
            .candidate(
                text -> folded(text, Encodings.BASE64_LINE) + EncodedLayout.end(text),
                UnaryOperator.identity());
    List<Change> changes = new ArrayList<>(usual.changes());
    changes.addAll(base.changes());
    return usual.changes().isEmpty()
        ? Stream.of(base)
        : Stream.of(new Candidate(usual.body(), changes), base);
  }

  private static List<Place> places(BodyText body, String encoding, Predicate<MimePart> wanted) {
    if (body.parts().isEmpty()) {
      return body.content().encoding().equals(encoding)
          ? List.of(new Place(new LineRange(0, body.lineCount()), "body"))
          : List.of();
    }
    return body.parts().stream()
        .filter(part -> part.isLeaf() && part.content().encoding().equals(encoding))
        .filter(wanted)
        .map(part -> new Place(new LineRange(part.bodyStart(), part.end()), part.title()))
        .toList();
  }

  private Stream<Candidate> all() {
    List<UnaryOperator<String>> folds = new ArrayList<>();
    for (int width : WIDTHS) {
      folds.add(text -> folded(text, width));
      folds.add(text -> folded(text, width) + CRLF);
    }
    Stream<Candidate> onlyBase64 =
        base64.isEmpty()
            ? Stream.empty()
            : folds.stream().map(fold -> candidate(fold, UnaryOperator.identity()));
    Stream<Candidate> onlyQuoted =
        quoted.isEmpty()
            ? Stream.empty()
            : QuotedPrintable.STYLES.stream()
                .map(style -> candidate(UnaryOperator.identity(), encoder(style)));
    Stream<Candidate> both =
        base64.isEmpty() || quoted.isEmpty()
            ? Stream.empty()
            : folds.stream()
                .flatMap(
                    fold ->
                        QuotedPrintable.STYLES.stream()
                            .map(style -> candidate(fold, encoder(style))));
    return Stream.of(onlyBase64, onlyQuoted, both)
        .flatMap(stream -> stream)
        .filter(candidate -> !candidate.changes().isEmpty());
  }

  private static UnaryOperator<String> encoder(QuotedPrintable style) {
    return text -> QuotedPrintable.decoded(text).map(style::encoded).orElse(text);
  }

  private static String folded(String text, int width) {
    String line = Encodings.withoutSpace(text);
    int step = width == 0 ? Math.max(1, line.length()) : width;
    StringBuilder lines = new StringBuilder(line.length() + line.length() / step * 2 + 2);
    for (int at = 0; at < line.length(); at += step) {
      lines.append(line, at, Math.min(line.length(), at + step)).append(CRLF);
    }
    return lines.toString();
  }

  private Candidate candidate(UnaryOperator<String> ofBase64, UnaryOperator<String> ofQuoted) {
    List<Change> changes = new ArrayList<>();
    List<LineEdit> edits = new ArrayList<>();
    for (Place place : base64) {
      edit(place, ofBase64, edits)
          .map(edit -> change(place, "base64", edit))
          .ifPresent(changes::add);
    }
    for (Place place : quoted) {
      edit(place, ofQuoted, edits)
          .map(edit -> change(place, "quoted-printable", edit))
          .ifPresent(changes::add);
    }
    return new Candidate(arrived.with(edits), changes);
  }

  private Optional<LineEdit> edit(
      Place place, UnaryOperator<String> rewriting, List<LineEdit> edits) {
    String text = arrived.text(place.lines().from(), place.lines().to());
    String other = rewriting.apply(text);
    if (other.equals(text)) {
      return Optional.empty();
    }
    LineEdit edit = new LineEdit(place.lines().from(), place.lines().to(), other);
    edits.add(edit);
    return Optional.of(edit);
  }

  private Change change(Place place, String encoding, LineEdit edit) {
    String now = arrived.text(place.lines().from(), place.lines().to());
    return EncodedLayout.change(
        place.title(), encoding, edit.text(), now, arrived.parts().isEmpty());
  }
}
