package dev.waxseal.cli.page;

import static j2html.TagCreator.tag;

import j2html.tags.ContainerTag;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Messages by day as bars, drawn in SVG without a script. */
final class Chart {

  private static final int WIDTH = 960;
  private static final int HEIGHT = 220;
  private static final int LEFT = 56;
  private static final int BOTTOM = 28;
  private static final int TOP = 10;

  /** More bars are too thin; then each is a week. */
  private static final int BARS = 100;

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

  private final SortedMap<LocalDate, Outcomes> bars;
  private final boolean weekly;
  private final LocalDate first;
  private final int number;

  private Chart(SortedMap<LocalDate, Outcomes> days) {
    LocalDate last = days.lastKey();
    this.weekly = ChronoUnit.DAYS.between(days.firstKey(), last) >= BARS;
    this.bars = new TreeMap<>();
    int unit = weekly ? 7 : 1;
    LocalDate earliest = start(last).minusDays((long) unit * (BARS - 1));
    days.forEach(
        (day, outcomes) -> {
          if (!start(day).isBefore(earliest)) {
            bars.computeIfAbsent(start(day), it -> new Outcomes()).add(outcomes);
          }
        });
    this.first = bars.firstKey();
    this.number = (int) ChronoUnit.DAYS.between(first, start(last)) / unit + 1;
  }

  static Chart of(SortedMap<LocalDate, Outcomes> days) {
    return new Chart(days);
  }

  /** Returns true if each bar is a week. */
  boolean isWeekly() {
    return weekly;
  }

  ContainerTag<?> draw() {
    long most = bars.values().stream().mapToLong(Outcomes::all).max().orElse(1);
    long top = rounded(Math.max(most, 1));
    ContainerTag<?> svg =
        tag("svg")
            .attr("viewBox", "0 0 " + WIDTH + " " + HEIGHT)
            .attr("role", "img")
            .attr("aria-label", "Messages by " + (weekly ? "week" : "day") + " and outcome")
            .attr("class", "chart");
    for (int i = 0; i <= 2; i++) {
      grid(svg, top * i / 2, top);
    }
    double room = (double) (WIDTH - LEFT) / number;
    for (Map.Entry<LocalDate, Outcomes> bar : bars.entrySet()) {
      long index = ChronoUnit.DAYS.between(first, bar.getKey()) / (weekly ? 7 : 1);
      svg.with(bar(bar, LEFT + index * room, Math.min(room * 0.82, 40), top));
    }
    int step = Math.max(1, (number + 7) / 8);
    for (int i = 0; i < number; i += step) {
      LocalDate day = first.plusDays((long) i * (weekly ? 7 : 1));
      svg.with(text(LEFT + i * room, HEIGHT - 8, "start", DAY.format(day)));
    }
    return svg;
  }

  private LocalDate start(LocalDate day) {
    return weekly ? day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)) : day;
  }

  private static void grid(ContainerTag<?> svg, long value, long top) {
    double y = y(value, top);
    svg.with(
        tag("line")
            .attr("x1", LEFT)
            .attr("x2", WIDTH)
            .attr("y1", number(y))
            .attr("y2", number(y))
            .attr("class", "grid"),
        text(LEFT - 8, y + 4, "end", String.format(Locale.ROOT, "%,d", value)));
  }

  private ContainerTag<?> bar(
      Map.Entry<LocalDate, Outcomes> bar, double x, double width, long top) {
    ContainerTag<?> group = tag("g");
    StringBuilder words = new StringBuilder((weekly ? "week of " : "") + bar.getKey());
    long below = 0;
    for (Outcome outcome : Outcome.values()) {
      long messages = bar.getValue().of(outcome);
      if (messages > 0) {
        double y = y(below + messages, top);
        group.with(
            tag("rect")
                .attr("x", number(x))
                .attr("y", number(y))
                .attr("width", number(width))
                .attr("height", number(Math.max(y(below, top) - y, 0.8)))
                .attr("class", outcome.css()));
        words.append(String.format(Locale.ROOT, "%n%s: %,d", outcome.words(), messages));
        below += messages;
      }
    }
    return group.with(tag("title").withText(words.toString()));
  }

  private static double y(long value, long top) {
    return TOP + (HEIGHT - BOTTOM - TOP) * (1 - (double) value / top);
  }

  private static ContainerTag<?> text(double x, double y, String anchor, String words) {
    return tag("text")
        .attr("x", number(x))
        .attr("y", number(y))
        .attr("text-anchor", anchor)
        .withText(words);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** The next number with one digit that is not zero; at least 2, to have a half. */
  private static long rounded(long most) {
    long unit = 1;
    while (unit * 10 < most) {
      unit *= 10;
    }
    return Math.max(2, (most + unit - 1) / unit * unit);
  }

  /** A bar of the shares of all outcomes, as wide as its cell. */
  static ContainerTag<?> share(Outcomes outcomes) {
    ContainerTag<?> svg =
        tag("svg")
            .attr("viewBox", "0 0 100 10")
            .attr("preserveAspectRatio", "none")
            .attr("aria-hidden", "true")
            .attr("class", "share");
    double x = 0;
    for (Outcome outcome : Outcome.values()) {
      double width = 100.0 * outcomes.of(outcome) / Math.max(1, outcomes.all());
      if (width > 0) {
        svg.with(
            tag("rect")
                .attr("x", number(x))
                .attr("y", 0)
                .attr("width", number(width))
                .attr("height", 10)
                .attr("class", outcome.css()));
        x += width;
      }
    }
    return svg;
  }
}
