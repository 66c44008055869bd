package dev.waxseal.cli.report;

import dev.waxseal.cli.terminal.Palette;
import dev.waxseal.cli.terminal.Paragraph;
import dev.waxseal.diagnosis.Advice;
import java.util.List;

/** The advice for people, at the end of the report. */
final class AdviceText {

  private static final int MARGIN = 14;

  private final Palette palette;
  private final int width;

  AdviceText(Palette palette, int width) {
    this.palette = palette;
    this.width = width;
  }

  /** The lines; none if there is no advice. */
  String of(List<Advice> all) {
    if (all.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("\n  " + palette.strong("What to do") + "\n");
    for (Advice advice : all) {
      String to = "  " + advice.to().word();
      text.append(
          Paragraph.of(
              palette.dim(to) + " ".repeat(MARGIN - to.length()),
              " ".repeat(MARGIN),
              MARGIN,
              advice.sentence(),
              width));
    }
    return text.toString();
  }
}
