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
 * A body as it arrived, with the content fields of the header.
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
   * @param otherBoundaries boundaries that may have separated its parts before
   */
  public ArrivedBody(Headers headers, byte[] octets, List<String> otherBoundaries) {
    this.text = new BodyText(new String(octets, ISO_8859_1), ContentInfo.of(headers.fields()));
    this.boundaries = List.copyOf(otherBoundaries);
  }

  /** The boundary in a Content-Type field, if there is one. */
  public static Optional<String> boundary(HeaderField contentType) {
    return ContentInfo.of(List.of(contentType)).boundary();
  }

  BodyText text() {
    return text;
  }

  List<String> boundaries() {
    return boundaries;
  }

  /** Returns true if this is the body that was signed. */
  public boolean matches(BodyTarget target) {
    return new Probe(target, new Effort(Long.MAX_VALUE))
        .matches(CanonicalText.of(text, target.form()));
  }

  /** Its hash, as a signature with these claims hashes it. */
  public byte[] hash(BodyTarget target) {
    byte[] octets = CanonicalText.of(text, target.form()).octets();
    return target.hash(octets, octets.length);
  }

  /** Returns true if it has no octets at all. */
  public boolean isEmpty() {
    return text.octets().isEmpty();
  }

  /** The length of its canonical form in octets. */
  public long length(Canonicalization form) {
    return CanonicalText.of(text, form).octets().length;
  }

  /** Its canonical form from an offset to the end, without white space around it. */
  public String octetsFrom(Canonicalization form, long start) {
    byte[] octets = CanonicalText.of(text, form).octets();
    int from = (int) Math.min(start, octets.length);
    return new String(octets, from, octets.length - from, ISO_8859_1).strip();
  }

  /** The headers of the parts: one of them may have been the header of the message. */
  public List<List<HeaderField>> partHeaders() {
    List<List<HeaderField>> headers = new ArrayList<>();
    text.parts().forEach(part -> headers.add(part.header()));
    return headers;
  }
}
