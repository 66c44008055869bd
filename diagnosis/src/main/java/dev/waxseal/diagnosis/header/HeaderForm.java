package dev.waxseal.diagnosis.header;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.dkim.internal.HeaderHash;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A form in which a signer may have hashed a header: that of RFC 6376 section 3.7, or one with a
 * mistake.
 *
 * @param line a field in canonical form, without its line end
 * @param order the fields that are hashed, in order
 * @param own the part of the signature field that is hashed
 * @param lineEnd the line end
 */
record HeaderForm(Function<HeaderField, String> line, Order order, Own own, String lineEnd) {

  private static final String CRLF = "\r\n";

  /** The ways to choose the fields. */
  enum Order {
    /** In the order of {@code h=}, those of one name from the bottom up. */
    RIGHT,
    /** Those of one name from the top down. */
    DOWNWARD,
    /** Absent fields as fields without a value. */
    ABSENT_AS_EMPTY,
    /** A name that is used up takes the topmost field of that name again. */
    AGAIN,
    /** In the order of the message. */
    OF_MESSAGE,
    /** In the order of the message, from the bottom up. */
    OF_MESSAGE_UPWARD
  }

  /** The ways to hash the signature field. */
  enum Own {
    /** With an empty {@code b=}, without a line end. */
    RIGHT,
    /** With a line end. */
    ENDED,
    /** With a semicolon after the empty {@code b=}. */
    SEMICOLON,
    /** Without the tag {@code b=}. */
    WITHOUT_TAG,
    /** Not at all. */
    LEFT_OUT
  }

  /** A form that differs from that of RFC 6376 in its fields at most. */
  static HeaderForm of(Function<HeaderField, String> line) {
    return new HeaderForm(line, Order.RIGHT, Own.RIGHT, CRLF);
  }

  HeaderForm with(Order other) {
    return new HeaderForm(line, other, own, lineEnd);
  }

  HeaderForm with(Own other) {
    return new HeaderForm(line, order, other, lineEnd);
  }

  /** This form with LF for each CRLF. */
  HeaderForm withLf() {
    return new HeaderForm(line.andThen(text -> text.replace(CRLF, "\n")), order, own, "\n");
  }

  /** The octets that are hashed. */
  byte[] octets(Headers headers, HeaderTarget target) {
    StringBuilder text = new StringBuilder();
    for (HeaderField field : fields(headers, target)) {
      text.append(line.apply(field)).append(lineEnd);
    }
    return text.append(own(target.field())).toString().getBytes(ISO_8859_1);
  }

  private String own(HeaderField field) {
    String text = line.apply(HeaderHash.withoutSignature(field));
    return switch (own) {
      case RIGHT -> text;
      case ENDED -> text + lineEnd;
      case SEMICOLON -> text + ";";
      case WITHOUT_TAG -> text.replaceFirst("[ \t\r\n]*b=;?$", "");
      case LEFT_OUT -> "";
    };
  }

  private List<HeaderField> fields(Headers headers, HeaderTarget target) {
    return switch (order) {
      case RIGHT, ABSENT_AS_EMPTY, AGAIN -> named(headers, target);
      case DOWNWARD -> named(Headers.of(reversed(headers.fields())), target);
      case OF_MESSAGE -> ofMessage(headers, target);
      case OF_MESSAGE_UPWARD -> reversed(ofMessage(headers, target));
    };
  }

  private List<HeaderField> named(Headers headers, HeaderTarget target) {
    Headers.BottomUp rest = headers.bottomUp(target.field());
    List<HeaderField> fields = new ArrayList<>();
    for (String name : target.names()) {
      rest.take(name).or(() -> instead(name, headers, target)).ifPresent(fields::add);
    }
    return fields;
  }

  /** The field that is hashed for a name that is absent or used up. */
  private Optional<HeaderField> instead(String name, Headers headers, HeaderTarget target) {
    return switch (order) {
      case ABSENT_AS_EMPTY -> Optional.of(HeaderField.parse((name + ":").getBytes(ISO_8859_1)));
      case AGAIN -> headers.first(name).filter(field -> !target.isIn(field));
      default -> Optional.empty();
    };
  }

  private static List<HeaderField> ofMessage(Headers headers, HeaderTarget target) {
    return headers.fields().stream()
        .filter(field -> !target.isIn(field) && target.names().stream().anyMatch(field::isNamed))
        .toList();
  }

  private static List<HeaderField> reversed(List<HeaderField> fields) {
    List<HeaderField> reversed = new ArrayList<>(fields);
    Collections.reverse(reversed);
    return reversed;
  }
}
