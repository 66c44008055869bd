package dev.waxseal.diagnosis;

import dev.waxseal.diagnosis.body.ArrivedBody;
import dev.waxseal.diagnosis.body.LargeBody;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.List;
import java.util.Optional;

/**
 * A way to read a message: as it arrived, or with its line ends restored. For one thread.
 *
 * @param bodies compares its body with what was signed
 * @param headers compares its header with what was signed
 * @param parts the headers of its parts
 */
record Reading(BodyExplainer bodies, HeaderExplainer headers, List<List<HeaderField>> parts) {

  Reading {
    parts = List.copyOf(parts);
  }

  /**
   * A reading.
   *
   * @param octets the body, if it was kept
   * @param boundaries other boundaries that may have separated its parts
   */
  static Reading of(
      Headers headers,
      Optional<byte[]> octets,
      List<String> boundaries,
      Diagnostician.SearchLimits limits) {
    boolean isLarge = octets.filter(it -> it.length > limits.bodyOctets()).isPresent();
    Optional<ArrivedBody> body =
        octets.filter(it -> !isLarge).map(it -> new ArrivedBody(headers, it, boundaries));
    Optional<LargeBody> largeBody =
        octets.filter(it -> isLarge).map(it -> new LargeBody(headers, it));
    List<List<HeaderField>> parts = body.map(ArrivedBody::partHeaders).orElse(List.of());
    return new Reading(
        new BodyExplainer(body, largeBody, limits),
        new HeaderExplainer(headers, parts, limits),
        parts);
  }
}
