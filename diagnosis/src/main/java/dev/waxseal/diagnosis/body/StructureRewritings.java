package dev.waxseal.diagnosis.body;

import dev.waxseal.diagnosis.change.Change;
import java.util.List;
import java.util.stream.Stream;

/** Changes of the structure of a multipart: its preamble and its boundary. */
final class StructureRewritings {

  /** Texts that programs put before the first part, for readers without MIME. */
  private static final List<String> PREAMBLES =
      List.of(
          "",
          "This is a multi-part message in MIME format.\r\n",
          "This is a multi-part message in MIME format.\r\n\r\n",
          "This is a multi-part message in MIME format\r\n",
          "This is a MIME-formatted message.\r\n",
          String.join(
              "\r\n",
              "This is a MIME-formatted message.  If you see this text it means that your",
              "E-mail software does not support MIME-formatted messages.",
              "",
              ""),
          "This is a multipart message in MIME format.\r\n\r\n",
          "This is a multi-part message in MIME format...\r\n\r\n",
          "This is a message with multiple parts in MIME format.\r\n",
          "\r\n");

  private StructureRewritings() {}

  /** Tries other texts before the first part. */
  static Stream<Candidate> preamble(BodyText arrived) {
    if (arrived.parts().isEmpty()) {
      return Stream.empty();
    }
    int first = arrived.parts().get(0).delimiter();
    String now = arrived.text(0, first);
    return PREAMBLES.stream()
        .filter(preamble -> !preamble.equals(now))
        .map(
            preamble ->
                new Candidate(
                    arrived.replacing(0, first, preamble),
                    new Change(
                        Change.Kind.PREAMBLE_CHANGED,
                        "the text before the first part was changed",
                        preamble.isEmpty() ? List.of() : preamble.lines().toList(),
                        arrived.lines(0, first))));
  }

  /** A body without empty lines before its first part, if it has such, and the body itself. */
  static Stream<Candidate> withoutEmptyLines(BodyText arrived) {
    Stream<Candidate> without =
        preamble(arrived).limit(1).filter(it -> isBlankBefore(arrived)).toList().stream();
    return Stream.concat(without, Stream.of(new Candidate(arrived, List.of())));
  }

  private static boolean isBlankBefore(BodyText arrived) {
    int first = arrived.parts().get(0).delimiter();
    return first > 0 && arrived.text(0, first).isBlank();
  }

  /** Tries other boundaries that occur in the message. */
  static Stream<Candidate> boundary(BodyText arrived, List<String> others) {
    if (!arrived.content().isMultipart()) {
      return Stream.empty();
    }
    String now = arrived.content().boundary().orElseThrow();
    return others.stream()
        .filter(other -> !other.equals(now))
        .map(
            other ->
                new Candidate(
                    arrived.with(arrived.octets().replace("--" + now, "--" + other)),
                    new Change(
                        Change.Kind.BOUNDARY_CHANGED,
                        "the boundary between the parts was changed",
                        List.of("--" + other),
                        List.of("--" + now))));
  }
}
