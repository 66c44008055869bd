package dev.waxseal.reports.ready;

import dev.waxseal.reports.ready.ReadinessQuestion.ListHost;
import java.util.ArrayList;
import java.util.List;

/** Names what the reports cannot tell. */
final class Unknowns {

  private final List<Unknown> all = new ArrayList<>();

  private Unknowns() {}

  static List<Unknown> of(
      ReadinessQuestion question, Losses losses, Habits habits, Publication publication) {
    Unknowns unknowns = new Unknowns();
    losses.sources().stream()
        .filter(source -> source.kind().equals(Sender.Kind.SERVICE.word()))
        .forEach(source -> unknowns.all.add(new Unknown(Unknown.Kind.WHO_IS, source.name())));
    int month = Thresholds.standard().number("month");
    Readiness.DaysAt at = publication.daysAt();
    unknowns.add(Unknown.Kind.ONE_REPORTER, losses.reporters().size() == 1);
    unknowns.add(Unknown.Kind.REPORTS_OF_UNKNOWN_ORIGIN, habits.hasUnknownOrigin());
    unknowns.add(Unknown.Kind.MONTHLY_MAIL_NOT_SEEN, losses.window().days() < month);
    unknowns.add(Unknown.Kind.QUARANTINE_NOT_OBSERVED, at.quarantine() + at.reject() == 0);
    unknowns.add(
        Unknown.Kind.SEALS_ELSEWHERE, question.lists().stream().anyMatch(ListHost::isSealing));
    unknowns.add(Unknown.Kind.LISTS_NOT_NAMED, question.lists().isEmpty());
    unknowns.add(Unknown.Kind.RECEIVERS_WITHOUT_REPORTS, true);
    unknowns.add(Unknown.Kind.REJECTED_BY_SPF, true);
    return unknowns.all;
  }

  private void add(Unknown.Kind kind, boolean holds) {
    if (holds) {
      all.add(new Unknown(kind));
    }
  }
}
