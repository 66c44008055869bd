package dev.waxseal.diagnosis.header;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.diagnosis.header.HeaderForm.Order;
import dev.waxseal.diagnosis.header.HeaderForm.Own;
import dev.waxseal.diagnosis.internal.Effort;
import dev.waxseal.dkim.internal.SignedHash;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tries the mistakes of signers: a header that was hashed otherwise than RFC 6376 section 3.7 says.
 * Each costs one hash.
 */
final class SignerHeaderForms {

  private static final Function<HeaderField, String> RELAXED = line(Canonicalization.RELAXED);

  private final Headers headers;
  private final HeaderTarget target;
  private final Effort effort;
  private final Canonicalization otherForm;
  private final Set<ByteBuffer> tried = new HashSet<>();

  private SignerHeaderForms(Headers headers, HeaderTarget target, Effort effort) {
    this.headers = headers;
    this.target = target;
    this.effort = effort;
    this.otherForm =
        target.form() == Canonicalization.SIMPLE
            ? Canonicalization.RELAXED
            : Canonicalization.SIMPLE;
  }

  /** The signer's mistake, if one explains the signature, or what else gives the same text. */
  static Optional<List<Change>> find(Headers headers, HeaderTarget target, Effort effort) {
    SignerHeaderForms forms = new SignerHeaderForms(headers, target, effort);
    return forms.otherHashing().map(List::of).or(forms::otherText);
  }

  /** Two mistakes of the signer at once, of which one is the wrong canonical form. */
  static Optional<List<Change>> findTwo(Headers headers, HeaderTarget target, Effort effort) {
    SignerHeaderForms forms = new SignerHeaderForms(headers, target, effort);
    HeaderForm other = HeaderForm.of(line(forms.otherForm));
    return forms
        .otherText(other, forms.inOtherForm() + ", and ")
        .map(List::of)
        .or(
            () ->
                forms
                    .eitherText(other)
                    .map(
                        changes -> {
                          List<Change> all = new ArrayList<>(changes);
                          all.add(
                              Change.of(
                                  Change.Kind.SIGNED_IN_ANOTHER_FORM,
                                  "the signer " + forms.inOtherForm() + " (RFC 6376 section 3.5)"));
                          return all;
                        }));
  }

  /** Tries the right text, hashed wrongly. */
  private Optional<Change> otherHashing() {
    byte[] text = HeaderForm.of(line(target.form())).octets(headers, target);
    tried.add(ByteBuffer.wrap(text));
    return effort.take(1) ? target.hash().hashing(text).map(this::fault) : Optional.empty();
  }

  private Change fault(SignedHash.Hashing hashing) {
    return switch (hashing) {
      case ONCE, OTHERWISE ->
          fault(
              "signed " + target.hash().otherHash().orElse("another hash"), "RFC 8301 section 3.1");
      case TWICE -> fault("signed the hash of the hash of the header", "RFC 6376 section 3.7");
      case NEVER -> fault("signed the header itself, not its SHA-256", "RFC 8463 section 3");
    };
  }

  /** Tries other texts. */
  private Optional<List<Change>> otherText() {
    HeaderForm form = HeaderForm.of(line(target.form()));
    return mistake(HeaderForm.of(line(otherForm)), inOtherForm(), "3.5")
        .or(() -> target.form() == Canonicalization.RELAXED ? otherRelaxedForm() : Optional.empty())
        .map(List::of)
        .or(() -> eitherText(form))
        .or(() -> otherText(form, "").map(List::of));
  }

  /** Tries texts that a change gives as well. */
  private Optional<List<Change>> eitherText(HeaderForm form) {
    return new EitherCause(headers, target)
        .forms(form).stream()
            .filter(cause -> isSigned(cause.form()))
            .findFirst()
            .map(EitherCause.Cause::changes);
  }

  private String inOtherForm() {
    return "hashed the header in the form " + otherForm + " and wrote " + target.form();
  }

  /** Tries the relaxed form with a mistake in it. */
  private Optional<Change> otherRelaxedForm() {
    return mistake(
            HeaderForm.of(field -> relaxed(field, beginsBelow(field) ? ": " : ":")),
            "kept a space after the colon of "
                + beginningBelow()
                + ", whose value begins on the"
                + " next line",
            "3.4.2")
        .or(
            () ->
                mistake(
                    HeaderForm.of(field -> relaxed(field, ": ")),
                    "kept a space after the colon of each field",
                    "3.4.2"))
        .or(
            () ->
                mistake(
                    HeaderForm.of(SignerHeaderForms::withSpaceAtTheEnd),
                    "did not cut off the space at the ends of values",
                    "3.4.2"))
        .or(
            () ->
                mistake(
                    HeaderForm.of(SignerHeaderForms::withItsName),
                    "did not write the names of fields in lower case",
                    "3.4.2"))
        .or(
            () ->
                mistake(
                    HeaderForm.of(SignerHeaderForms::withAllSpaces),
                    "did not reduce the white space within values",
                    "3.4.2"));
  }

  /**
   * Tries texts with other fields or other ends, which no right signer hashes.
   *
   * @param also the mistake that is already made, to come before another
   */
  private Optional<Change> otherText(HeaderForm form, String also) {
    return mistake(form.with(Own.ENDED), also + "hashed a line end after its own field", "3.7")
        .or(() -> mistake(form.withLf(), also + "hashed lines that end in LF, not CRLF", "2.8"))
        .or(
            () ->
                mistake(
                    form.with(Order.OF_MESSAGE),
                    also + "hashed the fields in the order of the message, not in that of h=",
                    "3.7"))
        .or(
            () ->
                mistake(
                    form.with(Order.OF_MESSAGE_UPWARD),
                    also + "hashed the fields from the bottom up, not in the order of h=",
                    "3.7"))
        .or(
            () ->
                mistake(
                    form.with(Own.WITHOUT_TAG),
                    also + "hashed its own field without the tag b=",
                    "3.7"))
        .or(
            () ->
                mistake(
                    form.with(Own.LEFT_OUT), also + "left its own field out of the hash", "3.7"));
  }

  private Optional<Change> mistake(HeaderForm form, String sentence, String section) {
    return isSigned(form)
        ? Optional.of(fault(sentence, "RFC 6376 section " + section))
        : Optional.empty();
  }

  private boolean isSigned(HeaderForm form) {
    byte[] text = form.octets(headers, target);
    return tried.add(ByteBuffer.wrap(text)) && effort.take(1) && target.hash().isOf(text);
  }

  private static Change fault(String sentence, String section) {
    return Change.of(
        Change.Kind.SIGNED_IN_ANOTHER_FORM,
        "the signer " + sentence + "; no signed field was changed (" + section + ")");
  }

  /** The names of the signed fields that have nothing on their first line. */
  private String beginningBelow() {
    return target.names().stream()
        .distinct()
        .filter(name -> headers.named(name).stream().anyMatch(SignerHeaderForms::beginsBelow))
        .collect(Collectors.joining(", "));
  }

  private static boolean beginsBelow(HeaderField field) {
    for (int i = 0; i < field.valueLength(); i++) {
      if (!isSpace(field.valueAt(i))) {
        return field.valueAt(i) == '\r';
      }
    }
    return false;
  }

  private static boolean isSpace(byte octet) {
    return octet == ' ' || octet == '\t';
  }

  private static Function<HeaderField, String> line(Canonicalization form) {
    return field -> {
      byte[] line = form.header(field);
      return new String(line, 0, line.length - 2, ISO_8859_1);
    };
  }

  private static String relaxed(HeaderField field, String colon) {
    String line = RELAXED.apply(field);
    int name = line.indexOf(':');
    return name < 0 ? line : line.substring(0, name) + colon + line.substring(name + 1);
  }

  private static String withSpaceAtTheEnd(HeaderField field) {
    int end = field.valueLength();
    return RELAXED.apply(field) + (end > 0 && isSpace(field.valueAt(end - 1)) ? " " : "");
  }

  private static String withItsName(HeaderField field) {
    return field.name() + RELAXED.apply(field).substring(field.name().length());
  }

  private static String withAllSpaces(HeaderField field) {
    return field.name().toLowerCase(Locale.ROOT) + ":" + field.value().replace("\r\n", "").strip();
  }
}
