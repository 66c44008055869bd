package dev.waxseal.cli.ready;

import dev.waxseal.cli.lookup.LookupPage;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.reports.ready.Block;
import dev.waxseal.reports.ready.Mend;
import dev.waxseal.reports.ready.Readiness;
import dev.waxseal.reports.ready.Readiness.Counts;
import dev.waxseal.reports.ready.Readiness.Source;
import dev.waxseal.reports.ready.Unknown;
import dev.waxseal.reports.ready.Verdict;
import java.util.ArrayList;
import java.util.List;

/** The readiness of a domain for people: the verdict, why, what to do, what is not known. */
public final class ReadyText {

  private static final int REPORTERS = 5;
  private static final int SOURCES = 12;
  private static final int NAME = 40;

  private final LookupPage page;
  private final Readiness answer;

  public ReadyText(LookupPage page, Readiness answer) {
    this.page = page;
    this.answer = answer;
  }

  /** Writes it. */
  public void write() {
    page.title(answer.domain().toString(), verdict());
    page.paragraph(2, Readiness.RULE);
    why();
    seen();
    mends();
    next();
    page.heading("Not known");
    for (Unknown unknown : answer.unknowns()) {
      page.marked(page.palette().open(), SafeText.of(unknown.sentence()));
    }
  }

  /** The verdict in words. */
  public static String words(Readiness answer) {
    return switch (answer.verdict()) {
      case NOT_YET -> "not yet ready for quarantine or reject";
      case READY_FOR_QUARANTINE -> "ready for quarantine, not yet for reject";
      case READY_FOR_REJECT -> "ready for reject";
    };
  }

  private String verdict() {
    String words = words(answer);
    return switch (answer.verdict()) {
      case NOT_YET -> page.palette().bad(words);
      case READY_FOR_QUARANTINE -> page.palette().strong(words);
      case READY_FOR_REJECT -> page.palette().good(words);
    };
  }

  private void why() {
    page.heading("Why");
    for (Block block : answer.blocks()) {
      boolean first = block.isBeforeQuarantine() || answer.verdict() != Verdict.NOT_YET;
      page.marked(
          first ? page.palette().no() : page.palette().open(),
          SafeText.of(Evidence.of(block, answer)) + (first ? "" : " (for reject)"));
    }
    if (answer.blocks().isEmpty()) {
      page.marked(page.palette().yes(), "both months are over, and what would be lost is little");
    }
  }

  private void seen() {
    page.heading("Seen");
    page.paragraph(
        2,
        (answer.window().from() + " to " + answer.window().to() + ": ")
            + (Evidence.plural(answer.window().days(), "day") + ", reports on ")
            + (answer.window().reported() + "; in effect: none ")
            + (Evidence.plural(answer.daysAt().none(), "day") + ", quarantine ")
            + (answer.daysAt().quarantine() + ", reject " + answer.daysAt().reject()));
    page.paragraph(2, SafeText.of(reporters()));
    page.paragraph(2, sentence(answer.wanted()));
    answer
        .spared()
        .ifPresent(it -> page.paragraph(2, "of these, sp=none would spare " + sentence(it)));
    page.paragraph(
        2, Evidence.plural(answer.forged(), "message") + " look forged; p=reject is to stop these");
    if (answer.reports().apart() > 0) {
      page.paragraph(
          2,
          "set apart, since nobody vouches for them: "
              + Evidence.plural(answer.reports().apart(), "report")
              + " about "
              + Evidence.plural(answer.reports().apartMessages(), "message"));
    }
    sources();
  }

  private String reporters() {
    List<String> named = new ArrayList<>();
    answer.reporters().stream()
        .limit(REPORTERS)
        .forEach(it -> named.add(it.id() + " (" + Evidence.number(it.wanted()) + ")"));
    int more = answer.reporters().size() - named.size();
    return Evidence.plural(answer.reports().counted(), "report")
        + " of "
        + Evidence.plural(answer.reporters().size(), "receiver")
        + (named.isEmpty() ? "" : ": " + String.join(", ", named))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static String sentence(Counts counts) {
    return Evidence.plural(counts.messages(), "wanted message")
        + ": "
        + Evidence.number(counts.pass())
        + " pass, "
        + Evidence.number(counts.rescued())
        + " fail and were rescued, "
        + Evidence.number(counts.lost())
        + " are or would be lost ("
        + counts.lostPercent()
        + "%)";
  }

  private void sources() {
    if (answer.sources().isEmpty()) {
      return;
    }
    page.gap();
    page.line(page.palette().dim(row("", "", "messages", "pass", "rescued", "lost")));
    for (Source source : answer.sources().subList(0, Math.min(SOURCES, answer.sources().size()))) {
      Counts counts = source.counts();
      page.line(
          row(
              source.kind(),
              SafeText.of(source.name()),
              Evidence.number(counts.messages()),
              Evidence.number(counts.pass()),
              Evidence.number(counts.rescued()),
              Evidence.number(counts.lost())));
    }
    int more = answer.sources().size() - SOURCES;
    if (more > 0) {
      page.line("  and " + more + " more, which --json has");
    }
  }

  private String row(
      String kind, String name, String messages, String pass, String rescued, String lost) {
    int room = Math.max(16, Math.min(NAME, page.width() - 46));
    String cut = name.length() <= room ? name : name.substring(0, room - 3) + "...";
    return String.format(
        "  %-9s  %-" + room + "s %8s %7s %7s %6s", kind, cut, messages, pass, rescued, lost);
  }

  private void mends() {
    if (answer.mends().isEmpty()) {
      return;
    }
    page.heading("Mend first");
    int number = 1;
    for (Mend mend : answer.mends()) {
      page.marked(
          number++ + ".",
          SafeText.of(mend.where())
              + ": "
              + Evidence.plural(mend.messages(), "message")
              + " ("
              + mend.percent()
              + "%): "
              + mend.kind().advice());
    }
  }

  private void next() {
    boolean stays = answer.next().equals(answer.published());
    page.heading(stays ? "Publish next: nothing new, the record stays" : "Publish next");
    page.line(
        "  _dmarc."
            + answer.domain()
            + ". IN TXT \""
            + SafeText.of(answer.next()).replace("\\", "\\\\").replace("\"", "\\\"")
            + "\"");
  }
}
