package dev.waxseal.cli.page;

import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.li;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.ul;

import dev.waxseal.cli.text.OpenParts;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.diagnosis.Advice;
import dev.waxseal.diagnosis.Diagnosis;
import dev.waxseal.diagnosis.Fact;
import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.inbound.InboundFinding;
import j2html.tags.specialized.DivTag;
import j2html.tags.specialized.SectionTag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The most important findings, each once. */
final class FindingsSection {

  /** The lines of added text that are shown, and the characters of each. */
  private static final int LINES = 6;

  private static final int SHOWN = 200;

  private final PageContent content;

  /** The findings with their marks, in order. */
  private final Map<String, Mark> findings = new LinkedHashMap<>();

  /** The text that a change added, as its reader sees it, by the sentence of the change. */
  private final Map<String, List<String>> added = new HashMap<>();

  private FindingsSection(PageContent content) {
    this.content = content;
  }

  static SectionTag of(PageContent content) {
    FindingsSection section = new FindingsSection(content);
    section.collect();
    return section(
            h2("What happened"),
            ul(each(
                    section.entries(),
                    entry ->
                        li(
                            entry.getValue().sign(),
                            div(
                                span(sentence(entry.getKey())),
                                each(
                                    section.added.getOrDefault(entry.getKey(), List.of()),
                                    line -> div(line).withClass("quote"))))))
                .withClass("findings"),
            each(signs(content.diagnosis()).stream().toList(), it -> it),
            each(advice(content.diagnosis().advice()).stream().toList(), it -> it))
        .withId("findings");
  }

  /** The signs of programs, apart from the findings. */
  private static Optional<DivTag> signs(Diagnosis diagnosis) {
    List<String> sentences =
        diagnosis.signatures().stream()
            .flatMap(signature -> signature.signs().stream())
            .map(Diagnosis.Sign::sentence)
            .distinct()
            .toList();
    return sentences.isEmpty()
        ? Optional.empty()
        : Optional.of(
            div(
                    h3("Not proved; look here first"),
                    ul(each(sentences, it -> li(span("?").withClass("sign"), span(sentence(it)))))
                        .withClass("findings"))
                .withClass("signs"));
  }

  private static Optional<DivTag> advice(List<Advice> all) {
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(
            div(
                    h3("What to do"),
                    dl(
                        each(
                            all,
                            it -> each(dt(sentence(it.to().word())), dd(sentence(it.sentence()))))))
                .withClass("advice"));
  }

  private List<Map.Entry<String, Mark>> entries() {
    return List.copyOf(findings.entrySet());
  }

  private static String sentence(String words) {
    String safe = SafeText.of(words);
    return safe.isEmpty() ? safe : Character.toUpperCase(safe.charAt(0)) + safe.substring(1);
  }

  private void collect() {
    List<Diagnosis.Signature> signatures = content.diagnosis().signatures();
    signatures.forEach(signature -> signature.changes().forEach(this::add));
    signatures.forEach(signature -> facts(signature, true));
    for (Diagnosis.Signature signature : signatures) {
      if (signature.instance().isEmpty()) {
        outcomes(signature);
        facts(signature, false);
      }
    }
    content.report().findings().forEach(it -> findings.put(it.detail(), mark(it.severity())));
    content.notes().forEach(note -> findings.put(note, Mark.ATTENTION));
    if (findings.isEmpty()) {
      findings.put(
          content.good() ? "nothing is wrong with this message" : content.summary(),
          content.good() ? Mark.GOOD : Mark.NEITHER);
    }
  }

  private static Mark mark(InboundFinding.Severity severity) {
    return switch (severity) {
      case ERROR -> Mark.BAD;
      case WARNING -> Mark.ATTENTION;
      case NOTE -> Mark.NEITHER;
    };
  }

  /** The facts of a signature: those that say where it broke, or all others. */
  private void facts(Diagnosis.Signature signature, boolean where) {
    OpenParts.of(signature).otherFacts().stream()
        .filter(fact -> (fact.kind() == Fact.Kind.CHANGED_BETWEEN) == where)
        .forEach(this::add);
  }

  private void add(Change change) {
    findings.put(change.sentence(), Mark.BAD);
    if (change.signed().isEmpty()) {
      added.put(
          change.sentence(),
          change.shown().stream()
              .filter(line -> !line.isBlank())
              .limit(LINES)
              .map(line -> SafeText.ofOctets(line, SHOWN))
              .toList());
    }
  }

  private void add(Fact fact) {
    findings.putIfAbsent(fact.sentence(), Mark.ATTENTION);
  }

  private void outcomes(Diagnosis.Signature signature) {
    String domain = signature.claims().map(claims -> claims.domain().toString()).orElse("?");
    List<String> unknown = new ArrayList<>();
    OpenParts open = OpenParts.of(signature);
    open.body()
        .ifPresent(
            it -> unknown.add("the body does not have the hash that " + domain + " signed: " + it));
    open.header()
        .ifPresent(
            it -> unknown.add("the signature of " + domain + " does not fit this header: " + it));
    unknown.forEach(sentence -> findings.put(sentence, Mark.BAD));
    if (signature.changes().isEmpty() && unknown.isEmpty()) {
      findings.put("the signature of " + domain + ": " + signature.reason().summary(), Mark.BAD);
    }
  }
}
