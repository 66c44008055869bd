package dev.waxseal.cli.report;

import dev.waxseal.cli.terminal.JsonFields;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.diagnosis.HashedText;
import dev.waxseal.dkim.signature.Octets;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** The octets that were hashed, in the JSON report. */
final class CanonicalJson {

  /** The largest body that is written; --canonical-to has larger ones. */
  private static final int LARGEST_BODY = 1 << 20;

  private CanonicalJson() {}

  /** Writes the field {@code canonical}: null if it was not requested. */
  static void write(Optional<Canonical> canonical, JsonFields json) throws IOException {
    if (canonical.isEmpty()) {
      json.nothing("canonical");
      return;
    }
    json.beginArray("canonical");
    for (HashedText text : canonical.get().texts()) {
      json.beginObject();
      json.text("signature", word(text.kind()));
      json.number(
          "instance",
          text.instance().isPresent()
              ? Optional.of((long) text.instance().getAsInt())
              : Optional.empty());
      json.text("domain", SafeText.ofOctets(text.domain()));
      json.text("selector", SafeText.ofOctets(text.selector()));
      json.text("canonicalization", text.canonicalization());
      json.text("header", text.header().toString());
      json.text("headerHash", hex(text.headerHash()));
      json.text("signedHeaderHash", text.signedHash().map(CanonicalJson::hex));
      json.text("key", text.answer().name().toLowerCase(Locale.ROOT).replace('_', '-'));
      body(text, canonical.get(), json);
      json.endObject();
    }
    json.endArray();
  }

  private static void body(HashedText text, Canonical canonical, JsonFields json)
      throws IOException {
    Optional<HashedText.Computed> computed = text.body().flatMap(HashedText.Body::computed);
    json.text(
        "body",
        computed
            .filter(it -> it.hashedOctets() <= LARGEST_BODY)
            .flatMap(it -> canonical.body(text))
            .map(octets -> Base64.getEncoder().encodeToString(octets)));
    json.number("bodyOctets", computed.map(HashedText.Computed::hashedOctets));
    json.text("bodyHash", computed.map(it -> it.hash().toString()));
    json.text("signedBodyHash", text.body().map(it -> it.signedHash().toString()));
  }

  private static String word(HashedText.Kind kind) {
    return switch (kind) {
      case DKIM_SIGNATURE -> "dkim";
      case ARC_MESSAGE_SIGNATURE -> "arc";
      case ARC_SEAL -> "seal";
    };
  }

  private static String hex(Octets hash) {
    return HexFormat.of().formatHex(hash.bytes());
  }
}
