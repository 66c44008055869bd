package dev.waxseal.arc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.authres.MethodResult;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.ZoneDns;
import dev.waxseal.mime.HeaderField;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** A message on its way, and those who seal it: each domain has the key that it is named after. */
final class Post {

  static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  static final String MESSAGE =
      String.join(
          "\r\n",
          "From: Ann <ann@author.example>",
          "To: list@lists.example.org",
          "Subject: Boats",
          "Date: Wed, 25 Nov 2026 11:59:00 +0000",
          "",
          "The boat is back.",
          "");

  private Post() {}

  /** DNS with the keys of all domains that the tests use. */
  static ZoneDns dns() {
    return ZoneDns.of(
        record("lists.example.org"), record("mx.example.org"), record("other.example"));
  }

  static ArcVerifier verifier(Dns dns) {
    return ArcVerifier.of(dns).withClock(() -> NOW);
  }

  static ArcReport verify(String message) {
    return verifier(dns()).verify(message.getBytes(ISO_8859_1));
  }

  static ArcSealer sealer(String domain) {
    return ArcSealer.of(domain, "s", key(domain), domain).withClock(() -> NOW);
  }

  /** The message with a set of that domain, which judged it just now. */
  static String sealedBy(String domain, String message) throws SigningException {
    ArcArrival arrival =
        new ArcArrival(verify(message).validatedChain(), List.of(MethodResult.of("spf", "pass")));
    return with(sealer(domain).seal(message.getBytes(ISO_8859_1), arrival), message);
  }

  /** The message with the fields of a seal on top. */
  static String with(SealResult result, String message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (HeaderField field : result.fields()) {
      bytes.writeBytes(field.bytes());
    }
    return bytes.toString(ISO_8859_1) + message;
  }

  static SigningKey key(String domain) {
    try {
      return SigningKey.fromPem(Base64.getEncoder().encodeToString(seed(domain)));
    } catch (SigningException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String record(String domain) {
    return "s._domainkey." + domain + ". TXT \"" + key(domain).keyRecord().orElseThrow() + '"';
  }

  private static byte[] seed(String domain) {
    byte[] seed = new byte[32];
    byte[] name = domain.getBytes(ISO_8859_1);
    System.arraycopy(name, 0, seed, 0, name.length);
    return seed;
  }
}
