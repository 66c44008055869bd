package dev.waxseal.diagnosis.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lines of a body as their reader sees them: without boundary lines, headers of parts, transfer
 * encodings and HTML tags, in UTF-8. One character per octet.
 */
final class ReadableText {

  /** The largest text that is decoded to be shown, in octets. */
  private static final int MOST = 64 << 10;

  private static final Pattern BREAK =
      Pattern.compile("(?i)<(?:br|/?p|/?div|/tr|/?table|/?h[1-6]|hr|/?ul|/li)\\b[^<>]*+>");
  private static final Pattern TAG = Pattern.compile("<[^<>]*+>");
  private static final Map<String, String> ENTITIES =
      Map.of("&nbsp;", " ", "&lt;", "<", "&gt;", ">", "&quot;", "\"", "&#39;", "'", "&#160;", " ");

  private ReadableText() {}

  /** A range of lines. */
  static List<String> of(BodyText body, LineRange range) {
    if (body.parts().isEmpty()) {
      return piece(body.text(range.from(), range.to()), body.content());
    }
    List<String> readable = new ArrayList<>();
    int line = range.from();
    while (line < range.to()) {
      Optional<MimePart> leaf = leafAt(body, line);
      int end = leaf.map(part -> Math.min(part.end(), range.to())).orElse(line + 1);
      if (leaf.isPresent()) {
        readable.addAll(inLeaf(body, new LineRange(line, end), leaf.get().content()));
      } else if (!isStructure(body, line)) {
        readable.add(body.line(line));
      }
      line = end;
    }
    return readable;
  }

  private static Optional<MimePart> leafAt(BodyText body, int line) {
    return body.parts().stream()
        .filter(part -> part.isLeaf() && part.bodyStart() <= line && line < part.end())
        .findFirst();
  }

  private static List<String> inLeaf(BodyText body, LineRange lines, ContentInfo content) {
    return content.isText()
        ? piece(body.text(lines.from(), lines.to()), content)
        : List.of("(" + content.type() + ")");
  }

  /** Returns true for a boundary line and for the header of a part. */
  private static boolean isStructure(BodyText body, int line) {
    String text = body.line(line);
    return Stream.concat(Stream.of(body.content()), body.parts().stream().map(MimePart::content))
            .flatMap(content -> content.boundary().stream())
            .anyMatch(boundary -> text.startsWith("--" + boundary))
        || body.parts().stream()
            .anyMatch(part -> part.delimiter() <= line && line < part.bodyStart());
  }

  /** A piece of a text, still encoded. */
  private static List<String> piece(String text, ContentInfo content) {
    String octets =
        text.length() > MOST ? text : Encodings.decoded(text, content.encoding()).orElse(text);
    return ofDecoded(octets, content);
  }

  /** A piece of a text that is decoded. */
  static List<String> ofDecoded(String octets, ContentInfo content) {
    String text = octets.length() > MOST ? octets : Encodings.inUtf8(octets, content.charset());
    if (!content.type().equals("text/html")) {
      return text.lines().toList();
    }
    String words = withoutTags(text);
    return words.isBlank() ? text.lines().toList() : words.lines().toList();
  }

  private static String withoutTags(String html) {
    String text = TAG.matcher(BREAK.matcher(html).replaceAll("\n")).replaceAll("");
    for (Map.Entry<String, String> entity : ENTITIES.entrySet()) {
      text = text.replace(entity.getKey(), entity.getValue());
    }
    return text.replace("&amp;", "&");
  }
}
