package dev.waxseal.cli.page;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.li;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.ul;

import dev.waxseal.cli.text.SafeText;
import dev.waxseal.diagnosis.Diagnosis;
import dev.waxseal.diagnosis.Fact;
import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.inbound.InboundFinding;
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
                .withClass("findings"))
        .withId("findings");
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
    signature.facts().stream()
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
    open("bh= of " + domain + " is not the hash of this body", signature.body())
        .ifPresent(unknown::add);
    open("b= of " + domain + " is not a signature of this header", signature.header())
        .ifPresent(unknown::add);
    unknown.forEach(sentence -> findings.put(sentence, Mark.BAD));
    if (signature.changes().isEmpty() && unknown.isEmpty()) {
      findings.put("the signature of " + domain + ": " + signature.reason().summary(), Mark.BAD);
    }
  }

  /** The sentence for a part that differs from what was signed, if it is not known how. */
  private static Optional<String> open(String difference, Diagnosis.Part part) {
    return switch (part.outcome()) {
      case NOT_EXPLAINED -> Optional.of(difference + ", and nothing that was tried explains why");
      case GAVE_UP ->
          Optional.of(difference + "; the search reached its limit without an explanation");
      case NOT_SEARCHED -> Optional.of(difference + "; it is too large for a full search");
      case MISSING ->
          Optional.of(
              difference + ": there is none here, and the one that was signed was not empty");
      case INTACT, EXPLAINED, UNDECIDED -> Optional.empty();
    };
  }
}
