package dev.waxseal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.InboundAuthenticator;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Signatures that do not count whatever they sign: what they signed is compared all the same. */
class FlawedSignatureTest {

  private static final String FROM = "Ann <ann@author.example>";
  private static final String BODY = "How are you?\r\n";
  private static final String MADE = "t=1500000000;";
  private static final String OLD = "t=1500000000; x=1500086400;";

  private static final KeyPair SHORT = WithTags.key(768);

  @Test
  void sha1AsSigned() {
    Diagnosis.Signature diagnosis = diagnosis(WithTags.KEY, "sha1", MADE, "Hello", "");
    assertEquals(DkimReason.ALGORITHM_FORBIDDEN, diagnosis.reason());
    assertIntact(
        "apart from the forbidden algorithm, the header and the body are as signed: the signature"
            + " does not count either way (RFC 8301 section 3.1)",
        diagnosis);
  }

  /** The hashes of what was hashed are those that {@code a=} names. */
  @Test
  void sha1InHashedTexts() {
    String body = "How are you?\r\n";
    String from = "Ann <ann@author.example>";
    byte[] message =
        (WithTags.signature(WithTags.KEY, "sha1", from, "Hello", body, MADE)
                + "From: "
                + from
                + "\r\nSubject: Hello\r\n\r\n"
                + body)
            .getBytes(ISO_8859_1);
    Dns dns = Dns.zone(WithTags.keyLine());
    HashedText text =
        Diagnostician.of(dns)
            .hashedTexts(
                InboundAuthenticator.of("mx.receiver.example", dns).authenticate(message),
                Optional.of(body.getBytes(ISO_8859_1)))
            .get(0);
    assertEquals("SHA-1", text.algorithm());
    assertEquals(HashedText.KeyAnswer.SIGNED_THIS, text.answer());
    assertEquals(Optional.of(text.headerHash()), text.signedHash());
    HashedText.Body hashed = text.body().orElseThrow();
    assertEquals(hashed.signedHash(), hashed.computed().orElseThrow().hash());
  }

  @Test
  void sha1Changed() {
    Diagnosis.Signature diagnosis =
        diagnosis(WithTags.KEY, "sha1", MADE, "[list] Hello", "-- \r\nlist\r\n");
    assertEquals(DkimReason.ALGORITHM_FORBIDDEN, diagnosis.reason());
    assertEquals(
        List.of(Change.Kind.TEXT_APPENDED, Change.Kind.SUBJECT_PREFIXED), kinds(diagnosis));
    assertEquals(
        "apart from the forbidden algorithm, the header and the body differ from what was signed as"
            + " told here: the signature does not count either way (RFC 8301 section 3.1)",
        apart(diagnosis));
  }

  @Test
  void sha1AndAnotherHeader() {
    Diagnosis.Signature diagnosis = diagnosis(WithTags.KEY, "sha1", MADE, "Something else", "");
    assertFalse(diagnosis.isExplained());
    assertEquals(
        "apart from the forbidden algorithm, the header differs from what was signed, and the body"
            + " is as signed: the signature does not count either way (RFC 8301 section 3.1)",
        apart(diagnosis));
  }

  @Test
  void shortKey() {
    Diagnosis.Signature diagnosis = diagnosis(SHORT, "sha256", MADE, "Hello", "");
    assertEquals(DkimReason.KEY_TOO_SHORT, diagnosis.reason());
    assertIntact(
        "apart from the short key, the header and the body are as signed: the signature does not"
            + " count either way (RFC 8301 section 3.2)",
        diagnosis);
    assertEquals(
        List.of(Change.Kind.SUBJECT_PREFIXED),
        kinds(diagnosis(SHORT, "sha256", MADE, "[list] Hello", "")));
  }

  @Test
  void expired() {
    Diagnosis.Signature diagnosis = diagnosis(WithTags.KEY, "sha256", OLD, "Hello", "");
    assertEquals(DkimReason.SIGNATURE_EXPIRED, diagnosis.reason());
    assertIntact(
        "apart from the end of its time (x=), the header and the body are as signed: the signature"
            + " does not count either way (RFC 6376 section 6.1.1)",
        diagnosis);
    assertEquals(
        List.of(Change.Kind.TEXT_APPENDED, Change.Kind.SUBJECT_PREFIXED),
        kinds(diagnosis(WithTags.KEY, "sha256", OLD, "[list] Hello", "-- \r\nlist\r\n")));
  }

  @Test
  void withoutAKey() {
    Diagnosis.Signature diagnosis =
        Signed.diagnosis(message(WithTags.KEY, "sha1", MADE, "Hello", ""), Dns.zone(""))
            .signatures()
            .get(0);
    assertEquals(Diagnosis.Outcome.UNDECIDED, diagnosis.header().outcome());
    assertEquals(
        "apart from the forbidden algorithm, the header is not compared, and the body is as signed:"
            + " the signature does not count either way (RFC 8301 section 3.1)",
        apart(diagnosis));
  }

  private static void assertIntact(String sentence, Diagnosis.Signature diagnosis) {
    assertEquals(Diagnosis.Outcome.INTACT, diagnosis.header().outcome());
    assertEquals(Diagnosis.Outcome.INTACT, diagnosis.body().outcome());
    assertEquals(sentence, apart(diagnosis));
    assertTrue(diagnosis.changes().isEmpty());
  }

  private static String apart(Diagnosis.Signature diagnosis) {
    return diagnosis.facts().stream()
        .filter(fact -> fact.kind() == Fact.Kind.APART_FROM_FLAW)
        .findFirst()
        .orElseThrow()
        .sentence();
  }

  private static List<Change.Kind> kinds(Diagnosis.Signature diagnosis) {
    assertTrue(diagnosis.isExplained(), diagnosis::toString);
    return diagnosis.changes().stream().map(Change::kind).toList();
  }

  private static Diagnosis.Signature diagnosis(
      KeyPair key, String hash, String tags, String subject, String footer) {
    Dns dns = Dns.zone(WithTags.keyLine(key));
    return Signed.diagnosis(message(key, hash, tags, subject, footer), dns).signatures().get(0);
  }

  private static String message(
      KeyPair key, String hash, String tags, String subject, String footer) {
    return WithTags.signature(key, hash, FROM, "Hello", BODY, tags)
        + "From: "
        + FROM
        + "\r\nSubject: "
        + subject
        + "\r\n\r\n"
        + BODY
        + footer;
  }
}
