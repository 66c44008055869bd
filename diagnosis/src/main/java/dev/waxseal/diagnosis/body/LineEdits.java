package dev.waxseal.diagnosis.body;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.dkim.internal.Hashes;
import dev.waxseal.mime.Canonicalization;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** Searches for a single line that lost a character, or a single removed empty line. */
final class LineEdits {

  private final BodyText body;
  private final CanonicalText text;
  private final Probe probe;

  private LineEdits(BodyText body, CanonicalText text, Probe probe) {
    this.body = body;
    this.text = text;
    this.probe = probe;
  }

  /** The body with one line restored. */
  static Optional<Candidate> find(BodyText body, CanonicalText text, Probe probe) {
    return probe.target().limit().isPresent()
        ? Optional.empty()
        : new LineEdits(body, text, probe).find();
  }

  private Optional<Candidate> find() {
    MessageDigest digest = probe.target().digest();
    for (int line = 0; line < text.lineCount() && !probe.effort().isExhausted(); line++) {
      Optional<Candidate> found = at(line, digest);
      if (found.isPresent()) {
        return found;
      }
      digest.update(text.octets(), text.start(line), text.start(line + 1) - text.start(line));
    }
    return Optional.empty();
  }

  private Optional<Candidate> at(int line, MessageDigest before) {
    if (isMatch(before, "\r\n", line)) {
      return Optional.of(
          new Candidate(
              body.replacing(line, line, "\r\n"),
              Change.of(
                  Change.Kind.BLANK_LINES_CHANGED,
                  "an empty line was removed before line " + (line + 1))));
    }
    if (isMatch(before, ".", line)) {
      return Optional.of(edited(line, "." + body.line(line), Change.Kind.DOTS_CHANGED, "its dot"));
    }
    String spaced = body.line(line) + " ";
    if (probe.target().form() == Canonicalization.SIMPLE
        && isMatch(before, spaced + "\r\n", line + 1)) {
      return Optional.of(
          edited(line, spaced, Change.Kind.TRAILING_SPACE_REMOVED, "the space at its end"));
    }
    return Optional.empty();
  }

  /** Returns true if the lines before, these octets and the remaining lines were signed. */
  private boolean isMatch(MessageDigest before, String octets, int rest) {
    MessageDigest digest = Hashes.copy(before);
    digest.update(octets.getBytes(ISO_8859_1));
    return probe.endsWith(digest, text.octets(), text.start(rest), text.octets().length);
  }

  private Candidate edited(int line, String signed, Change.Kind kind, String what) {
    return new Candidate(
        body.replacing(line, line + 1, signed + "\r\n"),
        new Change(
            kind,
            "line " + (line + 1) + " lost " + what,
            List.of(signed),
            List.of(body.line(line))));
  }
}
