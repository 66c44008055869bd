package dev.waxseal.reports.read;

import dev.waxseal.reports.ReportNote.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/** Times of RFC 3339, and what programs write in their place. */
final class JsonTimes {

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
  private static final int LONGEST = 40;

  private JsonTimes() {}

  static Optional<Instant> read(String text, Notes notes) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      if (SECONDS.matcher(text).matches()) {
        notes.add(Kind.DATE_ODD, text);
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
      }
      String time = text.replaceFirst("^([0-9-]{10}) +", "$1T");
      boolean zoned = time.matches(".{19}.*([Zz]|[+-][0-9]{2}:[0-9]{2})");
      if (!zoned || !time.equals(text)) {
        notes.add(Kind.DATE_ODD, text);
      }
      return Optional.of(
          zoned
              ? OffsetDateTime.parse(time).toInstant()
              : LocalDateTime.parse(time).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
