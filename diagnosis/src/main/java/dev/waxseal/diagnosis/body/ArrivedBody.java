package dev.waxseal.diagnosis.body;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.diagnosis.internal.Effort;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A body as it arrived, with what the header says of it.
 *
 * <p>Immutable; share it among threads.
 */
public final class ArrivedBody {

  private final BodyText text;
  private final List<String> boundaries;

  /**
   * A body.
   *
   * @param octets its octets
   * @param otherBoundaries what may have divided its parts before
   */
  public ArrivedBody(Headers headers, byte[] octets, List<String> otherBoundaries) {
    this.text = new BodyText(new String(octets, ISO_8859_1), ContentInfo.of(headers.fields()));
    this.boundaries = List.copyOf(otherBoundaries);
  }

  /** The boundary that a field Content-Type names, if it names one. */
  public static Optional<String> boundary(HeaderField contentType) {
    return ContentInfo.of(List.of(contentType)).boundary();
  }

  BodyText text() {
    return text;
  }

  List<String> boundaries() {
    return boundaries;
  }

  /** Whether it is what was signed. */
  public boolean matches(BodyTarget target) {
    return new Probe(target, new Effort(Long.MAX_VALUE))
        .matches(CanonicalText.of(text, target.form()));
  }

  /** How many octets its canonical form has. */
  public long length(Canonicalization form) {
    return CanonicalText.of(text, form).octets().length;
  }

  /** What stands in its canonical form from a place on. */
  public String octetsFrom(Canonicalization form, long start) {
    byte[] octets = CanonicalText.of(text, form).octets();
    int from = (int) Math.min(start, octets.length);
    return new String(octets, from, octets.length - from, ISO_8859_1).strip();
  }

  /** The headers of the parts, for what was the header of the message before. */
  public List<List<HeaderField>> partHeaders() {
    List<List<HeaderField>> headers = new ArrayList<>();
    text.parts().forEach(part -> headers.add(part.header()));
    return headers;
  }
}
