package dev.waxseal.diagnosis.sign;

import dev.waxseal.diagnosis.body.ArrivedBody;
import dev.waxseal.mime.HeaderField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the traces of programs in a message. Immutable; share it among threads.
 *
 * @param boundaries the boundaries of the parts, the outermost first
 * @param body the body, if it was kept
 */
public record Traces(List<String> boundaries, Optional<byte[]> body) {

  private static final int MOST = 5;

  /** Copies the list. */
  public Traces {
    boundaries = List.copyOf(boundaries);
  }

  /** The boundaries in some fields. */
  public static List<String> boundaries(Stream<HeaderField> fields) {
    return fields
        .filter(field -> field.isNamed("Content-Type"))
        .flatMap(field -> ArrivedBody.boundary(field).stream())
        .distinct()
        .toList();
  }

  /** The traces of the part that is open, the weightiest first; one of each program. */
  public List<Trace> of(SignedMessage message) {
    List<Trace> all = new ArrayList<>(new FieldTraces(message).find());
    all.addAll(new BoundaryTraces(message, boundaries).find());
    body.ifPresent(it -> all.addAll(new BodyTraces(it).find(boundary(message))));
    Set<String> seen = new HashSet<>();
    return all.stream()
        .filter(trace -> trace.touches().concerns(message.open()))
        .sorted(Comparator.comparingInt(Trace::weight).reversed())
        .filter(trace -> seen.add(trace.program().orElseGet(trace::sentence)))
        .limit(MOST)
        .toList();
  }

  private static Optional<String> boundary(SignedMessage message) {
    return boundaries(message.headers().fields().stream()).stream().findFirst();
  }
}
