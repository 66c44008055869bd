package dev.waxseal.cli.page;

import static j2html.TagCreator.del;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.input;
import static j2html.TagCreator.ins;
import static j2html.TagCreator.join;
import static j2html.TagCreator.label;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.strong;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.cli.text.SafeText;
import dev.waxseal.diagnosis.Diagnosis;
import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.mime.HeaderField;
import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import j2html.tags.specialized.SectionTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The header, with the coverage of each signature and the changes. */
final class HeaderSection {

  private static final int MOST = 500;
  private static final int SHOWN = 4_000;

  private final PageContent content;
  private final List<Signatures.Entry> signatures;

  private HeaderSection(PageContent content, List<Signatures.Entry> signatures) {
    this.content = content;
    this.signatures = signatures;
  }

  static SectionTag of(PageContent content, List<Signatures.Entry> signatures) {
    return new HeaderSection(content, signatures).whole();
  }

  private SectionTag whole() {
    List<HeaderField> fields = content.report().headers().fields();
    List<DomContent> rows = new ArrayList<>();
    fields.stream().limit(MOST).forEach(field -> rows.add(field(field)));
    removed().forEach(change -> rows.add(removed(change)));
    int rest = fields.size() - MOST;
    return section(h2("The header"))
        .withId("header")
        .with(chooser())
        .with(div(each(rows, row -> row)).withClass("fields"))
        .with(rest > 0 ? p("and " + rest + " more fields").withClass("quiet") : span());
  }

  /** One button for each signature, which dims the fields that it does not cover. */
  private List<DomContent> chooser() {
    List<DomContent> buttons = new ArrayList<>();
    if (signatures.isEmpty()) {
      return buttons;
    }
    buttons.add(button("sig0", "all signatures", true));
    for (Signatures.Entry entry : signatures) {
      String text = entry.number() + " " + SafeText.ofOctets(entry.title(), 80);
      buttons.add(button("sig" + entry.number(), text, false));
    }
    return buttons;
  }

  private static DomContent button(String id, String text, boolean chosen) {
    return join(
        input().withType("radio").withName("sig").withId(id).withCondChecked(chosen),
        label(text).withFor(id));
  }

  private DivTag field(HeaderField field) {
    List<Signatures.Entry> covering =
        signatures.stream().filter(entry -> entry.covered().contains(field)).toList();
    Optional<Change> change = change(field);
    StringBuilder css = new StringBuilder("f");
    covering.forEach(entry -> css.append(" c").append(entry.number()));
    change.ifPresent(it -> css.append(" changed"));
    return div(
            div(each(
                    covering,
                    entry ->
                        span(Integer.toString(entry.number()))
                            .withClass("badge " + entry.state().css())
                            .withTitle(SafeText.ofOctets(entry.title(), 100))))
                .withClass("gutter"),
            div(value(field, change)).withClass("value"))
        .withClass(css.toString());
  }

  private static DomContent[] value(HeaderField field, Optional<Change> change) {
    List<DomContent> value = new ArrayList<>();
    value.add(strong(SafeText.ofOctets(field.name(), 100) + ":"));
    String text = " " + SafeText.ofOctets(field.value(), SHOWN);
    value.add(change.isPresent() ? ins(text) : span(text));
    change.ifPresent(
        it ->
            it.signed()
                .forEach(
                    signed ->
                        value.add(
                            div(
                                    span("signed as ").withClass("kind"),
                                    del(SafeText.ofOctets(signed, SHOWN)))
                                .withClass("was"))));
    change.ifPresent(it -> value.add(div(SafeText.of(it.sentence())).withClass("why")));
    return value.toArray(DomContent[]::new);
  }

  /** The change of a field, found by its text. */
  private Optional<Change> change(HeaderField field) {
    String text = new String(field.bytes(), ISO_8859_1).stripTrailing();
    return headerChanges()
        .filter(change -> change.arrived().stream().anyMatch(it -> it.stripTrailing().equals(text)))
        .findFirst();
  }

  private List<Change> removed() {
    return headerChanges()
        .filter(change -> change.arrived().isEmpty() && !change.signed().isEmpty())
        .distinct()
        .toList();
  }

  private static DivTag removed(Change change) {
    return div(
            div().withClass("gutter"),
            div(
                    each(
                        change.signed(),
                        signed -> div(del(SafeText.ofOctets(signed, SHOWN))).withClass("was")),
                    div(SafeText.of(change.sentence())).withClass("why"))
                .withClass("value"))
        .withClass("f changed");
  }

  private Stream<Change> headerChanges() {
    return content.diagnosis().signatures().stream()
        .map(Diagnosis.Signature::header)
        .flatMap(part -> part.changes().stream());
  }
}
