package dev.waxseal.diagnosis.header;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.diagnosis.header.HeaderForm.Order;
import dev.waxseal.diagnosis.header.HeaderForm.Own;
import dev.waxseal.diagnosis.internal.Effort;
import dev.waxseal.dkim.internal.Hashes;
import dev.waxseal.dkim.internal.SignedHash;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HashSet;
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

  /** The signer's mistake, if one explains the signature. */
  static Optional<Change> find(Headers headers, HeaderTarget target, Effort effort) {
    SignerHeaderForms forms = new SignerHeaderForms(headers, target, effort);
    return forms.otherHashing().or(forms::otherText);
  }

  /** Two mistakes of the signer at once, of which one is the wrong canonical form. */
  static Optional<Change> findTwo(Headers headers, HeaderTarget target, Effort effort) {
    SignerHeaderForms forms = new SignerHeaderForms(headers, target, effort);
    return forms.otherText(HeaderForm.of(line(forms.otherForm)), forms.inOtherForm() + ", and ");
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
  private Optional<Change> otherText() {
    return mistake(HeaderForm.of(line(otherForm)), inOtherForm(), "3.5")
        .or(() -> target.form() == Canonicalization.RELAXED ? otherRelaxedForm() : Optional.empty())
        .or(() -> otherText(HeaderForm.of(line(target.form())), ""));
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
   * Tries texts with other fields or other ends.
   *
   * @param also the mistake that is already made, to come before another
   */
  private Optional<Change> otherText(HeaderForm form, String also) {
    return mistake(form.with(Own.ENDED), also + "hashed a line end after its own field", "3.7")
        .or(
            () ->
                either(
                    repeats() ? form.with(Order.DOWNWARD) : form,
                    also + "took fields of one name from the top (RFC 6376 section 5.4.2)",
                    laterPlaces()))
        .or(() -> absent(form, also))
        .or(() -> mistake(form.withLf(), also + "hashed lines that end in LF, not CRLF", "2.8"))
        .or(
            () ->
                either(
                    form.with(Order.AGAIN),
                    also
                        + "hashed a field again that h= names more often than it is there (RFC"
                        + " 6376 section 5.4.2)",
                    "another one like it was removed"))
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
                either(
                    form.with(Own.SEMICOLON),
                    also + "hashed its own field with a semicolon after b= (RFC 6376 section 3.7)",
                    "that was removed"))
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

  /** Tries absent fields as empty ones, which they may have been. */
  private Optional<Change> absent(HeaderForm form, String also) {
    String names =
        target.names().stream()
            .distinct()
            .filter(name -> headers.count(name) == 0)
            .collect(Collectors.joining(", "));
    return either(
        form.with(Order.ABSENT_AS_EMPTY),
        also + "hashed fields that are absent here as empty ones (RFC 6376 section 5.4)",
        "they were there, empty, and were removed: " + names);
  }

  /** A mistake, or what else gives the same text. */
  private Optional<Change> either(HeaderForm form, String sentence, String otherwise) {
    return isSigned(form)
        ? Optional.of(
            Change.of(
                Change.Kind.SIGNED_IN_ANOTHER_FORM, "the signer " + sentence + ", or " + otherwise))
        : Optional.empty();
  }

  /** The changes that give the same text as fields taken from the top. */
  private String laterPlaces() {
    boolean isMore =
        target.names().stream()
            .anyMatch(name -> headers.count(name) > Collections.frequency(target.names(), name));
    return (isMore ? "another one was added below them, or " : "") + "they changed places later";
  }

  /** Returns true if there are several fields of a signed name, so that their order counts. */
  private boolean repeats() {
    return target.names().stream().anyMatch(name -> headers.count(name) > 1);
  }

  private Optional<Change> mistake(HeaderForm form, String sentence, String section) {
    return isSigned(form)
        ? Optional.of(fault(sentence, "RFC 6376 section " + section))
        : Optional.empty();
  }

  private boolean isSigned(HeaderForm form) {
    byte[] text = form.octets(headers, target);
    return tried.add(ByteBuffer.wrap(text))
        && effort.take(1)
        && target.hash().is(Hashes.sha256(text));
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
