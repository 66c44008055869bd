package dev.waxseal.cli.option;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** The option for the current time. */
public final class ClockOption {

  private static final String NAME = "--now";

  private ClockOption() {}

  /** Adds the option to a command. */
  public static Syntax addTo(Syntax syntax) {
    return syntax.value(
        NAME, "INSTANT", "Use this as the current time: ISO 8601, or seconds since 1970.");
  }

  /** The clock that the option sets, or the system's. */
  public static InstantSource clock(Arguments arguments) {
    Optional<String> text = arguments.value(NAME);
    if (text.isEmpty()) {
      return Clock.systemUTC();
    }
    try {
      return InstantSource.fixed(instant(text.get()));
    } catch (DateTimeException e) {
      throw arguments.wrong(
          "not a time: '" + text.get() + "'; examples are 2026-01-31T12:00:00Z and 1769860800");
    }
  }

  private static Instant instant(String text) {
    if (text.matches("[0-9]{1,11}")) {
      return Instant.ofEpochSecond(Long.parseLong(text));
    }
    if (text.indexOf('T') < 0) {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    return OffsetDateTime.parse(text).toInstant();
  }
}
