package dev.waxseal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SignedHeaders;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.Canonicalization;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes of a header (RFC 6376 section 3.7), undone and proved by the signature. */
class HeaderChangesTest {

  @ParameterizedTest
  @MethodSource({"dev.waxseal.diagnosis.HeaderWays#all", "dev.waxseal.diagnosis.AddressWays#all"})
  void explained(HeaderWays.Way way) {
    Signed signed = Signed.of(way.message(), Signed.RSA, way.form());
    check(way, signed.changed(way.change(), Dns.zone(Signed.keyLine(Signed.RSA))));
  }

  /** An Ed25519 key tells no hash, so that less is tried; what is likely is found all the same. */
  @ParameterizedTest
  @MethodSource({"dev.waxseal.diagnosis.HeaderWays#all", "dev.waxseal.diagnosis.AddressWays#all"})
  void explainedWithoutTheHash(HeaderWays.Way way) {
    Signed signed = Signed.of(way.message(), Signed.ED25519, way.form());
    Diagnosis.Signature diagnosis =
        signed.changed(way.change(), Dns.zone(Signed.keyLine(Signed.ED25519)));
    if (diagnosis.header().outcome() != Diagnosis.Outcome.UNDECIDED) {
      check(way, diagnosis);
    } else {
      assertEquals(
          List.of(Fact.Kind.KEY_CANNOT_TELL),
          diagnosis.facts().stream().map(Fact::kind).limit(1).toList());
    }
  }

  private static void check(HeaderWays.Way way, Diagnosis.Signature diagnosis) {
    assertEquals(
        way.kinds().stream().sorted().toList(),
        diagnosis.changes().stream().map(Change::kind).sorted().toList(),
        () -> diagnosis.header() + " " + diagnosis.facts());
    assertEquals(Diagnosis.Outcome.INTACT, diagnosis.body().outcome());
    assertTrue(
        way.signed().isEmpty()
            || diagnosis.changes().stream()
                .flatMap(change -> change.signed().stream())
                .anyMatch(field -> field.contains(way.signed())),
        () -> diagnosis.changes().toString());
  }

  /** A field below the signed one gives the text of a signer that takes fields from the top. */
  @Test
  void addedBelow() throws SigningException {
    SignedHeaders once = new SignedHeaders(Set.of("From"), Set.of(), Set.of("To"));
    byte[] signature =
        DkimSigner.of(Signed.DOMAIN, Signed.SELECTOR, Signed.RSA)
            .withSignedHeaders(once)
            .sign(HeaderWays.MESSAGE.getBytes(ISO_8859_1))
            .get(0)
            .bytes();
    Diagnosis.Signature diagnosis =
        new Signed(new String(signature, ISO_8859_1), HeaderWays.MESSAGE)
            .changed(
                m -> m.replace("\r\n\r\n", "\r\nTo: other@victim.example\r\n\r\n"),
                Dns.zone(Signed.keyLine(Signed.RSA)));
    assertEquals(
        List.of(
            "another To was added below the signed one, or they changed places, or the signer took"
                + " the topmost, not the lowest (RFC 6376 section 5.4.2)"),
        diagnosis.changes().stream().map(Change::sentence).toList());
    assertEquals(List.of("To: other@victim.example"), diagnosis.changes().get(0).arrived());
    assertEquals(Change.Kind.CHANGED_OR_SIGNED_OTHERWISE, diagnosis.changes().get(0).kind());
  }

  /** A header that nobody can restore: the key says that it made the signature. */
  @Test
  void unexplained() {
    Signed signed = Signed.of(HeaderWays.MESSAGE, Signed.RSA, Canonicalization.RELAXED);
    Diagnosis.Signature diagnosis =
        signed.changed(
            m -> m.replace("Subject: The boat is back, and\r\n it has a new sail", "Subject: Buy"),
            Dns.zone(Signed.keyLine(Signed.RSA)));
    assertEquals(List.of(), diagnosis.changes());
    assertEquals(Diagnosis.Outcome.NOT_EXPLAINED, diagnosis.header().outcome());
    assertEquals(
        List.of(Fact.Kind.KEY_SIGNED, Fact.Kind.FIELDS_ABSENT),
        diagnosis.facts().stream().map(Fact::kind).toList());
  }

  /** Fields that a list, or whoever sends on, adds together, with one more change besides. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "List-Id List-Unsubscribe Sender",
        "List-Id List-Help List-Unsubscribe List-Post List-Owner List-Archive Sender",
        "Resent-From Resent-To Resent-Date Reply-To"
      })
  void addedTogether(String added) throws SigningException {
    List<String> names = List.of(added.split(" ", -1));
    String fields = names.stream().map(name -> name + ": x\r\n").collect(Collectors.joining());
    Set<String> signed = new LinkedHashSet<>(List.of("From", "To", "Subject", "Date"));
    signed.addAll(names);
    SignedHeaders headers = new SignedHeaders(signed, Set.of(), Set.of());
    String signature =
        new String(
            DkimSigner.of(Signed.DOMAIN, Signed.SELECTOR, Signed.RSA)
                .withSignedHeaders(headers)
                .sign(HeaderWays.MESSAGE.getBytes(ISO_8859_1))
                .get(0)
                .bytes(),
            ISO_8859_1);
    for (UnaryOperator<String> more :
        List.<UnaryOperator<String>>of(
            m -> fields + m, m -> fields + m.replace("Subject: ", "Subject: [talk] "))) {
      Diagnosis.Signature diagnosis =
          new Signed(signature, HeaderWays.MESSAGE)
              .changed(more, Dns.zone(Signed.keyLine(Signed.RSA)));
      assertEquals(
          names.size(),
          diagnosis.changes().stream().filter(it -> it.kind() == Change.Kind.FIELD_ADDED).count(),
          () -> diagnosis.header() + " " + diagnosis.facts());
    }
  }
}
