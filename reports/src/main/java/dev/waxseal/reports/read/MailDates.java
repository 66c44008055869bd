package dev.waxseal.reports.read;

import dev.waxseal.reports.ReportNote.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The dates of mail (RFC 5322 section 3.3), and what programs write in their place. */
final class MailDates {

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private static final Map<String, Integer> ZONES =
      Map.of(
          "ut", 0, "utc", 0, "gmt", 0, "z", 0, "est", -5, "edt", -4, "cst", -6, "cdt", -5, "pst",
          -8, "pdt", -7);

  private static final Pattern RFC_5322 =
      Pattern.compile(
          "(?:[A-Za-z]{3}\\s*,\\s*)?([0-9]{1,2})\\s+([A-Za-z]{3})\\s+([0-9]{4})\\s+"
              + "([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?\\s+(?:([+-])([0-9]{2})([0-9]{2})|([A-Za-z]{1,5}))");

  private static final Pattern CTIME =
      Pattern.compile(
          "[A-Za-z]{3}\\s+([A-Za-z]{3})\\s+([0-9]{1,2})\\s+([0-9]{2}):([0-9]{2}):([0-9]{2})\\s+"
              + "([0-9]{4})");

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

  private MailDates() {}

  /** The instant that a date is; what is not of RFC 5322 is noted. */
  static Optional<Instant> read(String text, Notes notes) {
    String date = FeedbackFields.withoutComments(text);
    Matcher mail = RFC_5322.matcher(date);
    try {
      if (mail.matches()) {
        return Optional.of(of(mail));
      }
      notes.add(Kind.DATE_ODD, text);
      return other(date);
    } catch (DateTimeException e) {
      notes.add(Kind.DATE_ODD, text);
      return Optional.empty();
    }
  }

  private static Instant of(Matcher mail) {
    LocalDate day = day(mail.group(3), mail.group(2), mail.group(1));
    int second = mail.group(6) == null ? 0 : Math.min(59, Integer.parseInt(mail.group(6)));
    LocalTime time =
        LocalTime.of(Integer.parseInt(mail.group(4)), Integer.parseInt(mail.group(5)), second);
    return day.atTime(time).toInstant(zone(mail));
  }

  private static ZoneOffset zone(Matcher mail) {
    if (mail.group(7) == null) {
      return ZoneOffset.ofHours(ZONES.getOrDefault(mail.group(10).toLowerCase(Locale.ROOT), 0));
    }
    int minutes = Integer.parseInt(mail.group(8)) * 60 + Integer.parseInt(mail.group(9));
    return ZoneOffset.ofTotalSeconds((mail.group(7).equals("-") ? -60 : 60) * minutes);
  }

  private static Optional<Instant> other(String date) {
    Matcher ctime = CTIME.matcher(date);
    if (ctime.matches()) {
      LocalTime time =
          LocalTime.of(
              Integer.parseInt(ctime.group(3)),
              Integer.parseInt(ctime.group(4)),
              Integer.parseInt(ctime.group(5)));
      LocalDate day = day(ctime.group(6), ctime.group(1), ctime.group(2));
      return Optional.of(day.atTime(time).toInstant(ZoneOffset.UTC));
    }
    if (SECONDS.matcher(date).matches()) {
      return Optional.of(Instant.ofEpochSecond(Long.parseLong(date)));
    }
    return iso(date);
  }

  private static Optional<Instant> iso(String date) {
    String iso = date.replaceFirst("^([0-9-]{10}) ", "$1T");
    return Optional.of(
        iso.matches(".*(Z|[+-][0-9:]{2,6})$") && iso.indexOf('T') > 0
            ? OffsetDateTime.parse(iso, DateTimeFormatter.ISO_OFFSET_DATE_TIME).toInstant()
            : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
  }

  private static LocalDate day(String year, String month, String day) {
    int number = MONTHS.indexOf(month.toLowerCase(Locale.ROOT)) + 1;
    return LocalDate.of(Integer.parseInt(year), number, Integer.parseInt(day));
  }
}
