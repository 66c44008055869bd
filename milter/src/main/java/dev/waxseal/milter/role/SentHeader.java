package dev.waxseal.milter.role;

import dev.waxseal.arc.ArcSealer;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SignedHeaders;
import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The header that the mail server will send, as far as it is known, which is what a signature has
 * to cover. Postfix sends what its milters saw. sendmail changes the header after that: it writes
 * addresses in a form of its own, drops some fields and adds others. Immutable.
 */
final class SentHeader {

  /** The fields in which sendmail looks for addresses, and which it writes again. */
  private static final Set<String> ADDRESSES =
      Set.of(
          "from",
          "sender",
          "reply-to",
          "to",
          "cc",
          "errors-to",
          "apparently-to",
          "disposition-notification-to",
          "resent-from",
          "resent-sender",
          "resent-reply-to",
          "resent-to",
          "resent-cc");

  /** The fields that sendmail does not send on. */
  private static final Set<String> DROPPED =
      Set.of("bcc", "resent-bcc", "return-path", "full-name", "content-length");

  /** The fields that sendmail adds where they are missing or empty. */
  private static final Set<String> ADDED =
      Set.of("date", "message-id", "resent-date", "resent-message-id");

  /** As the mail server passed it on. */
  private final Headers headers;

  private final boolean rewritten;

  private SentHeader(Headers headers, boolean rewritten) {
    this.headers = headers;
    this.rewritten = rewritten;
  }

  /** The header that goes out of the mail server of an envelope. */
  static SentHeader of(Envelope envelope, Headers headers) {
    return new SentHeader(headers, isFromSendmail(envelope));
  }

  /**
   * True if the mail server is sendmail: the macro {@code v}, for which the server asks, is a
   * number (Postfix has its name there); an old sendmail that cannot be asked sends {@code
   * {if_name}}, which Postfix does not have.
   */
  static boolean isFromSendmail(Envelope envelope) {
    String version = envelope.macros().getOrDefault("v", "");
    return version.isEmpty()
        ? envelope.macros().containsKey("{if_name}")
        : Character.isDigit(version.charAt(0));
  }

  /** True if it is not sent as it was received. */
  boolean isRewritten() {
    return rewritten;
  }

  /** The header as it will be sent. */
  Headers headers() {
    return rewritten
        ? Headers.of(headers.fields().stream().map(SentHeader::sent).toList())
        : headers;
  }

  /** Its octets, with the empty line after it. */
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    headers().forEach(field -> bytes.writeBytes(field.bytes()));
    bytes.writeBytes(new byte[] {'\r', '\n'});
    return bytes.toByteArray();
  }

  /**
   * The reason why no signature of it would be valid where it arrives; empty if there is none.
   *
   * @param form the canonical form of the header
   */
  Optional<String> obstacle(Canonicalization form) {
    return isUnsure("From", form)
        ? Optional.of("sendmail will change its From, and it is not known how")
        : Optional.empty();
  }

  /** A signer that signs no field which will be changed, dropped or added. */
  DkimSigner signer(DkimSigner signer) {
    List<String> omitted = omitted(signer.signedHeaders(), signer.headerCanonicalization());
    return omitted.isEmpty()
        ? signer
        : signer.withSignedHeaders(without(signer.signedHeaders(), omitted));
  }

  /**
   * A sealer that covers no field which will be changed, dropped or added.
   *
   * @param form its canonical form of the header
   */
  ArcSealer sealer(ArcSealer sealer, Canonicalization form) {
    List<String> omitted = omitted(sealer.signedHeaders(), form);
    return omitted.isEmpty()
        ? sealer
        : sealer.withSignedHeaders(without(sealer.signedHeaders(), omitted));
  }

  /** A result that tells the names of the fields which were omitted. */
  RoleResult told(RoleResult result, SignedHeaders signed, Canonicalization form) {
    List<String> omitted = omitted(signed, form);
    return omitted.isEmpty()
        ? result
        : result.fact("omitted", String.join(",", omitted).toLowerCase(Locale.ROOT));
  }

  private static SignedHeaders without(SignedHeaders signed, List<String> names) {
    return signed.without(names.toArray(String[]::new));
  }

  private List<String> omitted(SignedHeaders signed, Canonicalization form) {
    if (!rewritten) {
      return List.of();
    }
    return Stream.of(signed.overSigned(), signed.overSignedIfPresent(), signed.signed())
        .flatMap(Set::stream)
        .filter(name -> !name.equalsIgnoreCase("From") && isUnsure(name, form))
        .filter(name -> signed.overSigned().contains(name) || headers.count(name) > 0)
        .toList();
  }

  private boolean isUnsure(String name, Canonicalization form) {
    String lower = name.toLowerCase(Locale.ROOT);
    List<HeaderField> fields = headers.named(name);
    if (!rewritten) {
      return false;
    } else if (ADDED.contains(lower)) {
      return isAdded(lower, fields);
    } else if (DROPPED.contains(lower)) {
      return !fields.isEmpty();
    } else if (ADDRESSES.contains(lower)) {
      return fields.stream().anyMatch(field -> isUnsure(field, form));
    }
    return lower.startsWith("content-") && fields.stream().anyMatch(SentHeader::isHalfQuoted);
  }

  /** A Resent- field is added only where there are others. */
  private boolean isAdded(String lower, List<HeaderField> fields) {
    boolean wanted =
        !lower.startsWith("resent-")
            || headers.fields().stream()
                .anyMatch(field -> field.name().toLowerCase(Locale.ROOT).startsWith("resent-"));
    return wanted
        && (fields.isEmpty() || fields.stream().anyMatch(field -> field.value().isBlank()));
  }

  /** In the simple form, its white space counts: sendmail folds lists in places of its own. */
  private static boolean isUnsure(HeaderField field, Canonicalization form) {
    Optional<String> sent = SendmailAddresses.sent(field.value());
    return form == Canonicalization.RELAXED
        ? sent.isEmpty()
        : sent.filter(value -> !value.contains(",") && field.value().equals(" " + value)).isEmpty();
  }

  /** sendmail cuts what follows a quotation mark without another. */
  private static boolean isHalfQuoted(HeaderField field) {
    return field.value().chars().filter(c -> c == '"').count() % 2 != 0;
  }

  /** The white space of a field is kept where nothing else changes. */
  private static HeaderField sent(HeaderField field) {
    return ADDRESSES.contains(field.name().toLowerCase(Locale.ROOT))
        ? SendmailAddresses.sent(field.value())
            .filter(value -> !value.equals(SendmailAddresses.oneLine(field.value())))
            .map(value -> HeaderField.of(field.name(), value))
            .orElse(field)
        : field;
  }
}
