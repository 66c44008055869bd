package dev.waxseal.cli.page;

import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.ul;

import dev.waxseal.cli.ready.Evidence;
import dev.waxseal.cli.ready.ReadyText;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.reports.ready.Readiness;
import dev.waxseal.reports.ready.Readiness.Counts;
import dev.waxseal.reports.ready.Verdict;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/** Can the domain go on to quarantine or reject? */
public final class ReadinessSection {

  private ReadinessSection() {}

  /** The section. */
  public static DomContent of(Readiness answer) {
    List<DomContent> parts = new ArrayList<>();
    Mark mark = mark(answer.verdict());
    parts.add(h2("Ready for p=reject?"));
    parts.add(
        p(mark.sign(), strong(answer.domain() + ": " + ReadyText.words(answer)))
            .withClass("verdict"));
    parts.add(p(Readiness.RULE).withClass("quiet"));
    parts.add(tiles(answer));
    parts.add(
        ul(each(
                answer.blocks(),
                it -> li(Mark.BAD.sign(), span(SafeText.of(capital(Evidence.of(it, answer)))))))
            .withClass("findings"));
    if (!answer.mends().isEmpty()) {
      parts.add(h3("Mend first"));
      parts.add(
          ul(each(
                  answer.mends(),
                  it ->
                      li(
                          strong(Evidence.number(it.messages())).withClass("count"),
                          div(
                              div(
                                  strong(SafeText.of(it.where())),
                                  span(" " + it.percent() + "% of the wanted mail")),
                              div(capital(it.kind().advice()) + ".").withClass("quiet")))))
              .withClass("findings"));
    }
    boolean stays = answer.next().equals(answer.published());
    parts.add(h3(stays ? "Publish next: the record stays" : "Publish next"));
    parts.add(ReportsPage.dns(answer.domain().toString(), answer.next()));
    parts.add(
        details(
            summary("What these reports cannot tell"),
            ul(each(
                    answer.unknowns(),
                    it -> li(Mark.NEITHER.sign(), span(capital(SafeText.of(it.sentence()))))))
                .withClass("findings")));
    return section(each(parts, part -> part)).withId("ready").withClass(mark.css());
  }

  private static DomContent tiles(Readiness answer) {
    Counts wanted = answer.wanted();
    return div(
            tile(Evidence.number(wanted.messages()), "wanted messages"),
            tile(Evidence.number(wanted.rescued()), "fail and were rescued"),
            tile(wanted.lostPercent() + "%", "lost, or would be"),
            tile(Evidence.number(answer.forged()), "forged"),
            tile(Long.toString(answer.window().days()), "days"),
            tile(Long.toString(answer.reporters().size()), "receivers"))
        .withClass("tiles");
  }

  private static DomContent tile(String number, String words) {
    return div(strong(number), span(words)).withClass("tile");
  }

  private static String capital(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static Mark mark(Verdict verdict) {
    return switch (verdict) {
      case NOT_YET -> Mark.BAD;
      case READY_FOR_QUARANTINE -> Mark.ATTENTION;
      case READY_FOR_REJECT -> Mark.GOOD;
    };
  }
}
