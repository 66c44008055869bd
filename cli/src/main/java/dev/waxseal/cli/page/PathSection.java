package dev.waxseal.cli.page;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.li;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.strong;

import dev.waxseal.cli.path.MessagePath;
import dev.waxseal.cli.path.PathEvent;
import dev.waxseal.cli.text.SafeText;
import j2html.tags.DomContent;
import j2html.tags.specialized.LiTag;
import j2html.tags.specialized.SectionTag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The path of the message, hop by hop, with times and delays. */
final class PathSection {

  private static final int SHOWN = 1_000;

  private PathSection() {}

  static SectionTag of(PageContent content) {
    List<LiTag> steps = new ArrayList<>();
    Optional<Instant> before = Optional.empty();
    for (PathEvent event : MessagePath.of(content.report())) {
      steps.add(step(event, before));
      before = event.time().isPresent() ? event.time() : before;
    }
    DomContent way =
        steps.isEmpty()
            ? p("The header says nothing about it.").withClass("quiet")
            : ol(each(steps, step -> step)).withClass("path");
    return section(h2("The path of the message"), way).withId("path");
  }

  private static LiTag step(PathEvent event, Optional<Instant> before) {
    return li(
            div(
                    mark(event).sign(),
                    strong(SafeText.ofOctets(event.title(), SHOWN)),
                    span(event.kind()).withClass("kind"))
                .withClass("who"),
            each(
                event.details(),
                detail -> div(SafeText.ofOctets(detail, SHOWN)).withClass("detail")),
            time(event, before))
        .withClass(mark(event).css());
  }

  private static DomContent time(PathEvent event, Optional<Instant> before) {
    if (event.time().isEmpty()) {
      return div();
    }
    Instant time = event.time().get();
    String passed =
        before.map(earlier -> "  (" + words(Duration.between(earlier, time)) + ")").orElse("");
    return div(time + passed).withClass("time");
  }

  private static String words(Duration span) {
    return (span.isNegative() ? "-" : "+") + MessagePath.words(span);
  }

  private static Mark mark(PathEvent event) {
    return switch (event.proof()) {
      case PROVED -> Mark.GOOD;
      case BROKEN -> Mark.BAD;
      case CLAIMED -> Mark.NEITHER;
    };
  }
}
