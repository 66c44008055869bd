package dev.waxseal.diagnosis.body;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.dkim.internal.Hashes;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.internal.BodyCanonicalizer;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Searches among edits of a body for the one that leads to what was signed. The hash of the lines
 * before an edit is computed once for all edits.
 */
final class EditSearch {

  private static final String CRLF = "\r\n";

  private final CanonicalText text;
  private final Probe probe;

  EditSearch(CanonicalText text, Probe probe) {
    this.text = text;
    this.probe = probe;
  }

  /**
   * Something found.
   *
   * @param what the thing whose edit was found
   * @param edit the edit
   */
  record Found<T>(T what, LineEdit edit) {}

  /** Two edits found, the upper one first. */
  record Both<T>(Found<T> upper, Found<T> lower) {}

  /**
   * The first thing of which an edit leads to what was signed.
   *
   * @param things in order of the lines that they edit
   */
  <T> Optional<Found<T>> one(List<T> things, Function<T, Stream<LineEdit>> edits) {
    return below(things, edits, 0, probe.target().digest());
  }

  /**
   * The first pair of which the edits together lead to what was signed.
   *
   * @param upper things in order of their lines
   * @param lower gives the edits that go together with one of these: in order, below its lines
   */
  <T> Optional<Both<T>> two(
      List<T> upper, Function<T, Stream<LineEdit>> edits, Function<T, List<Found<T>>> lower) {
    MessageDigest before = probe.target().digest();
    int fed = 0;
    for (T thing : upper) {
      List<Found<T>> others = lower.apply(thing);
      for (LineEdit edit : (Iterable<LineEdit>) edits.apply(thing)::iterator) {
        if (others.isEmpty() || edit.from() < fed || !isPossible(edit)) {
          continue;
        }
        before.update(text.octets(), text.start(fed), text.start(edit.from()) - text.start(fed));
        fed = edit.from();
        MessageDigest digest = Hashes.copy(before);
        digest.update(canonical(edit));
        Optional<Found<Found<T>>> found =
            below(others, other -> Stream.of(other.edit()), edit.to(), digest);
        if (found.isPresent()) {
          return Optional.of(new Both<>(new Found<>(thing, edit), found.get().what()));
        }
      }
    }
    return Optional.empty();
  }

  /** As {@link #one}, for the lines from a certain one on; the digest has hashed those before. */
  private <T> Optional<Found<T>> below(
      List<T> things, Function<T, Stream<LineEdit>> edits, int line, MessageDigest before) {
    int fed = line;
    for (T thing : things) {
      for (LineEdit edit : (Iterable<LineEdit>) edits.apply(thing)::iterator) {
        if (edit.from() < fed || !isPossible(edit)) {
          continue;
        }
        int length = text.start(edit.from()) - text.start(fed);
        if (!probe.effort().take(length + 2L * edit.text().length())) {
          return Optional.empty();
        }
        before.update(text.octets(), text.start(fed), length);
        fed = edit.from();
        MessageDigest digest = Hashes.copy(before);
        digest.update(canonical(edit));
        if (probe.endsWith(digest, text.octets(), text.start(edit.to()), text.octets().length)) {
          return Optional.of(new Found<>(thing, edit));
        }
      }
    }
    return Optional.empty();
  }

  /** Returns true if the lines after an edit stay lines of their own. */
  private boolean isPossible(LineEdit edit) {
    return edit.text().isEmpty() || edit.text().endsWith(CRLF) || isLast(edit);
  }

  private boolean isLast(LineEdit edit) {
    return text.start(edit.to()) == text.octets().length;
  }

  /** Returns true if lines are in canonical form, as base64 is: no white space in them changes. */
  private boolean isCanonical(String lines) {
    boolean isSimple = probe.target().form() == Canonicalization.SIMPLE;
    return lines.endsWith(CRLF)
        && (isSimple || (lines.indexOf(' ') < 0 && lines.indexOf('\t') < 0));
  }

  /** The canonical form of the lines of an edit; only at the end of a body empty lines go away. */
  byte[] canonical(LineEdit edit) {
    if (edit.text().isEmpty()) {
      return new byte[0];
    }
    boolean isLast = isLast(edit);
    if (!isLast && isCanonical(edit.text())) {
      return edit.text().getBytes(ISO_8859_1);
    }
    byte[] source = (isLast ? edit.text() : edit.text() + "x").getBytes(ISO_8859_1);
    ByteArrayOutputStream out = new ByteArrayOutputStream(source.length + 2);
    BodyCanonicalizer canonicalizer = BodyCanonicalizer.of(probe.target().form(), out::write);
    canonicalizer.write(source, 0, source.length);
    canonicalizer.finish();
    byte[] octets = out.toByteArray();
    return isLast ? octets : Arrays.copyOf(octets, octets.length - "x\r\n".length());
  }
}
