package dev.waxseal.diagnosis.body;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.dkim.internal.Hashes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Searches for texts that were changed in two ways each: text was put in and all of it was encoded
 * again. Each text has a list of forms, the likeliest first, and so the forms of two texts are
 * tried together: first those that stand near the top of both lists.
 */
final class TextSearch {

  /** The products of two places in the lists that are tried in each round. */
  private static final List<Integer> ROUNDS = List.of(8, 40);

  /** The same for texts that nothing was put into: all. */
  private static final int ALL = 400;

  private static final int LEAVES = 3;

  /** The most pairs of pieces that read alike. */
  private static final int ALIKE = 40;

  private final BodyText body;
  private final CanonicalText text;
  private final Probe probe;
  private final List<SignedTexts> texts;

  private TextSearch(BodyText body, CanonicalText text, Probe probe) {
    this.body = body;
    this.text = text;
    this.probe = probe;
    EditSearch edits = new EditSearch(text, probe);
    this.texts =
        body.textPlaces().stream()
            .limit(LEAVES)
            .flatMap(place -> SignedTexts.of(body, place, edits, probe).stream())
            .toList();
  }

  /** The body with its texts as they were signed. */
  static Optional<Candidate> find(BodyText body, Probe probe) {
    if (probe.target().limit().isPresent()) {
      return Optional.empty();
    }
    List<Candidate> bases = bases(body);
    List<TextSearch> searches = new ArrayList<>();
    for (int round = 0; round < ROUNDS.size(); round++) {
      for (int i = 0; i < bases.size(); i++) {
        if (searches.size() == i) {
          BodyText base = bases.get(i).body();
          if (!probe.effort().take(8L * base.octets().length())) {
            return Optional.empty();
          }
          searches.add(new TextSearch(base, probe.canonical(base), probe));
        }
        int least = round == 0 ? 0 : ROUNDS.get(round - 1);
        Optional<Candidate> found = searches.get(i).find(least, ROUNDS.get(round));
        if (found.isPresent()) {
          return Optional.of(with(bases.get(i).changes(), found.get()));
        }
      }
    }
    return Optional.empty();
  }

  /** The body, and the bodies with the headers of its parts and its attachments written anew. */
  private static List<Candidate> bases(BodyText body) {
    return StructureRewritings.withoutEmptyLines(body)
        .flatMap(
            base ->
                Stream.concat(
                    Stream.of(base),
                    PartHeaderRewritings.usual(base.body()).map(it -> with(base.changes(), it))))
        .flatMap(WidthRewritings::attachments)
        .toList();
  }

  private static Candidate with(List<Change> changes, Candidate found) {
    return new Candidate(
        found.body(), Stream.concat(found.changes().stream(), changes.stream()).toList());
  }

  private Optional<Candidate> find(int least, int most) {
    if (texts.size() == 1) {
      SignedTexts only = texts.get(0);
      return first(
          Stream.concat(Stream.of(TextCut.NONE), only.cuts().few())
              .map(cut -> one(only, cut, least, most)));
    }
    Stream<Optional<Candidate>> all = Stream.empty();
    for (int i = 0; i < texts.size(); i++) {
      for (int j = i + 1; j < texts.size(); j++) {
        SignedTexts upper = texts.get(i);
        SignedTexts lower = texts.get(j);
        all =
            Stream.concat(
                all, pairs(upper, lower).map(cuts -> two(upper, lower, cuts, least, most)));
      }
    }
    return first(all);
  }

  private static Optional<Candidate> first(Stream<Optional<Candidate>> tried) {
    return tried.flatMap(Optional::stream).findFirst();
  }

  /** What was put into two texts. */
  private record Cuts(TextCut upper, TextCut lower) {

    Stream<Cuts> and(Cuts ends) {
      return upper
          .and(ends.upper)
          .flatMap(above -> lower.and(ends.lower).map(below -> new Cuts(above, below)))
          .stream();
    }
  }

  private static Stream<Cuts> pairs(SignedTexts upper, SignedTexts lower) {
    List<Cuts> tops = alike(upper.cuts().tops(), lower.cuts().tops());
    List<Cuts> ends = alike(upper.cuts().ends(), lower.cuts().ends());
    Stream<Cuts> both =
        tops.stream().limit(4).flatMap(top -> ends.stream().limit(6).flatMap(top::and));
    return Stream.of(
            Stream.of(new Cuts(TextCut.NONE, TextCut.NONE)),
            ends.stream(),
            tops.stream(),
            both,
            lower.cuts().few().map(cut -> new Cuts(TextCut.NONE, cut)),
            upper.cuts().few().map(cut -> new Cuts(cut, TextCut.NONE)))
        .flatMap(stream -> stream);
  }

  /** Pieces of two texts that read alike: those with the same words first. */
  private static List<Cuts> alike(List<TextCut> upper, List<TextCut> lower) {
    return Stream.concat(
            pairs(upper, lower, TextCut::readsAs),
            pairs(upper, lower, (one, other) -> one.resembles(other) && !one.readsAs(other)))
        .limit(ALIKE)
        .toList();
  }

  private static Stream<Cuts> pairs(
      List<TextCut> upper, List<TextCut> lower, BiPredicate<TextCut, TextCut> rule) {
    record Ranked(int rank, Cuts cuts) {}
    List<Ranked> pairs = new ArrayList<>();
    for (int i = 0; i < upper.size(); i++) {
      for (int j = 0; j < lower.size(); j++) {
        if (rule.test(upper.get(i), lower.get(j))) {
          pairs.add(new Ranked(i + j, new Cuts(upper.get(i), lower.get(j))));
        }
      }
    }
    return pairs.stream().sorted(Comparator.comparingInt(Ranked::rank)).map(Ranked::cuts);
  }

  private Optional<Candidate> one(SignedTexts only, TextCut cut, int least, int most) {
    for (int i = least; i < most; i++) {
      Optional<SignedTexts.Form> form = only.without(cut, i, probe);
      if (form.isEmpty()) {
        return Optional.empty();
      }
      if (ends(before(form.get()), form.get())) {
        return Optional.of(new Candidate(body.with(form.get().edit()), only.changes(form.get())));
      }
    }
    return Optional.empty();
  }

  private Optional<Candidate> two(
      SignedTexts upper, SignedTexts lower, Cuts cuts, int from, int to) {
    boolean isWhole = cuts.upper().equals(TextCut.NONE) && cuts.lower().equals(TextCut.NONE);
    if (isWhole && from > 0) {
      return Optional.empty();
    }
    int least = from;
    int most = isWhole ? ALL : to;
    for (int i = 0; i < most; i++) {
      Optional<SignedTexts.Form> above = upper.without(cuts.upper(), i, probe);
      if (above.isEmpty()) {
        return Optional.empty();
      }
      Optional<Candidate> found =
          below(upper, above.get(), lower, cuts.lower(), least / (i + 1), most / (i + 1));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Tries the forms of the lower text that stand at some places of its list. */
  private Optional<Candidate> below(
      SignedTexts upper, SignedTexts.Form above, SignedTexts lower, TextCut cut, int from, int to) {
    MessageDigest digest = before(above);
    boolean isFed = false;
    for (int j = from; j < to; j++) {
      Optional<SignedTexts.Form> form = lower.without(cut, j, probe);
      if (form.isEmpty()) {
        return Optional.empty();
      }
      if (!isFed) {
        above.feed(digest);
        feed(digest, above.edit().to(), form.get().edit().from());
        isFed = true;
      }
      if (ends(Hashes.copy(digest), form.get())) {
        return Optional.of(found(upper, above, lower, form.get()));
      }
    }
    return Optional.empty();
  }

  private MessageDigest before(SignedTexts.Form form) {
    MessageDigest digest = Hashes.sha256();
    feed(digest, 0, form.edit().from());
    return digest;
  }

  private void feed(MessageDigest digest, int from, int to) {
    int length = text.start(to) - text.start(from);
    if (probe.effort().take(length)) {
      digest.update(text.octets(), text.start(from), length);
    }
  }

  private boolean ends(MessageDigest digest, SignedTexts.Form form) {
    if (!probe.effort().take(form.length())) {
      return false;
    }
    form.feed(digest);
    return probe.endsWith(
        digest, text.octets(), text.start(form.edit().to()), text.octets().length);
  }

  private Candidate found(
      SignedTexts upper, SignedTexts.Form above, SignedTexts lower, SignedTexts.Form below) {
    List<Change> changes = new ArrayList<>(upper.changes(above));
    changes.addAll(lower.changes(below));
    changes.sort(Comparator.comparing(Change::kind, Comparator.comparing(Enum::ordinal)));
    return new Candidate(body.with(List.of(above.edit(), below.edit())), changes);
  }
}
