package dev.waxseal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.diagnosis.body.ReturnsBeforeLineEnds;
import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.diagnosis.internal.Sentences;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import dev.waxseal.mime.MessageScanner;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A message in which lines of the header end in CR CR LF, with CRLF in their place. Programs that
 * expect LF make such messages of those that have CRLF, and then neither the fields nor the end of
 * the header can be read.
 *
 * @param arrived the header as it arrived
 * @param headers the header with single line ends
 * @param body the body with single line ends; empty if it was not kept
 * @param inHeader the number of line ends of the header that were doubled
 * @param inBody the number of those of the body, and of the empty line before it
 */
record DoubledLineEnds(
    Headers arrived, Headers headers, Optional<byte[]> body, int inHeader, int inBody) {

  private static final String CRLF = "\r\n";

  /** The message with single line ends; empty if its header has no others. */
  static Optional<DoubledLineEnds> undone(Headers arrived, Optional<byte[]> body) {
    StringBuilder text = new StringBuilder();
    arrived.forEach(field -> text.append(text(field)));
    if (ReturnsBeforeLineEnds.count(text.toString()) == 0) {
      return Optional.empty();
    }
    body.filter(octets -> octets.length > 0)
        .ifPresent(octets -> text.append(CRLF).append(new String(octets, ISO_8859_1)));
    Scanned scanned = Scanned.of(ReturnsBeforeLineEnds.single(text.toString()));
    return scanned.headers.map(
        headers -> {
          int inHeader =
              arrived.fields().stream()
                  .limit(headers.size())
                  .mapToInt(field -> ReturnsBeforeLineEnds.count(text(field)))
                  .sum();
          int inBody = ReturnsBeforeLineEnds.count(text.toString()) - inHeader;
          boolean isKept = body.isPresent() || scanned.body.size() > 0;
          Optional<byte[]> single =
              isKept ? Optional.of(scanned.body.toByteArray()) : Optional.empty();
          return new DoubledLineEnds(arrived, headers, single, inHeader, inBody);
        });
  }

  private static String text(HeaderField field) {
    return new String(field.bytes(), ISO_8859_1);
  }

  /**
   * The comparison of the header as it arrived.
   *
   * @param part that of the header with single line ends
   */
  Diagnosis.Part header(Diagnosis.Part part, FailedSignature signature) {
    Stream<HeaderField> signed =
        signature.claims().stream()
            .flatMap(claims -> claims.signedHeaders().stream())
            .flatMap(name -> arrived.named(name).stream());
    boolean isDoubled =
        Stream.concat(Stream.of(signature.field()), signed)
            .anyMatch(field -> ReturnsBeforeLineEnds.count(text(field)) > 0);
    return isDoubled ? with(part, inHeader, "header") : part;
  }

  /**
   * The comparison of the body as it arrived.
   *
   * @param single that of the body with single line ends
   */
  BodyExplainer.Explanation body(BodyExplainer.Explanation single) {
    return inBody > 0 ? single.with(with(single.part(), inBody, "body"), body) : single;
  }

  private static Diagnosis.Part with(Diagnosis.Part part, int count, String where) {
    boolean isKnown =
        part.outcome() == Diagnosis.Outcome.INTACT || part.outcome() == Diagnosis.Outcome.EXPLAINED;
    if (!isKnown) {
      return part;
    }
    if (part.changes().stream()
        .anyMatch(change -> change.kind() == Change.Kind.SIGNED_IN_ANOTHER_FORM)) {
      return Diagnosis.Part.of(Diagnosis.Outcome.NOT_EXPLAINED); // it says: nothing was changed
    }
    List<Change> changes = new ArrayList<>(part.changes());
    changes.add(
        Change.of(
            Change.Kind.LINE_ENDS_CHANGED,
            Sentences.count(count, "line end")
                + " of the "
                + where
                + " became CR CR LF, as if a program that expects LF was given CRLF"));
    return new Diagnosis.Part(Diagnosis.Outcome.EXPLAINED, changes);
  }

  /** The field that a field was, which is at the same place; empty if another one is there. */
  @SuppressWarnings("ReferenceEquality") // another field may have the same octets
  Optional<HeaderField> of(HeaderField field) {
    for (int i = 0; i < Math.min(arrived.size(), headers.size()); i++) {
      if (arrived.fields().get(i) == field) {
        return Optional.of(headers.fields().get(i)).filter(it -> it.isNamed(field.name()));
      }
    }
    return Optional.empty();
  }

  /** Returns true if this very field is in the header with single line ends. */
  @SuppressWarnings("ReferenceEquality") // another field may have the same octets
  boolean has(HeaderField field) {
    return headers.fields().stream().anyMatch(it -> it == field);
  }

  /** The parts of a message. */
  private static final class Scanned implements MessageScanner.Handler {

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Optional<Headers> headers = Optional.empty();

    static Scanned of(String message) {
      Scanned scanned = new Scanned();
      MessageScanner scanner = new MessageScanner(Limits.defaults(), scanned);
      byte[] octets = message.getBytes(ISO_8859_1);
      scanner.write(octets, 0, octets.length);
      scanner.finish();
      return scanned;
    }

    @Override
    public void headers(Headers found) {
      headers = Optional.of(found);
    }

    @Override
    public void headerOverflow(Headers.Overflow overflow) {}

    @Override
    public void body(byte[] bytes, int offset, int length) {
      body.write(bytes, offset, length);
    }
  }
}
