package dev.waxseal.diagnosis.body;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.mime.Headers;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Signed messages within the body of another one. */
public final class InnerMessages {

  private static final int MOST = 3;
  private static final String CRLF = "\r\n";

  private static final String SIGNATURE = "DKIM-Signature:";

  /** The beginning of a field, or of a line that continues one. */
  private static final Pattern HEADER_LINE = Pattern.compile("[!-9;-~]++:|[ \t]");

  private InnerMessages() {}

  /** The messages, in order; three at most. */
  public static List<byte[]> of(Headers headers, byte[] octets) {
    BodyText body = new BodyText(new String(octets, ISO_8859_1), ContentInfo.of(headers.fields()));
    Stream<Optional<String>> texts =
        body.parts().isEmpty()
            ? Stream.of(decoded(body.octets(), body.content()))
            : body.parts().stream()
                .filter(MimePart::isLeaf)
                .map(part -> decoded(text(body, part), part.content()));
    return texts
        .flatMap(Optional::stream)
        .filter(InnerMessages::isSigned)
        .limit(MOST)
        .map(text -> text.getBytes(ISO_8859_1))
        .toList();
  }

  /** Returns true for a header with a signature in it, from the first line on. */
  private static boolean isSigned(String text) {
    Matcher line = HEADER_LINE.matcher(text);
    int at = 0;
    while (line.region(at, text.length()).lookingAt()) {
      if (text.regionMatches(true, at, SIGNATURE, 0, SIGNATURE.length())) {
        return true;
      }
      int end = text.indexOf(CRLF, at);
      if (end < 0) {
        return false;
      }
      at = end + CRLF.length();
    }
    return false;
  }

  /** The text of a part; the line end before a boundary does not belong to it. */
  private static String text(BodyText body, MimePart part) {
    String text = body.text(part.bodyStart(), part.end());
    return text.endsWith(CRLF) ? text.substring(0, text.length() - CRLF.length()) : text;
  }

  private static Optional<String> decoded(String text, ContentInfo content) {
    boolean isMessage =
        content.type().equals("message/rfc822")
            || content.type().equals("message/global")
            || content.type().equals("text/plain");
    return isMessage ? Encodings.decoded(text, content.encoding()) : Optional.empty();
  }
}
