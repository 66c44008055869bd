package dev.waxseal.reports.read;

import java.io.IOException;

/** Ends the reading of a part: it is refused. Never leaves the package. */
final class RefusedException extends IOException {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 200;

  private final Refusal reason;

  RefusedException(Refusal reason, String detail) {
    super(printable(detail));
    this.reason = reason;
  }

  Refusal reason() {
    return reason;
  }

  ReadResult.Refused result() {
    return new ReadResult.Refused(reason, String.valueOf(getMessage()));
  }

  /** One line of printable ASCII. */
  private static String printable(String text) {
    StringBuilder line = new StringBuilder();
    text.chars()
        .limit(LONGEST)
        .map(c -> c < ' ' ? ' ' : c > '~' ? '?' : c)
        .forEach(line::appendCodePoint);
    return line.toString();
  }
}
