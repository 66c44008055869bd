package dev.waxseal.diagnosis.body;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.diagnosis.internal.Sentences;
import dev.waxseal.mime.HeaderField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text in a body: the whole body, or one part of a multipart.
 *
 * @param part the part; empty for the whole
 * @param content the content fields of its header
 * @param decoded its decoded octets, in up to two variants that differ in their line ends; empty if
 *     it cannot be decoded
 */
record EncodedText(Optional<MimePart> part, ContentInfo content, List<String> decoded) {

  private static final String CRLF = "\r\n";

  EncodedText {
    decoded = List.copyOf(decoded);
  }

  static EncodedText whole(BodyText body) {
    ContentInfo content = body.content();
    return new EncodedText(Optional.empty(), content, readings(body.octets(), content.encoding()));
  }

  static EncodedText of(BodyText body, MimePart part) {
    String text = body.text(part.bodyStart(), part.end());
    ContentInfo content = part.content();
    return new EncodedText(Optional.of(part), content, readings(text, content.encoding()));
  }

  boolean isReadable() {
    return !decoded.isEmpty();
  }

  /** Returns true if its header is in the body, and so changes with the body. */
  boolean hasHeader() {
    return part.isPresent();
  }

  /** The text as it stands in the body that it was read from. */
  String encodedIn(BodyText body) {
    return part.map(place -> body.text(place.bodyStart(), place.end())).orElse(body.octets());
  }

  String title() {
    return part.map(MimePart::title).orElse("text");
  }

  /**
   * A body with this text replaced.
   *
   * @param octets the new text, encoded
   * @param encoding its transfer encoding; an empty string for none; empty if it stays the same
   * @param charset its character set, if that is different
   */
  BodyText replacedIn(
      BodyText body, String octets, Optional<String> encoding, Optional<String> charset) {
    return part.isEmpty()
        ? new BodyText(octets, content.withEncoding(encoding.orElse(content.encoding())))
        : body.with(edit(body, octets, encoding, charset));
  }

  /** The edit of a body that replaces this text and what its header says of it. */
  LineEdit edit(BodyText body, String octets, Optional<String> encoding, Optional<String> charset) {
    if (part.isEmpty()) {
      return new LineEdit(0, body.lineCount(), octets);
    }
    MimePart place = part.get();
    String text = octets.isEmpty() || octets.endsWith(CRLF) ? octets : octets + CRLF;
    return new LineEdit(
        place.delimiter() + 1, place.end(), header(place, encoding, charset) + CRLF + text);
  }

  /**
   * The changes if this text was signed in another encoding or character set. For a whole body only
   * the octets are compared: its encoding is named in the header, which is searched separately.
   *
   * @param encoding the encoding that was signed; an empty string for none
   * @param charset the character set that was signed, if that is different
   * @param octets the signed text, decoded
   */
  List<Change> recoded(String encoding, Optional<String> charset, String octets) {
    List<Change> changes = new ArrayList<>();
    boolean stays =
        encoding.equals(content.encoding())
            || (!hasHeader() && isPlain(encoding) && !content.isEncoded());
    if (charset.isEmpty() || !stays) {
      changes.add(Change.of(Change.Kind.TRANSFER_ENCODING_CHANGED, recoded(encoding)));
    }
    charset.ifPresent(
        name ->
            changes.add(
                Change.of(
                    Change.Kind.CHARSET_CHANGED,
                    "the " + title() + " " + converted(name, octets))));
    if (!stays) {
      notes().ifPresent(changes::add);
    }
    return changes;
  }

  /** The change that a program noted in the header of this part how it encoded the text. */
  private Optional<Change> notes() {
    List<String> notes =
        part.stream()
            .flatMap(place -> place.header().stream())
            .filter(field -> field.isNamed("X-MIME-Autoconverted"))
            .flatMap(field -> new String(field.bytes(), ISO_8859_1).lines())
            .toList();
    return notes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Change(
                Change.Kind.PART_HEADER_REWRITTEN,
                "X-MIME-Autoconverted was added to the header of the " + title(),
                List.of(),
                notes));
  }

  private static String converted(String charset, String octets) {
    boolean isUtf8 =
        !charset.equalsIgnoreCase("utf-8")
            && octets.chars().anyMatch(c -> c >= 0x80)
            && Encodings.isUtf8(octets);
    return isUtf8
        ? "was in UTF-8, was taken for " + charset + " and was encoded once more"
        : "was converted from the character set " + charset;
  }

  private String recoded(String encoding) {
    String text = "the " + title();
    if (encoding.equals(content.encoding())) {
      return text + " was encoded again in " + encoding;
    }
    boolean isUnnamed = encoding.isEmpty() || (isPlain(encoding) && !hasHeader());
    String before = isUnnamed ? "unencoded" : "in " + encoding;
    return text + " was " + before + " and is now in " + content.encoding();
  }

  private static boolean isPlain(String encoding) {
    return !encoding.equals("quoted-printable") && !encoding.equals("base64");
  }

  /** The change that lines were added to this text. */
  Change appended(List<String> lines) {
    String sentence =
        Sentences.count(lines.size(), "line")
            + " "
            + Sentences.were(lines.size())
            + " appended to the "
            + title()
            + ", inside its "
            + content.encoding();
    List<String> shown = ReadableText.ofDecoded(String.join("\n", lines), content);
    return new Change(Change.Kind.TEXT_APPENDED, sentence, List.of(), lines, shown);
  }

  private static String header(MimePart part, Optional<String> encoding, Optional<String> charset) {
    StringBuilder header = new StringBuilder();
    for (HeaderField field : part.header()) {
      String text = new String(field.bytes(), ISO_8859_1);
      if (field.isNamed("Content-Transfer-Encoding") && encoding.isPresent()) {
        text = encoding.get().isEmpty() ? "" : field.name() + ": " + encoding.get() + CRLF;
      } else if (field.isNamed("Content-Type") && charset.isPresent()) {
        text = text.replaceFirst("(?i)(charset=\"?)[^\";\\s]+", "$1" + charset.get());
      } else if (field.isNamed("X-MIME-Autoconverted")
          && encoding.filter(other -> !other.equals(part.content().encoding())).isPresent()) {
        text = "";
      }
      header.append(text);
    }
    return header.toString();
  }

  private static List<String> readings(String text, String encoding) {
    Optional<String> octets = Encodings.decoded(text, encoding);
    List<String> readings = new ArrayList<>();
    octets.ifPresent(readings::add);
    octets
        .map(plain -> plain.replaceAll("\r?\n", CRLF))
        .filter(plain -> !readings.contains(plain))
        .ifPresent(readings::add);
    return readings;
  }
}
