package dev.waxseal.cli.inbox;

import dev.waxseal.cli.text.SafeText;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the store says, for people. */
final class ShowText {

  private static final int SHOWN_SOURCES = 40;

  private final StringBuilder text = new StringBuilder();

  /** The text about a survey. */
  static String of(Survey survey) {
    ShowText shown = new ShowText();
    survey.domains().forEach(shown::domain);
    shown.apart(survey.apart());
    return shown.text.isEmpty() ? "There is no report.\n" : shown.text.toString();
  }

  private void domain(String name, Tally tally) {
    line(SafeText.of(name));
    line(
        number(tally.all().all())
            + " messages, "
            + percent(tally.all().pass(), tally.all().all())
            + " pass DMARC; "
            + number(tally.reports())
            + (tally.reports() == 1 ? " report of " : " reports of ")
            + number(tally.reporters())
            + (tally.reporters() == 1 ? " reporter" : " reporters"));
    line("");
    heading("day");
    tally.days().forEach((day, counts) -> row(counts, day.toString()));
    line("");
    heading("source and the domain that it authenticates as");
    List<Tally.Group<Tally.Source>> sources = tally.sources();
    sources.stream()
        .limit(SHOWN_SOURCES)
        .forEach(group -> row(group.counts(), source(group.key())));
    if (sources.size() > SHOWN_SOURCES) {
      line("  and " + number(sources.size() - SHOWN_SOURCES) + " more: --json has them");
    }
    groups("what fails, and why", tally.failures());
    groups("why receivers did not do what the policy asks for", tally.overrides());
    line("");
  }

  private void groups(String title, List<Tally.Group<String>> groups) {
    if (!groups.isEmpty()) {
      line("");
      heading(title);
      groups.forEach(group -> row(group.counts(), group.key()));
    }
  }

  private void apart(Map<Survey.Apart, long[]> apart) {
    if (apart.isEmpty()) {
      return;
    }
    line("Apart, since they may be forged or are of no use; nothing above counts them");
    apart.forEach(
        (key, sums) ->
            line(
                String.format(
                    Locale.ROOT,
                    "%,11d messages, reports: %,d, for %s: %s",
                    sums[1],
                    sums[0],
                    key.domain().isEmpty() ? "other domains" : SafeText.of(key.domain()),
                    why(key.why()))));
  }

  private static String why(String word) {
    return switch (word) {
      case "unknown" -> "files without a mail (--vouch-for-files, if you know where they are from)";
      case "not-vouched" -> "no aligned DKIM signature of the mail passes";
      case "undecided" -> "DNS did not tell the DKIM key; read them again";
      case "not-judged" -> "their mails were not judged";
      case "period" -> "their period is too long, reversed, or in the future";
      default -> SafeText.of(word);
    };
  }

  private static String source(Tally.Source source) {
    String host = source.host().isEmpty() ? "(no address)" : SafeText.of(source.host());
    return source.domain().isEmpty() ? host : host + "  " + SafeText.of(source.domain());
  }

  private void heading(String title) {
    line("   messages        pass      spared      failed quarantined    rejected  " + title);
  }

  private void row(Counts counts, String name) {
    line(
        String.format(
            Locale.ROOT,
            "%,11d %,11d %,11d %,11d %,11d %,11d  %s",
            counts.all(),
            counts.pass(),
            counts.spared(),
            counts.failed(),
            counts.quarantined(),
            counts.rejected(),
            name));
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String percent(long part, long whole) {
    return whole == 0 ? "none" : String.format(Locale.ROOT, "%.1f%%", 100.0 * part / whole);
  }

  private void line(String words) {
    text.append(words).append('\n');
  }
}
