package dev.waxseal.cli.report;

import dev.waxseal.cli.lookup.Finding;
import dev.waxseal.cli.terminal.Palette;
import dev.waxseal.cli.terminal.Paragraph;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.dmarc.AppliedRecord;
import dev.waxseal.dmarc.DmarcFacts;
import dev.waxseal.dmarc.DmarcResult;
import dev.waxseal.dmarc.DmarcStatus;
import dev.waxseal.dmarc.Identifier;
import dev.waxseal.inbound.DmarcVerdict;
import dev.waxseal.inbound.LocalOverride;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** DMARC for people: the result, the record, the alignment and the disposition. */
final class DmarcText {

  private static final int MARGIN = 4;
  private static final int SHOWN = 300;

  private final Palette palette;
  private final int width;

  DmarcText(Palette palette, int width) {
    this.palette = palette;
    this.width = width;
  }

  /** The lines. */
  String of(DmarcVerdict verdict, List<Finding> findings) {
    DmarcResult result = verdict.result();
    DmarcFacts facts = result.facts();
    StringBuilder text = new StringBuilder("\n  ").append(mark(result.status())).append("  DMARC");
    facts.authorDomain().ifPresent(name -> text.append(" of ").append(palette.strong(name + "")));
    text.append('\n');
    if (result instanceof DmarcResult.Failure failure) {
      line(text, failure.detail());
      line(text, failure.reason() + ", " + failure.reason().section());
    }
    if (!facts.aligned().isEmpty()) {
      line(text, "aligned: " + aligned(facts));
    }
    facts.applied().ifPresent(applied -> policy(text, applied));
    String domain = facts.authorDomain().map(Object::toString).orElse("");
    findings.forEach(it -> text.append(it.line(domain, palette, width)));
    outcome(text, verdict);
    return text.toString();
  }

  private String mark(DmarcStatus status) {
    String word = status.word();
    return switch (status) {
      case PASS -> palette.yes() + " " + palette.good(word);
      case FAIL, PERMERROR -> palette.no() + " " + palette.bad(word);
      case NONE, TEMPERROR -> palette.open() + " " + palette.strong(word);
    };
  }

  private static String aligned(DmarcFacts facts) {
    return facts.aligned().stream().map(DmarcText::described).collect(Collectors.joining(", "));
  }

  private static String described(Identifier identifier) {
    return identifier.method().word()
        + " of "
        + identifier.domain()
        + " ("
        + identifier.alignment().name().toLowerCase(Locale.ROOT)
        + ")";
  }

  private void policy(StringBuilder text, AppliedRecord applied) {
    String testing = applied.isTesting() ? ", one level lower because of t=y" : "";
    line(
        text,
        "policy "
            + applied.policy().word()
            + ", from "
            + applied.tag().name().toLowerCase(Locale.ROOT)
            + "= at _dmarc."
            + applied.domain()
            + testing);
    line(text, SafeText.ofOctets(applied.dmarcRecord().text(), SHOWN));
  }

  private void outcome(StringBuilder text, DmarcVerdict verdict) {
    if (verdict.override().isPresent()) {
      LocalOverride override = verdict.override().get();
      line(
          text,
          palette.good("accepted anyway")
              + ": the trusted sealer "
              + override.sealer()
              + " saw it pass (set "
              + override.instance()
              + " of the chain)");
      return;
    }
    switch (verdict.disposition()) {
      case ACCEPT -> {}
      case DEFER ->
          line(text, "disposition: ask the sender to try again later (RFC 9989 section 7.2)");
      case QUARANTINE -> line(text, "disposition: quarantine (RFC 9989 section 7.4)");
      case REJECT -> line(text, "disposition: reject, as the operator chose");
    }
  }

  private void line(StringBuilder text, String sentence) {
    text.append(Paragraph.indented(MARGIN, sentence, width));
  }
}
