package dev.waxseal.cli.page;

import static j2html.TagCreator.article;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.ul;

import dev.waxseal.cli.text.SafeText;
import dev.waxseal.diagnosis.Diagnosis;
import dev.waxseal.diagnosis.Fact;
import dev.waxseal.diagnosis.change.Change;
import j2html.tags.DomContent;
import j2html.tags.specialized.SectionTag;
import java.util.ArrayList;
import java.util.List;

/** Each signature: its result, its key and its diagnosis. */
final class SignatureSection {

  private static final int SHOWN = 300;

  private SignatureSection() {}

  static SectionTag of(List<Signatures.Entry> signatures) {
    DomContent all =
        signatures.isEmpty()
            ? p("The message has none.").withClass("quiet")
            : div(each(signatures, entry -> card(entry, isOnlyFailure(signatures))))
                .withClass("cards");
    return section(h2("The signatures"), all).withId("signatures");
  }

  /**
   * Returns true if all findings above are of one signature, so that its card need not repeat them.
   */
  private static boolean isOnlyFailure(List<Signatures.Entry> signatures) {
    return signatures.stream().filter(entry -> entry.diagnosis().isPresent()).count() == 1;
  }

  private static DomContent card(Signatures.Entry entry, boolean isBrief) {
    List<DomContent> told = new ArrayList<>();
    entry
        .diagnosis()
        .ifPresent(
            diagnosis -> {
              told.add(outcomes(diagnosis));
              told.addAll(isBrief ? List.of() : told(diagnosis));
            });
    return article(
            h3(
                span(Integer.toString(entry.number())).withClass("badge " + entry.state().css()),
                span(" " + SafeText.ofOctets(entry.title(), SHOWN))),
            p(entry.state().badge(entry.word()), span(" " + SafeText.of(entry.sentence()))),
            p(SafeText.ofOctets(String.join(", ", entry.facts()), SHOWN)).withClass("quiet"),
            ul(each(told, item -> item)).withClass("findings"))
        .withClass(entry.state().css());
  }

  private static DomContent outcomes(Diagnosis.Signature diagnosis) {
    return li(
        Mark.NEITHER.sign(),
        span(
            "body "
                + diagnosis.body().outcome().word()
                + ", header "
                + diagnosis.header().outcome().word()));
  }

  private static List<DomContent> told(Diagnosis.Signature diagnosis) {
    List<DomContent> items = new ArrayList<>();
    for (Change change : diagnosis.changes()) {
      items.add(li(Mark.BAD.sign(), span(SafeText.of(change.sentence()))));
    }
    for (Fact fact : diagnosis.facts()) {
      items.add(li(Mark.ATTENTION.sign(), span(SafeText.of(fact.sentence()))));
    }
    return items;
  }
}
