package dev.waxseal.cli.page;

import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.li;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.strong;

import dev.waxseal.cli.text.SafeText;
import dev.waxseal.dmarc.DmarcFacts;
import dev.waxseal.dmarc.DmarcResult;
import dev.waxseal.dmarc.DmarcStatus;
import dev.waxseal.dmarc.Identifier;
import dev.waxseal.dmarc.TreeWalk;
import dev.waxseal.dmarc.TreeWalk.Step;
import dev.waxseal.inbound.InboundSpf;
import dev.waxseal.spf.SpfStatus;
import j2html.tags.DomContent;
import j2html.tags.specialized.LiTag;
import j2html.tags.specialized.SectionTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** DMARC step by step: the tree walk, the record, the alignment (RFC 9989). */
final class DmarcSection {

  private static final int SHOWN = 600;

  private DmarcSection() {}

  static SectionTag of(PageContent content) {
    DmarcResult result = content.report().dmarc().result();
    DmarcFacts facts = result.facts();
    List<DomContent> told = new ArrayList<>();
    told.add(p(mark(result.status()).badge(result.status().word()), span(" " + why(result))));
    facts
        .walk()
        .ifPresent(walk -> told.add(ol(each(walk.steps(), DmarcSection::step)).withClass("walk")));
    facts
        .walk()
        .flatMap(TreeWalk::organizationalDomain)
        .ifPresent(name -> told.add(p("The organizational domain is " + name + ".")));
    facts
        .applied()
        .ifPresent(
            applied ->
                told.add(
                    p(
                        "The policy is "
                            + applied.policy().word()
                            + ", from "
                            + applied.tag().name().toLowerCase(Locale.ROOT)
                            + "= at _dmarc."
                            + applied.domain()
                            + (applied.isTesting() ? ", one level lower because of t=y." : "."))));
    facts.identifiers().forEach(identifier -> told.add(identifier(identifier)));
    content.report().spf().ifPresent(spf -> told.add(spf(spf)));
    told.add(
        p(
            "Disposition: "
                + content.report().dmarc().disposition().name().toLowerCase(Locale.ROOT)
                + "."));
    return section(h2("DMARC"), div(each(told, item -> item))).withId("dmarc");
  }

  private static String why(DmarcResult result) {
    return result instanceof DmarcResult.Failure failure
        ? SafeText.of(failure.detail() + " (" + failure.reason().section() + ")")
        : "";
  }

  private static LiTag step(Step step) {
    DomContent found =
        switch (step.kind()) {
          case FOUND -> code(SafeText.ofOctets(step.dmarcRecord().orElseThrow().text(), SHOWN));
          case NOTHING -> span("no record").withClass("quiet");
          case SEVERAL -> span("several records, so that none counts");
          case MALFORMED -> span("a record that cannot be read");
          case UNAVAILABLE -> span("DNS did not answer");
        };
    return li(strong("_dmarc." + step.domain()), span(" "), found);
  }

  private static DomContent identifier(Identifier identifier) {
    return p(
        (identifier.isAligned() ? Mark.GOOD : Mark.NEITHER).sign(),
        span(
            identifier.method().word()
                + " authenticates "
                + identifier.domain()
                + ", alignment: "
                + identifier.alignment().name().toLowerCase(Locale.ROOT)));
  }

  private static DomContent spf(InboundSpf spf) {
    return p(
        (spf.status() == SpfStatus.PASS ? Mark.GOOD : Mark.BAD).sign(),
        span(
            "SPF "
                + spf.status().word()
                + spf.domain().map(domain -> " of " + domain).orElse("")
                + " ("
                + spf.scope().word()
                + ")"));
  }

  private static Mark mark(DmarcStatus status) {
    return switch (status) {
      case PASS -> Mark.GOOD;
      case FAIL, PERMERROR -> Mark.BAD;
      case NONE, TEMPERROR -> Mark.NEITHER;
    };
  }
}
