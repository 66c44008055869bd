package dev.waxseal.dkim;

import dev.waxseal.dkim.SigningSession.Caution;
import dev.waxseal.dkim.SigningSession.Caution.Kind;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.internal.LongestLine;
import java.util.ArrayList;
import java.util.List;

/** Finds the parts of a signed message that mail servers will change. */
final class Cautions {

  /** RFC 5322 section 2.1.1. */
  private static final int MOST_OCTETS = 998;

  private Cautions() {}

  /**
   * Those of a message.
   *
   * @param names the names in {@code h=}
   * @param bodyLine how long its longest line is after the header
   */
  static List<Caution> of(Headers headers, List<String> names, long bodyLine) {
    List<Caution> cautions = new ArrayList<>();
    absent(Kind.NO_DATE, "Date", headers, names, cautions);
    absent(Kind.NO_MESSAGE_ID, "Message-ID", headers, names, cautions);
    LongestLine header = new LongestLine();
    headers.forEach(field -> header.write(field.bytes(), 0, field.bytes().length));
    longLine(Kind.LONG_HEADER_LINE, "header", header.octets(), cautions);
    longLine(Kind.LONG_BODY_LINE, "body", bodyLine, cautions);
    return List.copyOf(cautions);
  }

  private static void absent(
      Kind kind, String name, Headers headers, List<String> names, List<Caution> cautions) {
    if (headers.count(name) == 0 && names.stream().anyMatch(name::equalsIgnoreCase)) {
      cautions.add(
          new Caution(
              kind,
              "there is no "
                  + name
                  + ", and its absence is signed: mail servers add one, which breaks the"
                  + " signature; add it before signing"));
    }
  }

  private static void longLine(Kind kind, String part, long octets, List<Caution> cautions) {
    if (octets > MOST_OCTETS) {
      cautions.add(
          new Caution(
              kind,
              "a line of the "
                  + part
                  + " has "
                  + octets
                  + " octets: mail servers break lines of more than 998, and the signature with"
                  + " them (RFC 5322 section 2.1.1)"));
    }
  }
}
