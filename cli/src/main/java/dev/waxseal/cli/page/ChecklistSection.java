package dev.waxseal.cli.page;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.ul;

import dev.waxseal.checklist.CheckReport;
import dev.waxseal.cli.text.SafeText;
import j2html.tags.specialized.LiTag;
import j2html.tags.specialized.SectionTag;

/** The check-list: what large receivers ask of senders. */
final class ChecklistSection {

  private ChecklistSection() {}

  static SectionTag of(CheckReport report) {
    return section(
            h2("What large receivers ask of senders"),
            p("As of " + report.date() + ".").withClass("quiet"),
            ul(each(report.checks(), ChecklistSection::check)).withClass("findings"))
        .withId("checklist");
  }

  private static LiTag check(CheckReport.Check check) {
    return li(
        mark(check).sign(),
        div(
            strong(check.id() + " "),
            span(SafeText.of(check.title())),
            each(check.sentences(), sentence -> div(SafeText.of(sentence)).withClass("quiet"))));
  }

  private static Mark mark(CheckReport.Check check) {
    return switch (check.result()) {
      case PASSED -> Mark.GOOD;
      case WARNING -> Mark.ATTENTION;
      case FAILED -> Mark.BAD;
      case NOT_EVALUATED -> Mark.NEITHER;
    };
  }
}
