package dev.waxseal.cli.page;

import static j2html.TagCreator.code;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.header;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.ul;

import dev.waxseal.cli.page.Groups.Group;
import dev.waxseal.cli.ready.Evidence;
import dev.waxseal.cli.text.SafeText;
import j2html.tags.DomContent;
import j2html.tags.specialized.HeaderTag;
import j2html.tags.specialized.SectionTag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The page of what reports say. */
public final class ReportsPage {

  private static final int SOURCES = 25;
  private static final int FEW = 3;

  private final ReportsPicture picture;

  private ReportsPage(ReportsPicture picture) {
    this.picture = picture;
  }

  /**
   * The whole page.
   *
   * @param about the domain, or what else the reports are about
   * @param picture what the reports say
   * @param readiness the section on readiness, if a single domain is asked for
   */
  public static String of(String about, ReportsPicture picture, List<DomContent> readiness) {
    ReportsPage page = new ReportsPage(picture);
    List<DomContent> sections = new ArrayList<>(readiness);
    sections.addAll(page.sections());
    return new PageFrame(
            "Reports about " + about,
            PageFrame.resource("reports.css"),
            "Made by Waxseal from the DMARC reports in the store only.")
        .around(page.top(about), sections.toArray(DomContent[]::new));
  }

  private List<DomContent> sections() {
    List<DomContent> all = new ArrayList<>();
    all.add(days());
    if (picture.all().all() > 0) {
      all.add(sources());
    }
    if (picture.all().failed() > 0) {
      all.add(failures());
      all.add(rescues());
    }
    if (picture.receivers().size() > 0) {
      all.add(receivers());
    }
    if (picture.apartReports() > 0) {
      all.add(apart());
    }
    return all;
  }

  private HeaderTag top(String about) {
    String period =
        picture.days().isEmpty()
            ? "no day"
            : picture.days().firstKey() + " to " + picture.days().lastKey();
    return header(
        h1(span("Reports about " + SafeText.of(about))),
        line("Period", period),
        line(
            "Reports",
            Evidence.number(picture.counted())
                + ", from "
                + Evidence.plural(picture.receivers().size(), "receiver")),
        line("Messages", Evidence.number(picture.all().all())));
  }

  private static DomContent line(String name, String value) {
    return p(span(name).withClass("kind"), span(" " + value)).withClass("line1");
  }

  private SectionTag days() {
    if (picture.days().isEmpty()) {
      return section(
          h2("Mail by day"),
          p("No report counts: DKIM vouches for none of their mails.").withClass("quiet"));
    }
    Chart chart = Chart.of(picture.days());
    return section(
            h2(chart.isWeekly() ? "Mail by week" : "Mail by day"),
            legend(),
            div(chart.draw()).withClass("scroll"))
        .withId("days");
  }

  private DomContent legend() {
    return div(each(
            Arrays.asList(Outcome.values()),
            it ->
                span(
                        span().withClass("dot " + it.css()),
                        span(it.words() + " "),
                        strong(Evidence.number(picture.all().of(it))))
                    .withClass("key")))
        .withClass("legend");
  }

  private SectionTag sources() {
    return section(
            h2("Where it comes from"),
            GroupTable.of("Source", picture.sources().first(SOURCES)),
            p("A source is a named host, the domain that vouches for the mail, or a network.")
                .withClass("quiet"))
        .withId("sources");
  }

  private SectionTag failures() {
    List<DomContent> items = new ArrayList<>();
    picture.causes().entrySet().stream()
        .sorted((a, b) -> Long.compare(b.getValue().all(), a.getValue().all()))
        .forEach(entry -> items.add(cause(entry)));
    return section(
            h2("What fails, and why"), ul(each(items, item -> item)).withClass("findings causes"))
        .withId("failures");
  }

  private DomContent cause(Map.Entry<Cause, Outcomes> entry) {
    List<String> from = new ArrayList<>();
    for (Group group : picture.sources(entry.getKey()).first(FEW + 1)) {
      from.add(SafeText.of(group.name()) + " (" + Evidence.number(group.outcomes().all()) + ")");
    }
    return li(
        strong(Evidence.number(entry.getValue().all())).withClass("count"),
        div(
            div(entry.getKey().sentence()),
            Chart.share(entry.getValue()),
            div("from " + String.join(", ", from)).withClass("quiet")));
  }

  private SectionTag rescues() {
    long rescued = picture.all().of(Outcome.RESCUED);
    long stopped = picture.all().of(Outcome.STOPPED);
    DomContent told =
        rescued == 0
            ? p("No receiver delivered failing mail because of a seal or an override.")
                .withClass("quiet")
            : ul(each(
                    picture.rescues().first(SOURCES),
                    it ->
                        li(
                            strong(Evidence.number(it.outcomes().all())).withClass("count"),
                            span(SafeText.of(it.name())))))
                .withClass("findings");
    return section(
            h2("What seals and overrides rescued"),
            p(
                Evidence.number(rescued)
                    + " of "
                    + Evidence.plural(picture.all().failed(), "failing message")
                    + " were delivered with a reason; "
                    + Evidence.number(stopped)
                    + " were quarantined or refused."),
            told)
        .withId("rescued");
  }

  private SectionTag receivers() {
    return section(
            h2("Who reports"),
            GroupTable.of("Receiver", picture.receivers().first(SOURCES)),
            p("By the domain that signed the mail of the report.").withClass("quiet"))
        .withId("receivers");
  }

  private SectionTag apart() {
    return section(
            h2("Set apart: nobody vouches for these"),
            p(
                Evidence.plural(picture.apartReports(), "report")
                    + " may be forged, or cannot be used. They count nowhere above."),
            details(
                summary("Show what they say"),
                GroupTable.of("As the report says", picture.apart().first(SOURCES))))
        .withId("apart");
  }

  /** A record in DNS, to copy. */
  static DomContent dns(String domain, String text) {
    return div(code(
            "_dmarc."
                + domain
                + ". IN TXT \""
                + SafeText.of(text).replace("\\", "\\\\").replace("\"", "\\\"")
                + "\""))
        .withClass("dns");
  }
}
