package dev.waxseal.diagnosis.body;

import dev.waxseal.dkim.internal.Hashes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Searches for lines that were added to a body. A running hash can be copied, so that trying every
 * end of a body costs little more than trying one.
 */
final class CutSearch {

  private static final int FOOTER = 60;
  private static final int FEW_FIRST_LINES = 8;
  private static final int ALL_FIRST_LINES = 40;

  private final CanonicalText text;
  private final Probe probe;
  private final boolean thorough;
  private final Removals removals;
  private final int lineCount;

  private CutSearch(BodyText body, CanonicalText text, Probe probe, boolean thorough) {
    this.text = text;
    this.probe = probe;
    this.thorough = thorough;
    this.removals = new Removals(body);
    this.lineCount = text.lineCount();
  }

  /**
   * The added lines, if this body is the signed one with lines added.
   *
   * @param text the canonical form of the body
   * @param thorough true to look everywhere, not only where lines are usually added
   */
  static Optional<List<LineRange>> find(
      BodyText body, CanonicalText text, Probe probe, boolean thorough) {
    if (body.lineCount() == 0) {
      return Optional.empty();
    }
    CutSearch search = new CutSearch(body, text, probe, thorough);
    Optional<List<LineRange>> ends = search.spans();
    if (ends.isPresent() || probe.target().limit().isPresent()) {
      return ends;
    }
    return search
        .single(search.removals.runs())
        .or(search::outerParts)
        .or(() -> thorough ? search.pairs().or(search::anywhere) : Optional.empty());
  }

  /** Tries lines added at the beginning, at the end, or at both. */
  private Optional<List<LineRange>> spans() {
    Set<Integer> endings = removals.endings();
    for (int from : removals.beginnings(thorough ? ALL_FIRST_LINES : FEW_FIRST_LINES)) {
      Optional<List<LineRange>> found = span(from, endings);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<List<LineRange>> span(int from, Set<Integer> endings) {
    if (probe.target().limit().isPresent()) {
      return from > 0 && probe.matches(text.octets(), text.start(from), text.octets().length)
          ? Optional.of(around(from, lineCount))
          : Optional.empty();
    }
    MessageDigest digest = probe.target().digest();
    int fed = text.start(from);
    if (!probe.effort().take(text.octets().length - fed)) {
      return Optional.empty();
    }
    for (int end = from + 1; end <= lineCount; end++) {
      boolean worthwhile = thorough || lineCount - end <= FOOTER || endings.contains(end);
      if (worthwhile && !text.isEmpty(end - 1)) {
        digest.update(text.octets(), fed, text.start(end) - fed);
        fed = text.start(end);
        if (probe.endsHere(digest)) {
          return Optional.of(around(from, end));
        }
      }
    }
    return Optional.empty();
  }

  private List<LineRange> around(int from, int end) {
    List<LineRange> ranges = new ArrayList<>();
    if (from > 0) {
      ranges.add(new LineRange(0, from));
    }
    if (end < lineCount) {
      ranges.add(new LineRange(end, lineCount));
    }
    return ranges;
  }

  /** Tries one run of lines that is not at the end. */
  private Optional<List<LineRange>> single(List<LineRange> runs) {
    MessageDigest digest = probe.target().digest();
    int fed = 0;
    for (LineRange run : runs) {
      digest.update(text.octets(), fed, text.start(run.from()) - fed);
      fed = text.start(run.from());
      if (probe.endsWith(digest, text.octets(), text.start(run.to()), text.octets().length)) {
        return Optional.of(List.of(run));
      }
    }
    return Optional.empty();
  }

  /** Tries parts added both before and after the others, as lists do with header and footer. */
  private Optional<List<LineRange>> outerParts() {
    for (List<LineRange> around : removals.outerParts(thorough ? 2 : 1)) {
      Optional<List<LineRange>> found = pair(around.get(0), around.subList(1, around.size()));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Tries a footer in each of two parts, as in multipart/alternative. */
  private Optional<List<LineRange>> pairs() {
    List<MimePart> leaves = removals.textLeaves();
    for (int i = 0; i < leaves.size(); i++) {
      for (int j = i + 1; j < leaves.size(); j++) {
        List<LineRange> below = removals.footersIn(leaves.get(j));
        for (LineRange above : removals.footersIn(leaves.get(i))) {
          Optional<List<LineRange>> found = pair(above, below);
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<List<LineRange>> pair(LineRange above, List<LineRange> below) {
    if (!probe.effort().take(text.start(above.from()))) {
      return Optional.empty();
    }
    MessageDigest start = probe.target().digest();
    start.update(text.octets(), 0, text.start(above.from()));
    for (LineRange run : below) {
      MessageDigest digest = Hashes.copy(start);
      int middle = text.start(above.to());
      int length = text.start(run.from()) - middle;
      if (!probe.effort().take(length)) {
        return Optional.empty();
      }
      digest.update(text.octets(), middle, length);
      if (probe.endsWith(digest, text.octets(), text.start(run.to()), text.octets().length)) {
        return Optional.of(List.of(above, run));
      }
    }
    return Optional.empty();
  }

  /** Tries every run of lines, if the effort allows it. */
  private Optional<List<LineRange>> anywhere() {
    long cost = (long) lineCount * lineCount / 2 * (text.octets().length / 3 + 300);
    if (!probe.effort().has(cost)) {
      return Optional.empty();
    }
    List<LineRange> runs = new ArrayList<>();
    for (int from = 0; from < lineCount; from++) {
      for (int to = from + 1; to < lineCount; to++) {
        runs.add(new LineRange(from, to));
      }
    }
    return single(runs);
  }
}
