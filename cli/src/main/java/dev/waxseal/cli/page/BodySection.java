package dev.waxseal.cli.page;

import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.summary;

import dev.waxseal.cli.text.SafeText;
import dev.waxseal.diagnosis.Diagnosis;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.signature.Octets;
import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import j2html.tags.specialized.SectionTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The body, with the lines that were added and removed. */
final class BodySection {

  private static final int SHOWN = 1_000;
  private static final int CONTEXT = 4;
  private static final int LONG_RUN = 14;

  private final PageContent content;

  private BodySection(PageContent content) {
    this.content = content;
  }

  static SectionTag of(PageContent content) {
    BodySection body = new BodySection(content);
    return section(h2("The body"), p(body.legend()).withClass("quiet"), body.lines())
        .withId("body");
  }

  private String legend() {
    if (content.body().isEmpty()) {
      return "It is too large to show.";
    }
    if (signed().isPresent()) {
      return "Lines that were added (+) and removed (-) since it was signed are marked.";
    }
    return isIntact() ? "It is as signed." : "It is not known what was signed.";
  }

  private DomContent lines() {
    if (content.body().isEmpty()) {
      return div();
    }
    Optional<List<BodyLine>> lines =
        BodyLines.of(content.body().get(), signed().map(Octets::bytes), isIntact());
    return lines
        .map(BodySection::runs)
        .orElseGet(() -> div("It has too many lines to compare.").withClass("quiet"));
  }

  /** The signed body, if it is known and differs from this one. */
  private Optional<Octets> signed() {
    return content.diagnosis().signatures().stream()
        .flatMap(signature -> signature.signedBody().stream())
        .findFirst();
  }

  private boolean isIntact() {
    return content.report().dkim().results().stream().anyMatch(DkimResult.Pass.class::isInstance)
        || content.diagnosis().signatures().stream()
            .map(Diagnosis.Signature::body)
            .anyMatch(body -> body.outcome() == Diagnosis.Outcome.INTACT);
  }

  /** The lines, with long unchanged runs folded away. */
  private static DivTag runs(List<BodyLine> lines) {
    List<DomContent> runs = new ArrayList<>();
    int from = 0;
    while (from < lines.size()) {
      int to = from;
      while (to < lines.size() && lines.get(to).state() == lines.get(from).state()) {
        to++;
      }
      run(lines.subList(from, to), runs);
      from = to;
    }
    return div(each(runs, run -> run)).withClass("lines");
  }

  private static void run(List<BodyLine> run, List<DomContent> runs) {
    if (run.size() <= LONG_RUN) {
      run.forEach(line -> runs.add(line(line)));
      return;
    }
    List<BodyLine> middle = run.subList(CONTEXT, run.size() - CONTEXT);
    run.subList(0, CONTEXT).forEach(line -> runs.add(line(line)));
    runs.add(
        details(summary(middle.size() + " more lines"), each(middle, BodySection::line))
            .withClass(run.get(0).state().css()));
    run.subList(run.size() - CONTEXT, run.size()).forEach(line -> runs.add(line(line)));
  }

  private static DivTag line(BodyLine line) {
    String text = SafeText.ofLine(line.text());
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    return div(shown.isEmpty() ? " " : shown).withClass("line " + line.state().css());
  }
}
