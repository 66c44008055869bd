package dev.waxseal.spf;

import dev.waxseal.dns.DomainName;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The terms of one record, evaluated one after another (RFC 7208 sections 4.6 and 4.7). */
final class RecordEvaluation {
  private final CheckHost check;
  private final DomainName domain;
  private final SpfRecord spfRecord;
  private final TraceBuilder trace;
  private final Mechanisms mechanisms;

  RecordEvaluation(CheckHost check, DomainName domain, SpfRecord spfRecord, TraceBuilder trace) {
    this.check = check;
    this.domain = domain;
    this.spfRecord = spfRecord;
    this.trace = trace;
    this.mechanisms = new Mechanisms(check.queries(), check.state().ip());
  }

  CompletionStage<SpfOutcome> evaluate() {
    return Steps.first(spfRecord.directives().iterator(), this::directive)
        .thenCompose(
            outcome -> outcome.map(CompletableFuture::completedStage).orElseGet(this::otherwise));
  }

  /** A outcome, if the directive ends the evaluation. */
  private CompletionStage<Optional<SpfOutcome>> directive(SpfDirective directive) {
    return switch (directive.mechanism()) {
      case ALL -> Steps.done(matched(directive, "", Optional.empty()));
      case IP4, IP6 -> mechanisms.match(directive, domain).thenApply(m -> judged(directive, "", m));
      case INCLUDE -> lookup(directive, name -> include(directive, name));
      case A, MX, PTR, EXISTS -> lookup(directive, name -> hosts(directive, name));
    };
  }

  /** Counts a directive that causes look-ups, and finds out the name that it is about. */
  private CompletionStage<Optional<SpfOutcome>> lookup(
      SpfDirective directive, Function<Target, CompletionStage<Optional<SpfOutcome>>> next) {
    if (!check.tally().takeLookup()) {
      return Steps.done(error(directive, tooManyLookups(directive)));
    }
    return directive
        .target()
        .map(text -> target(directive, text).thenCompose(next))
        .orElseGet(() -> next.apply(new Target(Optional.of(domain), "", false, Optional.empty())));
  }

  /**
   * The name that a term is about.
   *
   * @param name the name, if it is one
   * @param detail the name if it came of macros
   * @param isVoid true if the look-ups for a macro found nothing
   * @param problem the reason to end the evaluation, if there is one
   */
  private record Target(
      Optional<DomainName> name, String detail, boolean isVoid, Optional<RecordProblem> problem) {}

  /**
   * Expands a domain-spec (section 4.8). The macro p is a look-up of its own: "when evaluating the
   * "ptr" mechanism or the %{p} macro, the number of "PTR" resource records queried is included in
   * the overall limit of 10" (4.6.4).
   */
  private CompletionStage<Target> target(SpfTerm term, MacroString text) {
    if (!text.uses("p")) {
      return CompletableFuture.completedFuture(expanded(text, HostNames.UNKNOWN, false));
    }
    if (!check.tally().takeLookup()) {
      return CompletableFuture.completedFuture(
          new Target(Optional.empty(), "", false, Optional.of(tooManyLookups(term))));
    }
    return new HostNames(check.queries(), check.state().ip())
        .best(domain)
        .thenApply(named -> expanded(text, named.text(), named.isVoid()));
  }

  private Target expanded(MacroString text, String validated, boolean isVoid) {
    Optional<DomainName> name = new MacroExpander(check.state(), domain, validated).name(text);
    String detail = text.hasMacros() ? name.map(DomainName::toString).orElse("not a name") : "";
    return new Target(name, detail, isVoid, Optional.empty());
  }

  private CompletionStage<Optional<SpfOutcome>> hosts(SpfDirective directive, Target target) {
    if (target.problem().isPresent()) {
      return Steps.done(error(directive, target.problem().get()));
    }
    // Section 4.8 does not say what to do with an invalid name. It counts as no match.
    if (target.name().isEmpty() || matchesNothing(directive)) {
      return CompletableFuture.completedFuture(
          judged(directive, target.detail(), Match.no(target.isVoid())));
    }
    return mechanisms
        .match(directive, target.name().get())
        .thenApply(
            match ->
                judged(
                    directive,
                    target.detail(),
                    target.isVoid() && !match.matches() && match.problem().isEmpty()
                        ? Match.no(true)
                        : match));
  }

  /** RFC 8616 section 4. */
  private boolean matchesNothing(SpfDirective directive) {
    return directive.target().filter(check.state()::matchesNothing).isPresent();
  }

  private Optional<SpfOutcome> judged(SpfDirective directive, String detail, Match match) {
    return judged(directive, detail, match, Optional.empty());
  }

  private Optional<SpfOutcome> judged(
      SpfDirective directive, String detail, Match match, Optional<SpfTrace> nested) {
    if (match.problem().isPresent()) {
      return Optional.of(error(directive, match.problem().get()));
    }
    if (match.matches()) {
      return Optional.of(matched(directive, detail, nested));
    }
    if (match.isVoid() && !check.tally().takeVoid()) {
      return Optional.of(
          error(
              directive,
              new RecordProblem(SpfReason.TOO_MANY_VOID_LOOKUPS, "at " + at(directive))));
    }
    trace.step(directive, SpfTrace.Outcome.NOT_MATCHED, detail, nested);
    return Optional.empty();
  }

  private CompletionStage<Optional<SpfOutcome>> include(SpfDirective directive, Target target) {
    if (target.problem().isPresent()) {
      return Steps.done(error(directive, target.problem().get()));
    }
    if (matchesNothing(directive)) {
      return CompletableFuture.completedFuture(judged(directive, target.detail(), Match.NO));
    }
    Optional<DomainName> name = multiLabel(target);
    if (name.isEmpty()) {
      return Steps.done(
          error(directive, new RecordProblem(SpfReason.INCLUDE_WITHOUT_RECORD, at(directive))));
    }
    return check.of(name.get()).thenApply(inner -> included(directive, target, inner));
  }

  /** The table of section 5.2. */
  private Optional<SpfOutcome> included(SpfDirective directive, Target target, SpfOutcome inner) {
    Optional<SpfTrace> nested = Optional.of(inner.trace());
    return switch (inner.status()) {
      case PASS -> judged(directive, target.detail(), Match.YES, nested);
      case FAIL, SOFTFAIL, NEUTRAL ->
          judged(directive, target.detail(), Match.no(target.isVoid()), nested);
      case TEMPERROR, PERMERROR ->
          Optional.of(
              error(
                  directive,
                  new RecordProblem(inner.reason().orElseThrow(), inner.about()),
                  nested));
      case NONE ->
          Optional.of(
              error(
                  directive,
                  new RecordProblem(SpfReason.INCLUDE_WITHOUT_RECORD, at(directive)),
                  nested));
    };
  }

  /**
   * Nothing matched: section 4.7. {@code all} always matches, so the record has none here and
   * {@code redirect=} applies.
   */
  private CompletionStage<SpfOutcome> otherwise() {
    Optional<SpfModifier> redirect = spfRecord.redirect();
    // RFC 8616 section 4: a term with the local part of this sender does nothing.
    if (redirect.isEmpty() || check.state().matchesNothing(redirect.get().value())) {
      RecordProblem none = new RecordProblem(SpfReason.NO_MATCH, "");
      return CompletableFuture.completedFuture(SpfOutcome.problem(none, domain, trace.build()));
    }
    SpfModifier modifier = redirect.get();
    if (!check.tally().takeLookup()) {
      return CompletableFuture.completedFuture(error(modifier, tooManyLookups(modifier)));
    }
    return target(modifier, modifier.value()).thenCompose(target -> redirect(modifier, target));
  }

  /** RFC 7208 section 6.1. */
  private CompletionStage<SpfOutcome> redirect(SpfModifier modifier, Target target) {
    if (target.problem().isPresent()) {
      return CompletableFuture.completedFuture(error(modifier, target.problem().get()));
    }
    Optional<DomainName> name = multiLabel(target);
    RecordProblem without = new RecordProblem(SpfReason.REDIRECT_WITHOUT_RECORD, at(modifier));
    if (name.isEmpty()) {
      return CompletableFuture.completedFuture(error(modifier, without));
    }
    return check
        .of(name.get())
        .thenApply(
            inner -> {
              Optional<SpfTrace> nested = Optional.of(inner.trace());
              if (inner.status() == SpfStatus.NONE) {
                return error(modifier, without, nested);
              }
              trace.step(modifier, SpfTrace.Outcome.REDIRECTED, target.detail(), nested);
              return new SpfOutcome(
                  inner.reason(),
                  inner.about(),
                  inner.matched(),
                  inner.domain(),
                  inner.explanation(),
                  trace.build());
            });
  }

  /** A name that check_host() accepts as a domain: section 4.3. */
  private static Optional<DomainName> multiLabel(Target target) {
    return target.name().filter(name -> name.labelCount() > 1);
  }

  private SpfOutcome matched(SpfDirective directive, String detail, Optional<SpfTrace> nested) {
    trace.step(directive, SpfTrace.Outcome.MATCHED, detail, nested);
    return SpfOutcome.matched(
        directive, domain, spfRecord.explanation().map(SpfModifier::value), trace.build());
  }

  private SpfOutcome error(SpfTerm term, RecordProblem problem) {
    return error(term, problem, Optional.empty());
  }

  private SpfOutcome error(SpfTerm term, RecordProblem problem, Optional<SpfTrace> nested) {
    trace.step(term, SpfTrace.Outcome.ERROR, problem.about(), nested);
    return SpfOutcome.problem(problem, domain, trace.build());
  }

  private RecordProblem tooManyLookups(SpfTerm term) {
    return new RecordProblem(SpfReason.TOO_MANY_LOOKUPS, "at " + at(term));
  }

  private String at(SpfTerm term) {
    return Texts.about(term) + " of " + domain;
  }
}
