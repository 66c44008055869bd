package dev.waxseal.diagnosis.body;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.diagnosis.internal.Effort;
import dev.waxseal.diagnosis.internal.Sentences;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.internal.BodyCanonicalizer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A body that is too large for a full search. Only what was added at its ends is searched: one hash
 * of the body, asked at each place where the signed body may have ended.
 *
 * <p>Immutable; share it among threads.
 */
public final class LargeBody {

  private static final byte[] CRLF = {'\r', '\n'};
  private static final int FIRST_LINES = 8;
  private static final int LAST_LINES = 60;
  private static final int PARTS = 4;

  /** The lines of an added text that are kept to be shown. */
  private static final int SHOWN = 1_000;

  private final byte[] octets;
  private final ContentInfo content;

  /** A body. */
  public LargeBody(Headers headers, byte[] octets) {
    this.octets = octets;
    this.content = ContentInfo.of(headers.fields());
  }

  /** Returns true if this is the body that was signed. */
  public boolean matches(BodyTarget target) {
    Ends canonical = canonical(target.form());
    return new Probe(target, new Effort(Long.MAX_VALUE))
        .matches(canonical.octets, 0, canonical.length);
  }

  /** Its hash, as a signature with these claims hashes it. */
  public byte[] hash(BodyTarget target) {
    Ends canonical = canonical(target.form());
    return target.hash(canonical.octets, canonical.length);
  }

  /** What was added at its ends; empty if that does not explain the hash. */
  public Optional<List<Change>> addedAtTheEnds(BodyTarget target, Effort effort) {
    return target.limit().isPresent()
        ? Optional.empty()
        : canonical(target.form()).find(new Probe(target, effort));
  }

  private Ends canonical(Canonicalization form) {
    Ends canonical = new Ends(new byte[octets.length + CRLF.length]);
    BodyCanonicalizer canonicalizer = BodyCanonicalizer.of(form, canonical::append);
    canonicalizer.write(octets, 0, octets.length);
    canonicalizer.finish();
    return canonical;
  }

  /** The body in canonical form. */
  private final class Ends {

    private final byte[] octets;
    private int length;

    Ends(byte[] octets) {
      this.octets = octets;
    }

    void append(byte[] bytes, int offset, int count) {
      System.arraycopy(bytes, offset, octets, length, count);
      length += count;
    }

    Optional<List<Change>> find(Probe probe) {
      List<Integer> delimiters = delimiters();
      SortedSet<Integer> innerBodies = innerBodies(delimiters);
      SortedSet<Integer> ends = lastLines();
      delimiters.forEach(at -> ends.add(withoutBlankLines(at)));
      List<Integer> starts =
          Stream.concat(firstLines().stream(), innerBodies.stream()).distinct().toList();
      for (int start : starts) {
        if (!probe.effort().take(length - start)) {
          return Optional.empty();
        }
        Optional<List<Change>> found =
            from(start, ends, probe).map(end -> changes(start, end, innerBodies.contains(start)));
        if (found.isPresent()) {
          return found;
        }
        found = start > 0 ? Optional.empty() : part(delimiters, probe);
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }

    /** The end of the signed body, if it began here. */
    private Optional<Integer> from(int start, SortedSet<Integer> ends, Probe probe) {
      MessageDigest digest = probe.target().digest();
      int fed = start;
      for (int end : ends.tailSet(start + 1)) {
        digest.update(octets, fed, end - fed);
        fed = end;
        if (probe.endsHere(digest)) {
          return Optional.of(end);
        }
      }
      return Optional.empty();
    }

    /** Tries parts added at the end of the multipart, before its last boundary line. */
    private Optional<List<Change>> part(List<Integer> delimiters, Probe probe) {
      int count = delimiters.size();
      if (count < 2 || !probe.effort().take(length)) {
        return Optional.empty();
      }
      int last = delimiters.get(count - 1);
      MessageDigest digest = probe.target().digest();
      int fed = 0;
      for (int i = Math.max(1, count - 1 - PARTS); i < count - 1; i++) {
        digest.update(octets, fed, delimiters.get(i) - fed);
        fed = delimiters.get(i);
        if (probe.endsWith(digest, octets, last, length)) {
          String sentence =
              Sentences.count(count - 1 - i, "part")
                  + " "
                  + Sentences.were(count - 1 - i)
                  + " added at the end of the multipart";
          return Optional.of(List.of(added(Change.Kind.PART_ADDED, sentence, lines(fed, last))));
        }
      }
      return Optional.empty();
    }

    private List<Change> changes(int start, int end, boolean wrapped) {
      List<Change> changes = new ArrayList<>();
      if (wrapped) {
        List<String> around = new ArrayList<>(lines(0, start));
        around.addAll(lines(end, length));
        changes.add(
            added(Change.Kind.BODY_WRAPPED, "the body became a part of a multipart", around));
        return changes;
      }
      if (start > 0) {
        String sentence = counted(0, start) + " added at the top of the body";
        changes.add(new Change(Change.Kind.TEXT_PREPENDED, sentence, List.of(), lines(0, start)));
      }
      if (end < length) {
        String sentence = counted(end, length) + " appended to the body";
        changes.add(new Change(Change.Kind.TEXT_APPENDED, sentence, List.of(), lines(end, length)));
      }
      return changes;
    }

    private Change added(Change.Kind kind, String sentence, List<String> lines) {
      BodyText text = new BodyText(String.join("\r\n", lines) + "\r\n", content);
      List<String> shown = ReadableText.of(text, new LineRange(0, text.lineCount()));
      return new Change(kind, sentence, List.of(), lines, shown);
    }

    private String counted(int from, int to) {
      int count = 0;
      for (int at = from; at < to; at = nextLine(at)) {
        count++;
      }
      return Sentences.count(count, "line") + " " + Sentences.were(count);
    }

    private List<String> lines(int from, int to) {
      return new String(octets, from, to - from, ISO_8859_1).lines().limit(SHOWN).toList();
    }

    private List<Integer> firstLines() {
      List<Integer> starts = new ArrayList<>();
      for (int at = 0; at < length && starts.size() < FIRST_LINES; at = nextLine(at)) {
        starts.add(at);
      }
      return starts;
    }

    /** The ends of the last lines that are not empty. */
    private SortedSet<Integer> lastLines() {
      SortedSet<Integer> ends = new TreeSet<>();
      int end = length;
      for (int i = 0; i < LAST_LINES && end > CRLF.length; i++) {
        ends.add(withoutBlankLines(end));
        end = lineStart(end - CRLF.length);
      }
      return ends;
    }

    /** The boundary lines of the outermost multipart. */
    private List<Integer> delimiters() {
      List<Integer> found = new ArrayList<>();
      if (content.boundary().isEmpty()) {
        return found;
      }
      byte[] line = ("--" + content.boundary().get()).getBytes(ISO_8859_1);
      for (int at = indexOf(line, 0); at >= 0; at = indexOf(line, at + line.length)) {
        if (at == 0 || octets[at - 1] == '\n') {
          found.add(at);
        }
      }
      return found;
    }

    /** The bodies of the first parts: one of them may be what was signed. */
    private SortedSet<Integer> innerBodies(List<Integer> delimiters) {
      SortedSet<Integer> starts = new TreeSet<>();
      for (int delimiter : delimiters.subList(0, Math.min(PARTS, delimiters.size()))) {
        int header = indexOf(new byte[] {'\r', '\n', '\r', '\n'}, delimiter);
        if (header >= 0) {
          starts.add(header + 2 * CRLF.length);
        }
      }
      return starts;
    }

    private int nextLine(int at) {
      int end = indexOf(CRLF, at);
      return end < 0 ? length : end + CRLF.length;
    }

    /** The start of the line that an offset lies in. */
    private int lineStart(int at) {
      int start = at;
      while (start > 0 && octets[start - 1] != '\n') {
        start--;
      }
      return start;
    }

    /** The end of the last line before an offset that is not empty. */
    private int withoutBlankLines(int at) {
      int end = at;
      while (end >= 2 * CRLF.length
          && octets[end - 1] == '\n'
          && octets[end - 2] == '\r'
          && octets[end - 3] == '\n'
          && octets[end - 4] == '\r') {
        end -= CRLF.length;
      }
      return end;
    }

    private int indexOf(byte[] wanted, int from) {
      for (int at = from; at + wanted.length <= length; at++) {
        int i = 0;
        while (i < wanted.length && octets[at + i] == wanted[i]) {
          i++;
        }
        if (i == wanted.length) {
          return at;
        }
      }
      return -1;
    }
  }
}
