package dev.waxseal.diagnosis.body;

import dev.waxseal.diagnosis.change.Change;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The forms in which one text of a body may have been signed: without what was put into it, with
 * its links as they were, and in each likely encoding and width. For one search, one thread.
 */
final class SignedTexts {

  private static final String CRLF = "\r\n";

  /** The styles of quoted-printable that most programs write. */
  private static final int FEW_STYLES = 2;

  private static final int[] WIDTHS = {76, 72, 64, 60, 0};

  /** Longer than any text that is searched: all base64 on one line. */
  private static final int ONE_LINE = 1 << 30;

  /** The cost of the texts that are to be encoded, for each octet. */
  private static final int MAKING = 4;

  private final BodyText body;
  private final TextPlace place;
  private final Leaf leaf;
  private final EncodedText encoded;
  private final String arrived;
  private final LikelyCuts cuts;
  private final List<LinkRewritings.Links> links;
  private final EditSearch edits;
  private final Map<TextCut, Forms> forms = new HashMap<>();

  private SignedTexts(BodyText body, TextPlace place, Leaf leaf, EditSearch edits) {
    this.body = body;
    this.place = place;
    this.leaf = leaf;
    this.encoded = encodedText(body, place);
    this.arrived = body.text(place.lines().from(), place.lines().to());
    this.cuts = new LikelyCuts(leaf.text(), place.isHtml());
    this.links = LinkRewritings.in(body, leaf, place.isHtml());
    this.edits = edits;
  }

  /** The forms of a text; empty if its encoding cannot be undone. */
  static Optional<SignedTexts> of(BodyText body, TextPlace place, EditSearch edits, Probe probe) {
    return Leaf.of(body, place.lines(), place.content().encoding(), probe)
        .map(leaf -> new SignedTexts(body, place, leaf, edits));
  }

  private static EncodedText encodedText(BodyText body, TextPlace place) {
    return body.parts().stream()
        .filter(part -> part.bodyStart() == place.lines().from() && part.isLeaf())
        .findFirst()
        .map(part -> EncodedText.of(body, part))
        .orElseGet(() -> EncodedText.whole(body));
  }

  /**
   * A form of the text.
   *
   * @param octets the text, encoded
   * @param encoding its transfer encoding; an empty string for none
   * @param encoder encodes all of a text so; empty if only a piece of it was encoded again
   * @param changes the changes of the text, except for pieces that were put in
   */
  private record Draft(
      String octets,
      String encoding,
      Optional<UnaryOperator<String>> encoder,
      List<Change> changes) {}

  /** A form as an edit of the body. */
  static final class Form {

    private final LineEdit edit;
    private final byte[] canonical;
    private final TextCut cut;
    private final Draft draft;

    private Form(LineEdit edit, byte[] canonical, TextCut cut, Draft draft) {
      this.edit = edit;
      this.canonical = canonical;
      this.cut = cut;
      this.draft = draft;
    }

    LineEdit edit() {
      return edit;
    }

    /** Its length in canonical form. */
    int length() {
      return canonical.length;
    }

    /** Hashes its canonical form. */
    void feed(MessageDigest digest) {
      digest.update(canonical);
    }
  }

  LikelyCuts cuts() {
    return cuts;
  }

  /**
   * The form without a piece that has some place in the list, the likeliest being the first; empty
   * if there are fewer. The first one is encoded as it arrived.
   */
  Optional<Form> without(TextCut cut, int place, Probe probe) {
    Forms made = forms.get(cut);
    if (made == null) {
      if (!probe.effort().take(MAKING * (long) leaf.text().length())) {
        return Optional.empty();
      }
      made = new Forms(cut, drafts(cut));
      forms.put(cut, made);
    }
    return made.at(place, probe);
  }

  /** The forms without one piece, made when they are asked for. */
  private final class Forms {

    private final TextCut cut;
    private final Iterator<Draft> drafts;
    private final Set<List<String>> seen = new HashSet<>();
    private final List<Form> made = new ArrayList<>();

    Forms(TextCut cut, Stream<Draft> drafts) {
      this.cut = cut;
      this.drafts = drafts.iterator();
    }

    Optional<Form> at(int place, Probe probe) {
      while (made.size() <= place && drafts.hasNext()) {
        Draft draft = drafts.next();
        if (seen.add(List.of(draft.encoding(), draft.octets()))) {
          if (!probe.effort().take(6L * draft.octets().length())) {
            return Optional.empty();
          }
          made.add(form(draft));
        }
      }
      return place < made.size() ? Optional.of(made.get(place)) : Optional.empty();
    }

    private Form form(Draft draft) {
      boolean isSame = draft.encoding().equals(place.content().encoding());
      Optional<String> encoding = isSame ? Optional.empty() : Optional.of(draft.encoding());
      LineEdit edit = encoded.edit(body, draft.octets(), encoding, Optional.empty());
      return new Form(edit, edits.canonical(edit), cut, draft);
    }
  }

  /** The forms with redirected links put back and without, by turns. */
  private Stream<Draft> drafts(TextCut cut) {
    List<Iterator<Draft>> ways = new ArrayList<>();
    links.forEach(each -> ways.add(drafts(cut, Optional.of(each)).iterator()));
    ways.add(drafts(cut, Optional.empty()).iterator());
    return Stream.iterate(0, turn -> turn + 1)
        .takeWhile(turn -> ways.stream().anyMatch(Iterator::hasNext))
        .map(turn -> ways.get(turn % ways.size()))
        .filter(Iterator::hasNext)
        .map(Iterator::next);
  }

  private Stream<Draft> drafts(TextCut cut, Optional<LinkRewritings.Links> links) {
    List<Splice> splices = new ArrayList<>(cut.splices());
    links.ifPresent(
        it ->
            it.splices().stream()
                .filter(link -> splices.stream().noneMatch(piece -> overlap(piece, link)))
                .toList()
                .forEach(splices::add));
    splices.sort((one, other) -> Integer.compare(one.span().from(), other.span().from()));
    String text = Splice.apply(splices, leaf.text(), 0, leaf.text().length());
    List<Change> changes = links.map(LinkRewritings.Links::change).stream().toList();
    return Stream.concat(asItIs(splices, changes), anew(new Source(text, changes)));
  }

  private static boolean overlap(Splice one, Splice other) {
    return one.span().from() < other.span().to() && other.span().from() < one.span().to();
  }

  private Stream<Draft> asItIs(List<Splice> splices, List<Change> changes) {
    Stream<String> texts =
        splices.isEmpty()
            ? Stream.of(arrived)
            : leaf.edits(splices)
                .limit(1)
                .map(
                    edit ->
                        body.text(place.lines().from(), edit.from())
                            + edit.text()
                            + body.text(edit.to(), place.lines().to()));
    return texts.map(
        octets -> new Draft(octets, place.content().encoding(), Optional.empty(), changes));
  }

  /**
   * A text to encode.
   *
   * @param changes the changes that made another text of it
   */
  private record Source(String text, List<Change> changes) {

    Source with(String other, Change change) {
      return text.equals(other)
          ? this
          : new Source(other, Stream.concat(changes.stream(), Stream.of(change)).toList());
    }
  }

  private Source withLineEnds(Source source, String lineEnd) {
    return source.with(
        Encodings.withLineEnds(source.text(), lineEnd),
        Change.of(
            Change.Kind.LINE_ENDS_CHANGED,
            "the line ends in the " + place.title() + " were changed"));
  }

  /**
   * A text with one empty line less at its end, or one more: programs mistake the last line end.
   */
  private Source withOtherEnd(Source source) {
    boolean hasTwo = source.text().endsWith(CRLF + CRLF);
    return source.with(
        hasTwo
            ? source.text().substring(0, source.text().length() - CRLF.length())
            : source.text() + CRLF,
        Change.of(
            Change.Kind.BLANK_LINES_CHANGED,
            "an empty line at the end of the "
                + place.title()
                + " was "
                + (hasTwo ? "added" : "removed")));
  }

  /** The text encoded again: in its own encoding first, then in others. */
  private Stream<Draft> anew(Source source) {
    Source regular = withLineEnds(source, CRLF);
    Stream<Stream<Draft>> drafts =
        switch (leaf.encoding()) {
          case "quoted-printable" ->
              Stream.of(
                  quoted(regular).limit(FEW_STYLES),
                  quoted(withOtherEnd(regular)).limit(FEW_STYLES),
                  quoted(regular).skip(FEW_STYLES),
                  base64(regular),
                  plain(regular));
          case "base64" -> {
            Source ended = new Source(regular.text() + CRLF, regular.changes());
            yield Stream.of(
                base64(source), quoted(regular), quoted(ended), plain(regular), plain(ended));
          }
          default ->
              Stream.of(
                  quoted(source).limit(FEW_STYLES),
                  base64Of(source),
                  quoted(source).skip(FEW_STYLES));
        };
    return drafts.flatMap(stream -> stream);
  }

  private static Stream<Draft> quoted(Source source) {
    return QuotedPrintable.STYLES.stream()
        .map(style -> draft(source, "quoted-printable", style::encoded));
  }

  private Stream<Draft> base64(Source source) {
    return Arrays.stream(WIDTHS)
        .limit(leaf.encoding().equals("base64") ? WIDTHS.length : 1)
        .boxed()
        .flatMap(
            width ->
                Stream.of(CRLF, "")
                    .map(end -> draft(source, "base64", text -> inBase64(text, width) + end)));
  }

  private static String inBase64(String text, int width) {
    return Encodings.base64(text, width == 0 ? ONE_LINE : width);
  }

  /**
   * A text that arrived without an encoding, in base64: its last line end stands before a boundary
   * and may not be a part of it (RFC 2046 section 5.1.1), and its line ends may have been LF.
   */
  private Stream<Draft> base64Of(Source source) {
    String text = source.text();
    String inner = text.endsWith(CRLF) ? text.substring(0, text.length() - 2) : text;
    Source shorter = new Source(inner, source.changes());
    return Stream.of(base64(withLineEnds(shorter, "\n")), base64(shorter), base64(source))
        .flatMap(stream -> stream);
  }

  private static Stream<Draft> plain(Source source) {
    boolean isAscii = source.text().chars().allMatch(c -> c < 0x80);
    return Stream.of("7bit", "8bit")
        .skip(isAscii ? 0 : 1)
        .map(word -> draft(source, word, text -> text));
  }

  private static Draft draft(Source source, String encoding, UnaryOperator<String> encoder) {
    return new Draft(
        encoder.apply(source.text()), encoding, Optional.of(encoder), source.changes());
  }

  /** The changes that turned a form into the text that arrived. */
  List<Change> changes(Form form) {
    Draft draft = form.draft;
    List<Change> changes = new ArrayList<>();
    form.cut.changes(place, leaf).forEach(changes::add);
    if (!draft.encoding().equals(place.content().encoding())) {
      changes.addAll(encoded.recoded(draft.encoding(), Optional.empty(), leaf.text()));
    } else {
      draft.encoder().flatMap(this::layout).ifPresent(changes::add);
    }
    changes.addAll(draft.changes());
    return changes;
  }

  /** The change of the layout, if the text that arrived is not encoded so. */
  private Optional<Change> layout(UnaryOperator<String> encoder) {
    String signed = encoder.apply(leaf.text());
    return signed.equals(arrived)
        ? Optional.empty()
        : Optional.of(
            EncodedLayout.change(
                place.title(), leaf.encoding(), signed, arrived, !encoded.hasHeader()));
  }
}
