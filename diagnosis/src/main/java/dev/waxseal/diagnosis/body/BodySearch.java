package dev.waxseal.diagnosis.body;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.diagnosis.internal.Effort;
import dev.waxseal.mime.Canonicalization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Searches for the body that was signed: the likely candidates first, until the hash matches or the
 * effort is used up.
 */
public final class BodySearch {

  private final ArrivedBody arrived;
  private final Probe probe;

  /** For what was changed within encoded text and HTML. */
  private final Probe extra;

  /** For texts that were changed in two ways each. */
  private final Probe several;

  private final List<Rewriting> rewritings;

  /**
   * The result of a search.
   *
   * @param body the body that was signed, one character per octet
   * @param changes the changes made to it, in order
   */
  public record Found(String body, List<Change> changes) {

    /** Copies the list. */
    public Found {
      changes = List.copyOf(changes);
    }
  }

  private BodySearch(ArrivedBody arrived, BodyTarget target, Effort effort) {
    this.arrived = arrived;
    this.probe = new Probe(target, effort);
    this.extra = new Probe(target, effort.beside());
    this.several = new Probe(target, effort.beside());
    this.rewritings = rewritings(target.form());
  }

  /** The body that was signed, if it is found. */
  public static Optional<Found> find(ArrivedBody arrived, BodyTarget target, Effort effort) {
    return new BodySearch(arrived, target, effort).find();
  }

  private Optional<Found> find() {
    BodyText body = arrived.text();
    CanonicalText text = probe.canonical(body);
    Optional<Change> fault = SignerForms.find(body, text, probe);
    if (fault.isPresent()) {
      return Optional.of(new Found(body.octets(), List.of(fault.get())));
    }
    return empty(body)
        .or(() -> cut(new Candidate(body, List.of()), text, probe, false))
        .or(() -> rewritten(false))
        .or(() -> rewritten(true))
        .or(() -> cut(new Candidate(body, List.of()), text, probe, true))
        .or(() -> LineEdits.find(body, text, probe).map(BodySearch::found))
        .or(() -> withinTexts(body, text))
        .or(() -> TextSearch.find(body, several).map(BodySearch::found))
        .or(() -> InsertionSearch.glued(body, text, several).map(BodySearch::found));
  }

  /** Tries an empty body. */
  private Optional<Found> empty(BodyText body) {
    return body.lineCount() > 0 && probe.matches(probe.canonical(body.with("")))
        ? Optional.of(new Found("", Cut.changes(body, List.of(new LineRange(0, body.lineCount())))))
        : Optional.empty();
  }

  /**
   * Tries the rewritings.
   *
   * @param alsoCut true to also look for added lines in each candidate
   */
  private Optional<Found> rewritten(boolean alsoCut) {
    return rewritings.stream()
        .flatMap(rewriting -> rewriting.undo(arrived.text()))
        .takeWhile(candidate -> probe.effort().has(candidate.body().octets().length()))
        .flatMap(candidate -> test(candidate, alsoCut).stream())
        .findFirst();
  }

  private Optional<Found> test(Candidate candidate, boolean alsoCut) {
    CanonicalText text = probe.canonical(candidate.body());
    if (alsoCut) {
      return cut(candidate, text, probe, false);
    }
    return probe.matches(text) ? Optional.of(found(candidate)) : Optional.empty();
  }

  private Optional<Found> inserted(Candidate candidate, CanonicalText text) {
    return InsertionSearch.find(candidate.body(), text, extra)
        .map(
            before ->
                new Found(
                    before.body().octets(),
                    Stream.concat(before.changes().stream(), candidate.changes().stream())
                        .toList()));
  }

  /** Tries changes within encoded text and within HTML. */
  private Optional<Found> withinTexts(BodyText body, CanonicalText text) {
    return inserted(new Candidate(body, List.of()), text)
        .or(() -> within(encoded(), this::exact))
        .or(() -> within(ContentRewritings.undo(body), this::inserted))
        .or(() -> within(encoded(), this::cut));
  }

  /** What programs write again in encoded text and in the headers of parts. */
  private Stream<Candidate> encoded() {
    BodyText body = arrived.text();
    return Stream.of(
            LinkRewritings.encodedLinks(body, extra),
            WidthRewritings.undo(body),
            PartHeaderRewritings.undo(body),
            LinkRewritings.otherLinks(body, extra))
        .flatMap(stream -> stream);
  }

  private Optional<Found> within(
      Stream<Candidate> candidates, BiFunction<Candidate, CanonicalText, Optional<Found>> test) {
    return candidates
        .takeWhile(candidate -> extra.effort().has(candidate.body().octets().length()))
        .flatMap(candidate -> test.apply(candidate, extra.canonical(candidate.body())).stream())
        .findFirst();
  }

  private Optional<Found> exact(Candidate candidate, CanonicalText text) {
    return extra.matches(text) ? Optional.of(found(candidate)) : Optional.empty();
  }

  private Optional<Found> cut(Candidate candidate, CanonicalText text) {
    return cut(candidate, text, extra, false).or(() -> inserted(candidate, text));
  }

  private Optional<Found> cut(
      Candidate candidate, CanonicalText text, Probe probe, boolean thorough) {
    return CutSearch.find(candidate.body(), text, probe, thorough)
        .map(
            added -> {
              List<Change> cuts = Cut.changes(candidate.body(), added);
              List<Change> changes = new ArrayList<>(cuts);
              candidate.changes().forEach(change -> changes.add(within(cuts, change)));
              return new Found(candidate.body().without(added).octets(), changes);
            });
  }

  /**
   * A change of a part. Where the whole body became that part, the header of the part was not
   * signed with it, and so the encoding that it had before is not known.
   */
  private static Change within(List<Change> cuts, Change change) {
    boolean isWrapped = cuts.stream().anyMatch(cut -> cut.kind() == Change.Kind.BODY_WRAPPED);
    return isWrapped && change.kind() == Change.Kind.TRANSFER_ENCODING_CHANGED
        ? Change.of(
            change.kind(), "the body was encoded when it became a part: decoded, it is as signed")
        : change;
  }

  private List<Rewriting> rewritings(Canonicalization form) {
    Stream<Rewriting> all =
        Stream.of(
            LineRewritings::fromLines,
            LayoutRewritings::lineEnds,
            LayoutRewritings::wrapped,
            LineRewritings::dots,
            LinkRewritings::links,
            StructureRewritings::preamble,
            body -> StructureRewritings.boundary(body, arrived.boundaries()),
            LayoutRewritings::blankLines,
            LineRewritings::someFromLines,
            FlowedRewritings::undo);
    Stream<Rewriting> simple =
        form == Canonicalization.SIMPLE
            ? Stream.of(LineRewritings::trailingSpace, LineRewritings::tabs)
            : Stream.empty();
    return Stream.of(all, simple, Stream.<Rewriting>of(ContentRewritings::undo))
        .flatMap(stream -> stream)
        .toList();
  }

  private static Found found(Candidate candidate) {
    return new Found(candidate.body().octets(), candidate.changes());
  }
}
