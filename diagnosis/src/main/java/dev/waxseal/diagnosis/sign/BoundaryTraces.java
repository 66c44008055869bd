package dev.waxseal.diagnosis.sign;

import dev.waxseal.diagnosis.internal.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds traces in the boundaries of a multipart. */
final class BoundaryTraces {

  private static final int LONGEST = 70; // RFC 2046 section 5.1.1

  private final SignedMessage message;
  private final List<String> boundaries;

  /**
   * For a message.
   *
   * @param boundaries its boundaries, the outermost first
   */
  BoundaryTraces(SignedMessage message, List<String> boundaries) {
    this.message = message;
    this.boundaries = boundaries.stream().filter(it -> it.length() <= LONGEST).limit(20).toList();
  }

  List<Trace> find() {
    List<Trace> traces = new ArrayList<>();
    for (String boundary : boundaries) {
      for (BoundaryRow row : ProgramTable.BOUNDARIES) {
        if (row.use() != BoundaryRow.Use.AUTHORS && row.matches(boundary)) {
          trace(boundary, row).ifPresent(traces::add);
        }
      }
    }
    return traces;
  }

  private Optional<Trace> trace(String boundary, BoundaryRow row) {
    String name = "the boundary " + boundary;
    String habit =
        ": "
            + row.program()
            + " makes such boundaries, and writes the parts anew, when it"
            + " writes a message that it has read";
    Optional<String> later =
        row.made(boundary).flatMap(made -> Later.than(message.claims().timestamp(), name, made));
    if (later.isPresent()) {
      return Optional.of(trace(95, row, later.get() + habit));
    }
    if (row.use() == BoundaryRow.Use.SERVERS) {
      return mailers().anyMatch(row::isOf)
          ? Optional.empty()
          : Optional.of(trace(75, row, name + " is there" + habit));
    }
    return mailer(row)
        .map(mailer -> name + " is not as \"" + mailer + "\" writes them")
        .or(() -> other(row).map(other -> name + " is not as the others, like " + other))
        .map(sentence -> trace(70, row, sentence + habit));
  }

  private static Trace trace(int weight, BoundaryRow row, String sentence) {
    return Trace.of(weight, Trace.Touch.BOTH, row.program(), sentence);
  }

  /** The program of the author, if it is known to write other boundaries. */
  private Optional<String> mailer(BoundaryRow row) {
    return mailers().filter(mailer -> writesOthers(mailer, row)).findFirst();
  }

  private Stream<String> mailers() {
    return message.headers().fields().stream()
        .filter(field -> field.isNamed("X-Mailer") || field.isNamed("User-Agent"))
        .map(field -> Sentences.shortened(field.value().strip(), 40));
  }

  private static boolean writesOthers(String mailer, BoundaryRow row) {
    return !row.isOf(mailer)
        && ProgramTable.BOUNDARIES.stream()
            .anyMatch(each -> !each.equals(row) && each.isOf(mailer));
  }

  /** A boundary in another style that is known. */
  private Optional<String> other(BoundaryRow row) {
    return boundaries.stream()
        .filter(
            each ->
                !row.matches(each)
                    && ProgramTable.BOUNDARIES.stream().anyMatch(known -> known.matches(each)))
        .findFirst();
  }
}
