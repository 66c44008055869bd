package dev.waxseal.diagnosis.header;

import dev.waxseal.diagnosis.change.Change;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Guesses for Date: the same time in other notations and zones (RFC 5322 section 3.3). */
final class DateGuesses {

  private static final Pattern DATE =
      Pattern.compile(
          "\\s*(?:([A-Za-z]{3}),)?\\s*([0-9]{1,2} [A-Za-z]{3} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2})"
              + "\\s+([+-][0-9]{4}|GMT|UTC|UT)\\s*(?:\\([^)]*\\)\\s*)?");

  private static final DateTimeFormatter LOCAL = format("d MMM uuuu HH:mm:ss");

  private static final List<DateTimeFormatter> WITH_DAY =
      List.of(format(" EEE, dd MMM uuuu HH:mm:ss xx"), format(" EEE, d MMM uuuu HH:mm:ss xx"));

  private static final List<DateTimeFormatter> WITHOUT_DAY =
      List.of(format(" dd MMM uuuu HH:mm:ss xx"), format(" d MMM uuuu HH:mm:ss xx"));

  /** The offsets from UTC that are in use, the most common first. */
  private static final List<ZoneOffset> ZONES =
      Stream.of(
              "+0000", "+0100", "+0200", "-0400", "-0500", "-0700", "-0800", "-0600", "+0530",
              "+0800", "+0900", "+0300", "+1000", "+1100", "-0300", "+0700", "+0400", "+0500",
              "+0330", "+0600", "-0200", "-0230", "-0330", "-0100", "-0900", "-1000", "-1100",
              "+0430", "+0545", "+0630", "+0845", "+0930", "+1030", "+1200", "+1245", "+1300",
              "+1345", "+1400")
          .map(ZoneOffset::of)
          .toList();

  private DateGuesses() {}

  /** The guesses for a value. */
  static List<Guess> of(String value) {
    Set<String> forms = new LinkedHashSet<>();
    for (String day : List.of(value, padded(value), unpadded(value))) {
      forms.add(day);
      forms.add(day.replaceFirst("\\s*\\([^)]*\\)\\s*$", ""));
      forms.add(day.replaceFirst("[+-]0000\\s*$", "GMT"));
      forms.add(day.replaceFirst("[+-]0000\\s*$", "+0000 (UTC)"));
      forms.add(day.replaceFirst("[+-]0000\\s*$", "UT"));
      forms.add(day.replaceFirst("-0000\\s*$", "+0000"));
      forms.add(day.replaceFirst("\\+0000\\s*$", "-0000"));
      forms.add(day.replaceFirst("(?:GMT|UTC|UT)\\s*$", "+0000"));
      forms.add(day.replaceFirst("(?:GMT|UTC|UT)\\s*$", "-0000"));
    }
    forms.addAll(inOtherZones(value));
    forms.remove(value);
    return forms.stream()
        .map(
            form ->
                new Guess(Change.Kind.FIELD_REPLACED, form, "was written in another form or zone"))
        .toList();
  }

  /** The same instant in other zones, with the day in one digit or two. */
  private static List<String> inOtherZones(String value) {
    Matcher date = DATE.matcher(value);
    if (!date.matches()) {
      return List.of();
    }
    try {
      String zone =
          date.group(3).startsWith("U") || date.group(3).equals("GMT") ? "Z" : date.group(3);
      OffsetDateTime time = LocalDateTime.parse(date.group(2), LOCAL).atOffset(ZoneOffset.of(zone));
      List<DateTimeFormatter> formats = date.group(1) == null ? WITHOUT_DAY : WITH_DAY;
      return ZONES.stream()
          .map(time::withOffsetSameInstant)
          .flatMap(other -> formats.stream().map(other::format))
          .toList();
    } catch (DateTimeException e) {
      return List.of();
    }
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  private static String padded(String value) {
    return value.replaceFirst("(^|\\s)([0-9]) ", "$10$2 ");
  }

  private static String unpadded(String value) {
    return value.replaceFirst("(^|\\s)0([0-9]) ", "$1$2 ");
  }
}
