package dev.waxseal.cli.report;

import dev.waxseal.cli.path.MessagePath;
import dev.waxseal.cli.path.PathEvent;
import dev.waxseal.cli.terminal.Palette;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.inbound.InboundReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The hops of a message for people: a line each, with the delay since the hop before. */
final class PathText {

  /** The hops that are shown at the beginning and at the end. */
  private static final int HEAD = 4;

  private static final int TAIL = 6;

  /** The width of a time, which is that of an {@link Instant} in whole seconds. */
  private static final int TIME = 20;

  private static final int SHOWN = 100;
  private static final Duration LONG = Duration.ofMinutes(5);

  private final Palette palette;
  private final StringBuilder text = new StringBuilder();
  private Optional<Instant> before = Optional.empty();
  private String last = "";

  PathText(Palette palette) {
    this.palette = palette;
  }

  /** The lines; none if the header has no hop. */
  String of(InboundReport report) {
    List<PathEvent> hops =
        MessagePath.of(report).stream().filter(event -> event.kind().equals("Received")).toList();
    if (hops.isEmpty()) {
      return "";
    }
    text.append("\n  ").append(palette.open()).append(" path  ").append(summary(hops));
    text.append(", as the Received fields say");
    text.append('\n');
    int hidden = hops.size() - HEAD - TAIL;
    for (int i = 0; i < hops.size(); i++) {
      if (hidden > 1 && i >= HEAD && i < HEAD + hidden) {
        text.append(i == HEAD ? "    (" + hidden + " more)\n" : "");
      } else {
        text.append("    ").append(time(hops.get(i))).append("  ").append(server(hops.get(i)));
        text.append('\n');
      }
      before = hops.get(i).time().or(() -> before);
    }
    return text.toString();
  }

  private static String summary(List<PathEvent> hops) {
    String count = hops.size() + (hops.size() == 1 ? " hop" : " hops");
    List<Instant> times = hops.stream().flatMap(hop -> hop.time().stream()).toList();
    if (times.size() < 2) {
      return count;
    }
    Duration all = Duration.between(times.get(0), times.get(times.size() - 1));
    return all.isNegative() ? count : count + " in " + MessagePath.words(all);
  }

  /** The time of the first hop, and the delay of the others. */
  private String time(PathEvent hop) {
    if (hop.time().isEmpty()) {
      return " ".repeat(TIME - 1) + "?";
    }
    Instant time = hop.time().get();
    if (before.isEmpty()) {
      String words = time.toString();
      return words + " ".repeat(Math.max(0, TIME - words.length()));
    }
    Duration delay = Duration.between(before.get(), time);
    String words = (delay.isNegative() ? "-" : "+") + MessagePath.words(delay);
    String padding = " ".repeat(Math.max(0, TIME - words.length()));
    boolean isStriking = delay.isNegative() || delay.compareTo(LONG) >= 0;
    return padding + (isStriking ? palette.warning(words) : palette.dim(words));
  }

  /** The server, and the one that it has the message from, unless that is the hop before. */
  private String server(PathEvent hop) {
    String from =
        hop.details().stream()
            .filter(detail -> detail.startsWith("from ") && !detail.equals("from " + last))
            .findFirst()
            .map(detail -> palette.dim("  " + SafeText.ofOctets(detail, SHOWN)))
            .orElse("");
    last = hop.title();
    return SafeText.ofOctets(hop.title(), SHOWN) + from;
  }
}
