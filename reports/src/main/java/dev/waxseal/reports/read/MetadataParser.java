package dev.waxseal.reports.read;

import dev.waxseal.reports.AggregateReport.Metadata;
import dev.waxseal.reports.ReportNote.Kind;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a {@code report_metadata} (RFC 9990 sections 3.1.1.3 and 3.1.1.4). */
final class MetadataParser {

  private static final Pattern SECONDS = Pattern.compile("\\+?([0-9]{1,12})");
  private static final Pattern FRACTION = Pattern.compile("\\+?([0-9]{1,12})[.][0-9]*");
  private static final Pattern DATE =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9:.]{5,18})(Z|UTC| UTC|[+-][0-9:]{4,6})?");

  private static final Pattern ADDRESS =
      Pattern.compile("[!#-'*+/-9=?A-Z^-~.-]{1,64}@[A-Za-z0-9.-]{1,255}");

  private static final String DOT_ATOM = "[!#-'*+/-9=?A-Z^-~-]+(?:[.][!#-'*+/-9=?A-Z^-~-]+)*";

  /** {@code ridtxt} with or without angle brackets (RFC 9990 section 3.5.1). */
  private static final Pattern REPORT_ID = Pattern.compile(DOT_ATOM + "(?:@" + DOT_ATOM + ")?");

  /** The longest line of a mail (RFC 5322 section 2.1.1). */
  private static final int LONGEST = 998;

  private static final Duration LONG = Duration.ofDays(2);
  private static final Duration TOO_LONG = Duration.ofDays(31);
  private static final Duration AHEAD = Duration.ofDays(1);

  /** For a record that comes before the metadata. */
  static final Metadata UNKNOWN =
      new Metadata(
          "",
          "",
          "",
          Optional.empty(),
          "",
          Instant.EPOCH,
          Instant.EPOCH,
          List.of(),
          Optional.empty());

  private final Elements elements;
  private final Notes notes;
  private final ReportLimits limits;
  private boolean newForm;

  MetadataParser(Elements elements, ReportLimits limits) {
    this.elements = elements;
    this.notes = elements.notes();
    this.limits = limits;
  }

  boolean isNewForm() {
    return newForm;
  }

  /** The metadata that was entered. */
  Metadata parse(String version, Instant now) throws IOException, XmlFault {
    int level = elements.level();
    String org = null;
    String email = null;
    String contact = null;
    String id = null;
    String generator = null;
    List<String> errors = new ArrayList<>(1);
    @Nullable String[] range = null;
    for (String name = elements.next(level); !name.isEmpty(); name = elements.next(level)) {
      switch (name) {
        case "org_name" -> org = elements.text(org);
        case "email" -> email = elements.text(email);
        case "extra_contact_info" -> contact = elements.text(contact);
        case "report_id" -> id = elements.text(id);
        case "generator" -> generator = elements.text(generator);
        case "error" -> error(errors);
        case "date_range" -> {
          if (!elements.repeated(range)) {
            range = range();
          }
        }
        default -> elements.unknown();
      }
    }
    newForm |= generator != null;
    Instant begin = time(range == null ? null : range[0]);
    Instant end = time(range == null ? null : range[1]);
    period(begin, end, now);
    String address = address(email);
    return new Metadata(
        version,
        organization(org, address),
        address,
        elements.optional(contact, "extra_contact_info"),
        reportId(id),
        begin,
        end,
        errors,
        elements.optional(generator, "generator"));
  }

  /** RFC 7489 has any number of errors. */
  private void error(List<String> errors) throws IOException, XmlFault {
    if (!errors.isEmpty()) {
      notes.add(Kind.REPEATED_ELEMENT, "error");
    }
    if (errors.size() >= limits.authResults()) {
      notes.add(Kind.RESULTS_CUT, "error");
      elements.cursor().skip();
      return;
    }
    String text = elements.cursor().text();
    if (!text.isEmpty()) {
      errors.add(text);
    }
  }

  private @Nullable String[] range() throws IOException, XmlFault {
    int level = elements.level();
    String begin = null;
    String end = null;
    for (String name = elements.next(level); !name.isEmpty(); name = elements.next(level)) {
      switch (name) {
        case "begin" -> begin = elements.text(begin);
        case "end" -> end = elements.text(end);
        default -> elements.unknown();
      }
    }
    return new @Nullable String[] {begin, end};
  }

  /** Seconds since 1970, or what programs write in place of them. */
  private Instant time(@Nullable String text) throws RefusedException {
    String given = text == null ? "" : text;
    Matcher seconds = SECONDS.matcher(given);
    if (seconds.matches()) {
      return Instant.ofEpochSecond(Long.parseLong(seconds.group(1)));
    }
    Matcher fraction = FRACTION.matcher(given);
    if (fraction.matches()) {
      notes.add(Kind.DATE_ODD, given);
      return Instant.ofEpochSecond(Long.parseLong(fraction.group(1)));
    }
    Matcher date = DATE.matcher(given);
    try {
      if (date.matches()) {
        notes.add(Kind.DATE_ODD, given);
        return date(date);
      }
    } catch (DateTimeException e) {
      // it is not a date
    }
    throw new RefusedException(Refusal.NO_PERIOD, given);
  }

  private static Instant date(Matcher date) {
    String local = date.group(1) + "T" + date.group(2);
    String zone = date.group(3);
    return zone == null || zone.endsWith("Z") || zone.endsWith("UTC")
        ? LocalDateTime.parse(local).toInstant(ZoneOffset.UTC)
        : OffsetDateTime.of(LocalDateTime.parse(local), ZoneOffset.of(zone)).toInstant();
  }

  private void period(Instant begin, Instant end, Instant now) {
    Duration length = Duration.between(begin, end);
    String shown = begin.getEpochSecond() + " to " + end.getEpochSecond();
    if (length.isNegative()) {
      notes.add(Kind.PERIOD_REVERSED, shown);
    } else if (length.compareTo(TOO_LONG) > 0) {
      notes.add(Kind.PERIOD_TOO_LONG, shown);
    } else if (length.compareTo(LONG) > 0) {
      notes.add(Kind.PERIOD_LONG, shown);
    }
    if (begin.minus(AHEAD).isAfter(now)) {
      notes.add(Kind.PERIOD_IN_FUTURE, shown);
    }
  }

  private String address(@Nullable String email) {
    String text = elements.required(email, "email");
    if (!text.isEmpty() && !ADDRESS.matcher(text).matches()) {
      notes.add(Kind.EMAIL_ODD, text);
    }
    return text;
  }

  private String organization(@Nullable String org, String email) {
    String text = elements.required(org, "org_name");
    String domain = email.substring(email.lastIndexOf('@') + 1).replaceAll("[<>\\s]", "");
    if (!text.isEmpty() || domain.isEmpty() || email.indexOf('@') < 0) {
      return text;
    }
    notes.add(Kind.ORG_NAME_FROM_EMAIL, email);
    return domain;
  }

  private String reportId(@Nullable String id) {
    String text = elements.required(id, "report_id");
    boolean inBrackets = text.length() > 2 && text.startsWith("<") && text.endsWith(">");
    String bare = inBrackets ? text.substring(1, text.length() - 1) : text;
    if (!text.isEmpty() && (text.length() > LONGEST || !REPORT_ID.matcher(bare).matches())) {
      notes.add(Kind.REPORT_ID_ODD, text);
    }
    return text;
  }
}
