package dev.waxseal.diagnosis.body;

import dev.waxseal.diagnosis.change.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Changes of the transfer encoding or character set of text: down-conversion for a mail server that
 * does not accept 8-bit text (RFC 6152), and programs that re-encode all text.
 */
final class ContentRewritings {

  private static final String CRLF = "\r\n";
  private static final int LEAVES = 4;
  private static final int FOOTER = 40;

  private final BodyText arrived;

  private ContentRewritings(BodyText arrived) {
    this.arrived = arrived;
  }

  /** Undoes the re-encoding of one text or several. */
  static Stream<Candidate> undo(BodyText arrived) {
    return new ContentRewritings(arrived).all();
  }

  private Stream<Candidate> all() {
    List<EncodedText> texts = texts();
    return Stream.concat(several(texts), texts.stream().flatMap(this::one));
  }

  private List<EncodedText> texts() {
    if (arrived.parts().isEmpty()) {
      return List.of(EncodedText.whole(arrived));
    }
    return arrived.parts().stream()
        .filter(part -> part.isLeaf() && part.content().isText())
        .limit(LEAVES)
        .map(part -> EncodedText.of(arrived, part))
        .toList();
  }

  /** Several texts that were signed without an encoding. */
  private Stream<Candidate> several(List<EncodedText> texts) {
    List<EncodedText> encoded =
        texts.stream().filter(text -> text.content().isEncoded() && text.isReadable()).toList();
    return Stream.iterate((1 << encoded.size()) - 1, set -> set > 0, set -> set - 1)
        .filter(set -> Integer.bitCount(set) > 1)
        .flatMap(
            set ->
                Stream.of("8bit", "7bit")
                    .flatMap(
                        word -> Stream.of("", CRLF).map(end -> plain(encoded, set, word, end))));
  }

  /**
   * Several texts without an encoding.
   *
   * @param end put after those in base64: the line end before a boundary is not a part of the text
   *     (RFC 2046 section 5.1.1), but not all programs know that
   */
  private Candidate plain(List<EncodedText> encoded, int set, String word, String end) {
    BodyText body = arrived;
    List<Change> changes = new ArrayList<>();
    for (int i = encoded.size() - 1;
        i >= 0;
        i--) { // from the bottom up, so that line numbers stay valid
      if ((set >> i & 1) == 1) {
        EncodedText text = encoded.get(i);
        boolean hasEnd = !text.content().encoding().equals("base64");
        String octets = text.decoded().get(0) + (hasEnd ? "" : end);
        body = text.replacedIn(body, octets, Optional.of(word), Optional.empty());
        changes.addAll(0, text.recoded(word, Optional.empty(), text.decoded().get(0)));
      }
    }
    return new Candidate(body, changes);
  }

  private Stream<Candidate> one(EncodedText text) {
    return Stream.concat(
        text.decoded().stream().flatMap(octets -> inCharset(text, octets, Optional.empty())),
        Stream.concat(inOtherCharsets(text), shorter(text)));
  }

  private Stream<Candidate> inOtherCharsets(EncodedText text) {
    return text.decoded().stream()
        .flatMap(
            octets ->
                Encodings.converted(octets, text.content().charset()).stream()
                    .flatMap(
                        other -> inCharset(text, other.octets(), Optional.of(other.charset()))));
  }

  private Stream<Candidate> inCharset(EncodedText text, String octets, Optional<String> charset) {
    Stream<Candidate> plain =
        text.content().isEncoded() || charset.isPresent()
            ? Stream.of("8bit", "7bit", "binary", "")
                .limit(text.hasHeader() ? 4 : 1)
                .flatMap(
                    word -> ends(text).map(end -> candidate(text, octets + end, word, charset)))
            : Stream.empty();
    Stream<Candidate> quoted =
        QuotedPrintable.STYLES.stream()
            .map(style -> candidate(text, style.encoded(octets), "quoted-printable", charset));
    Stream<Candidate> base64 =
        Stream.of(76, 72, 64, 60)
            .map(length -> candidate(text, Encodings.base64(octets, length), "base64", charset));
    return Stream.of(plain, quoted, base64).flatMap(stream -> stream);
  }

  /** What may follow a text that was signed without an encoding: see {@link #plain}. */
  private static Stream<String> ends(EncodedText text) {
    return text.hasHeader() && text.content().encoding().equals("base64")
        ? Stream.of("", CRLF)
        : Stream.of("");
  }

  /** Text in base64 without its last lines: a footer there also changes the line before it. */
  private Stream<Candidate> shorter(EncodedText text) {
    if (!text.content().encoding().equals("base64") || text.decoded().isEmpty()) {
      return Stream.empty();
    }
    String octets = text.decoded().get(0);
    List<Integer> ends = new ArrayList<>();
    int end = octets.lastIndexOf('\n', octets.length() - 2);
    while (end > 0 && ends.size() < FOOTER) {
      ends.add(end + 1);
      end = octets.lastIndexOf('\n', end - 1);
    }
    return ends.stream()
        .map(
            at ->
                new Candidate(
                    text.replacedIn(
                        arrived,
                        Encodings.inBase64(octets.substring(0, at)),
                        Optional.empty(),
                        Optional.empty()),
                    shortened(text, octets, at)));
  }

  /** The changes if a text in base64 ended earlier: other lines of the rest are one of its own. */
  private List<Change> shortened(EncodedText text, String octets, int end) {
    List<Change> changes = new ArrayList<>();
    changes.add(text.appended(octets.substring(end).lines().toList()));
    String regular = Encodings.inBase64(octets);
    String now = text.encodedIn(arrived);
    boolean isSame =
        text.hasHeader()
            ? now.equals(regular)
            : now.stripTrailing().equals(regular.stripTrailing());
    if (!isSame) {
      changes.add(EncodedLayout.change(text.title(), "base64", regular, now, !text.hasHeader()));
    }
    return changes;
  }

  private Candidate candidate(
      EncodedText text, String octets, String encoding, Optional<String> charset) {
    return new Candidate(
        text.replacedIn(arrived, octets, Optional.of(encoding), charset),
        text.recoded(encoding, charset, octets));
  }
}
