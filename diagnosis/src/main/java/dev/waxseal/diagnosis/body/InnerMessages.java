package dev.waxseal.diagnosis.body;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.mime.Headers;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Signed messages within the body of another one. */
public final class InnerMessages {

  private static final int MOST = 3;
  private static final String CRLF = "\r\n";

  /** A header with a signature in it, from the first line on. */
  private static final Pattern SIGNED =
      Pattern.compile("(?i)(?:[!-9;-~]++:[^\r\n]*+\r\n(?:[ \t][^\r\n]*+\r\n)*+)*?DKIM-Signature:");

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
        .filter(text -> SIGNED.matcher(text).lookingAt())
        .limit(MOST)
        .map(text -> text.getBytes(ISO_8859_1))
        .toList();
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
