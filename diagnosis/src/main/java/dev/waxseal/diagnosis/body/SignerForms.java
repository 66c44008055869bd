package dev.waxseal.diagnosis.body;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.mime.Canonicalization;
import java.util.Optional;

/** Tries the mistakes of signers: a body that was hashed in another form than {@code c=} says. */
final class SignerForms {

  private SignerForms() {}

  /** The signer's mistake, if one explains the hash. */
  static Optional<Change> find(BodyText body, CanonicalText text, Probe probe) {
    String canonical = new String(text.octets(), ISO_8859_1);
    if (probe.target().form() == Canonicalization.RELAXED
        && probe.matches(CanonicalText.of(body, Canonicalization.SIMPLE))) {
      return fault("the signer hashed the simple form of the body and named the relaxed one");
    }
    boolean isDoubled = ReturnsBeforeLineEnds.count(body.octets()) > 0; // then LF gives single ones
    if (!isDoubled && isHash(canonical.replace("\r\n", "\n"), probe)) {
      return fault("the signer hashed lines that end in LF instead of CRLF");
    }
    if (canonical.endsWith("\r\n")
        && isHash(canonical.substring(0, canonical.length() - 2), probe)) {
      return fault("the signer left out the line end at the end of the body");
    }
    return isHash(body.octets(), probe)
            || (!isDoubled && isHash(body.octets().replace("\r\n", "\n"), probe))
        ? fault("the signer hashed the body without a canonical form")
        : Optional.empty();
  }

  private static boolean isHash(String octets, Probe probe) {
    return probe.matches(octets.getBytes(ISO_8859_1), 0, octets.length());
  }

  private static Optional<Change> fault(String sentence) {
    return Optional.of(
        Change.of(
            Change.Kind.SIGNED_IN_ANOTHER_FORM,
            sentence + "; the body was not changed (RFC 6376 section 3.4)"));
  }
}
