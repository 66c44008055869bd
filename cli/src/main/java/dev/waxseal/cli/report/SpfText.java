package dev.waxseal.cli.report;

import dev.waxseal.cli.lookup.Finding;
import dev.waxseal.cli.terminal.Palette;
import dev.waxseal.cli.terminal.Paragraph;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.inbound.InboundSpf;
import dev.waxseal.spf.SpfResult;
import java.util.List;
import java.util.Optional;

/** SPF for people. */
final class SpfText {

  private static final int MARGIN = 4;

  private final Palette palette;
  private final int width;

  SpfText(Palette palette, int width) {
    this.palette = palette;
    this.width = width;
  }

  /** The lines; none if there was nothing to check. */
  String of(Optional<InboundSpf> spf, List<Finding> findings) {
    return spf.map(it -> lines(it, findings)).orElse("");
  }

  private String lines(InboundSpf spf, List<Finding> findings) {
    StringBuilder text = new StringBuilder("\n  ").append(mark(spf)).append("  SPF");
    spf.domain().ifPresent(domain -> text.append(" of ").append(palette.strong(domain + "")));
    text.append(" (").append(spf.scope().word()).append(")\n");
    if (spf.check().isEmpty()) {
      line(text, "as reported by the mail server");
    } else {
      check(text, spf.check().get());
    }
    String domain = spf.domain().map(Object::toString).orElse("");
    findings.forEach(it -> text.append(it.line(domain, palette, width)));
    return text.toString();
  }

  private String mark(InboundSpf spf) {
    String word = spf.status().word();
    return switch (spf.status()) {
      case PASS -> palette.yes() + " " + palette.good(word);
      case FAIL, PERMERROR -> palette.no() + " " + palette.bad(word);
      case NONE, NEUTRAL, SOFTFAIL, TEMPERROR -> palette.open() + " " + palette.strong(word);
    };
  }

  private void check(StringBuilder text, SpfResult check) {
    String lookups = check.lookups() + " of 10 look-ups";
    if (check instanceof SpfResult.Failure failure) {
      line(text, failure.detail());
      failure
          .explanation()
          .ifPresent(words -> line(text, "the domain's own words: \"" + SafeText.of(words) + "\""));
      line(text, failure.reason() + ", " + failure.reason().section() + ", " + lookups);
    } else {
      line(text, "by " + check.mechanism().map(SafeText::of).orElse("") + ", " + lookups);
    }
  }

  private void line(StringBuilder text, String sentence) {
    text.append(Paragraph.indented(MARGIN, sentence, width));
  }
}
