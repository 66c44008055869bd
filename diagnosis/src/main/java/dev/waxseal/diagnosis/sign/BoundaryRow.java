package dev.waxseal.diagnosis.sign;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shape of the boundaries that a program writes.
 *
 * @param shape a pattern for the whole boundary; its group, if it has one, is the time
 * @param clock the meaning of that group
 * @param program the program
 * @param use who uses it
 * @param mailers words of X-Mailer or User-Agent, in lower case, of those who write such boundaries
 */
record BoundaryRow(Pattern shape, Clock clock, String program, Use use, List<String> mailers) {

  BoundaryRow {
    mailers = List.copyOf(mailers);
  }

  /** Those who use a program. */
  enum Use {
    /** Authors. */
    AUTHORS,
    /** Authors, and servers, lists and gateways that change messages. */
    BOTH,
    /** Servers and filters that change messages. */
    SERVERS
  }

  /** The unit of a time within a boundary. */
  enum Clock {
    /** There is none. */
    NONE,
    /** Seconds since 1970, in decimal digits. */
    SECONDS,
    /** Milliseconds since 1970, in decimal digits. */
    MILLIS,
    /** Seconds since 1970, in hexadecimal digits. */
    HEX_SECONDS
  }

  /** The time when it was made, if it has one. */
  Optional<Instant> made(String boundary) {
    Matcher matcher = shape.matcher(boundary);
    if (clock == Clock.NONE || !matcher.matches()) {
      return Optional.empty();
    }
    String digits = matcher.group(1);
    return Optional.of(
        switch (clock) {
          case MILLIS -> Instant.ofEpochMilli(Long.parseLong(digits));
          case HEX_SECONDS -> Instant.ofEpochSecond(Long.parseLong(digits, 16));
          case SECONDS, NONE -> Instant.ofEpochSecond(Long.parseLong(digits));
        });
  }

  boolean matches(String boundary) {
    return shape.matcher(boundary).matches();
  }

  boolean isOf(String mailer) {
    return mailers.stream().anyMatch(mailer.toLowerCase(Locale.ROOT)::contains);
  }
}
