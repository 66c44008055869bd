package dev.waxseal.cli.page;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.waxseal.cli.page.Groups.Group;
import dev.waxseal.cli.ready.Evidence;
import dev.waxseal.cli.text.SafeText;
import j2html.tags.DomContent;
import j2html.tags.specialized.TrTag;
import java.util.List;

/** Groups of messages as a table with bars. */
final class GroupTable {

  private static final int SHOWN = 120;

  private GroupTable() {}

  static DomContent of(String what, List<Group> groups) {
    return div(table(
            thead(
                tr(
                    th(what),
                    th("Messages").withClass("n"),
                    th("Outcome").withClass("wide"),
                    th("Passed").withClass("n less"),
                    th("Stopped").withClass("n less"))),
            tbody(each(groups, GroupTable::row))))
        .withClass("scroll");
  }

  private static TrTag row(Group group) {
    Outcomes outcomes = group.outcomes();
    String name = SafeText.of(group.name());
    return tr(
        td(name.length() > SHOWN ? name.substring(0, SHOWN) + "..." : name).withClass("name"),
        td(Evidence.number(outcomes.all())).withClass("n"),
        td(Chart.share(outcomes)).withClass("wide"),
        td(Evidence.number(outcomes.of(Outcome.PASS))).withClass("n less"),
        td(Evidence.number(outcomes.of(Outcome.STOPPED))).withClass("n less"));
  }
}
