package dev.waxseal.cli.report;

import dev.waxseal.checklist.CheckReport;
import dev.waxseal.cli.terminal.Palette;
import dev.waxseal.cli.terminal.Paragraph;

/** The check-list for people. */
final class ChecklistText {

  private static final int MARGIN = 4;
  private static final int SENTENCES = 8;

  private final Palette palette;
  private final int width;

  ChecklistText(Palette palette, int width) {
    this.palette = palette;
    this.width = width;
  }

  /** The lines. */
  String of(CheckReport report) {
    StringBuilder text =
        new StringBuilder("\n  What large receivers ask of senders, as of " + report.date() + "\n");
    for (CheckReport.Check check : report.checks()) {
      String id = check.id() + " ".repeat(4 - check.id().length());
      text.append(
          Paragraph.of(
              "  " + mark(check) + " " + palette.strong(id),
              " ".repeat(SENTENCES),
              SENTENCES,
              check.title(),
              width));
      for (String sentence : check.sentences()) {
        text.append(Paragraph.indented(MARGIN + 4, sentence, width));
      }
    }
    return text.toString();
  }

  private String mark(CheckReport.Check check) {
    return switch (check.result()) {
      case PASSED -> palette.yes();
      case WARNING -> palette.attention();
      case FAILED -> palette.no();
      case NOT_EVALUATED -> palette.open();
    };
  }
}
