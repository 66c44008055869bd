package dev.waxseal.inbound;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.arc.ArcArrival;
import dev.waxseal.arc.ArcHandover;
import dev.waxseal.arc.ArcSealer;
import dev.waxseal.arc.SealResult;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.mime.HeaderField;
import java.util.List;

/** Somebody with a domain and a key, who signs and seals. Messages are text, one char an octet. */
record Party(String domain, SigningKey key) {

  static final String SELECTOR = "s1";

  /** Somebody new. */
  static Party of(String domain) {
    return new Party(domain, SigningKey.generate(SigningAlgorithm.ED25519_SHA256).key());
  }

  /** The key record, as a zone has it. */
  String keyLine() {
    return keyLine("");
  }

  /** The key record with more tags. */
  String keyLine(String tags) {
    String text = key.keyRecord().orElseThrow() + tags;
    return SELECTOR + "._domainkey." + domain + ". TXT \"" + text + "\"";
  }

  DkimSigner signer() {
    return DkimSigner.of(domain, SELECTOR, key);
  }

  ArcSealer sealer() {
    return ArcSealer.of(domain, SELECTOR, key, domain);
  }

  /** The message with a signature on top. */
  String signed(String message) {
    try {
      return text(signer().sign(message.getBytes(ISO_8859_1))) + message;
    } catch (SigningException e) {
      throw new AssertionError(e);
    }
  }

  /** The message with a set on top that says what was found here. */
  String sealed(String message, ArcArrival arrival) {
    try {
      return onTop(sealer().seal(message.getBytes(ISO_8859_1), arrival), message);
    } catch (SigningException e) {
      throw new AssertionError(e);
    }
  }

  /** The message with a signature and a set on top, as a list behind an MX sends it. */
  String sentOn(String message, String mx) {
    ArcSealer sealer = sealer().signingFirst(signer());
    try {
      return onTop(sealer.seal(message.getBytes(ISO_8859_1), ArcHandover.from(mx)), message);
    } catch (SigningException e) {
      throw new AssertionError(e);
    }
  }

  static String text(List<HeaderField> fields) {
    StringBuilder text = new StringBuilder();
    fields.forEach(field -> text.append(new String(field.bytes(), ISO_8859_1)));
    return text.toString();
  }

  private static String onTop(SealResult result, String message) {
    if (!(result instanceof SealResult.Sealed sealed)) {
      throw new AssertionError(result);
    }
    return text(sealed.fields()) + message;
  }
}
