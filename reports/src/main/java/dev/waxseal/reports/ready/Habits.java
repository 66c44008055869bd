package dev.waxseal.reports.ready;

import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateRecord.AuthStatus;
import dev.waxseal.reports.AggregateRecord.DkimAuthResult;
import dev.waxseal.reports.AggregateRecord.SpfAuthResult;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What all days show together, not only those of the window: a first pass over the observations.
 */
final class Habits {

  private static final int MONDAY = 3; // the first day of 1970 was a Thursday

  private final DomainName domain;
  private final LocalDate today;
  private final int serviceWeeks;
  private final Set<String> passingKeys = new HashSet<>();
  private final Map<String, Set<Long>> weeks = new HashMap<>();
  private final Set<String> apartReports = new HashSet<>();
  private long apartMessages;
  private boolean unknownOrigin;
  private Optional<LocalDate> first = Optional.empty();
  private Optional<LocalDate> last = Optional.empty();

  private Habits(DomainName domain, LocalDate today, int serviceWeeks) {
    this.domain = domain;
    this.today = today;
    this.serviceWeeks = serviceWeeks;
  }

  static Habits of(ReadinessQuestion question, LocalDate today, Observation.All observations)
      throws IOException {
    int weeks = Thresholds.standard().number("service-weeks");
    Habits habits = new Habits(question.domain(), today, weeks);
    observations.forEach(habits::add);
    return habits;
  }

  private void add(Observation seen) {
    if (!seen.counts()) {
      apartReports.add(reportKey(seen));
      apartMessages += seen.row().count();
      unknownOrigin |= seen.reporter().origin() == Observation.Origin.UNKNOWN;
      return;
    }
    if (seen.day().isAfter(today)) {
      return;
    }
    first = Optional.of(first.filter(day -> day.isBefore(seen.day())).orElse(seen.day()));
    last = Optional.of(last.filter(day -> day.isAfter(seen.day())).orElse(seen.day()));
    for (DkimAuthResult result : seen.row().dkim()) {
      if (result.result().is(AuthStatus.PASS)) {
        passingKeys.add(key(result));
      }
    }
    if (!seen.row().policyEvaluated().passed()) {
      long week = Math.floorDiv(seen.day().toEpochDay() + MONDAY, 7L);
      strangers(seen.row())
          .forEach(
              name ->
                  weeks
                      .computeIfAbsent(seen.row().sourceIp() + ' ' + name, it -> new HashSet<>())
                      .add(week));
    }
  }

  /** The first day with a report that counts. */
  Optional<LocalDate> first() {
    return first;
  }

  /** The last day with a report that counts. */
  Optional<LocalDate> last() {
    return last;
  }

  int apartReports() {
    return apartReports.size();
  }

  long apartMessages() {
    return apartMessages;
  }

  boolean hasUnknownOrigin() {
    return unknownOrigin;
  }

  /** Returns true if a failed signature of the domain has a key with which others pass. */
  boolean isSignedOnce(AggregateRecord row) {
    return row.dkim().stream()
        .filter(result -> !result.result().is(AuthStatus.PASS))
        .filter(result -> isOurs(result.domain()))
        .anyMatch(result -> passingKeys.contains(key(result)));
  }

  /** The domain as which a source authenticates week after week. */
  Optional<String> service(AggregateRecord row) {
    return strangers(row)
        .filter(
            name ->
                weeks.getOrDefault(row.sourceIp() + ' ' + name, Set.of()).size() >= serviceWeeks)
        .findFirst();
  }

  /** What tells a report from all others. */
  static String reportKey(Observation seen) {
    return seen.reporter().id() + ' ' + seen.day() + ' ' + seen.report();
  }

  /** The other domains as which mail authenticates, DKIM first. */
  private Stream<String> strangers(AggregateRecord row) {
    Stream<String> dkim =
        row.dkim().stream()
            .filter(result -> result.result().is(AuthStatus.PASS))
            .map(DkimAuthResult::domain);
    Stream<String> spf =
        row.spf().stream()
            .filter(result -> result.result().is(AuthStatus.PASS))
            .map(SpfAuthResult::domain);
    return Stream.concat(dkim, spf)
        .filter(name -> !name.isEmpty() && !isOurs(name))
        .map(name -> name.toLowerCase(Locale.ROOT));
  }

  private boolean isOurs(String name) {
    return DomainName.parse(name).filter(it -> it.isSameOrBelow(domain)).isPresent();
  }

  private static String key(DkimAuthResult result) {
    return (result.selector().orElse("") + ' ' + result.domain()).toLowerCase(Locale.ROOT);
  }
}
