package dev.waxseal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.arc.ArcArrival;
import dev.waxseal.arc.ArcSealer;
import dev.waxseal.arc.SealResult;
import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SignedHeaders;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The hops between which a message was changed, from its chain (RFC 8617 section 5.2 step 5). */
class ChainDiagnosisTest {

  private static final SigningKey MX = SigningKey.generate(SigningAlgorithm.RSA_SHA256).key();
  private static final SigningKey LIST = SigningKey.generate(SigningAlgorithm.ED25519_SHA256).key();

  private static final Dns DNS =
      Dns.zone(
          Signed.keyLine(Signed.RSA),
          Signed.keyLine(MX).replace("author.example", "mx.example"),
          Signed.keyLine(LIST).replace("author.example", "lists.example"));

  private static final String MESSAGE =
      "From: Ann <ann@author.example>\r\nSubject: Hello\r\n\r\nHow are you?\r\n";

  @Test
  void betweenTheMxAndTheList() {
    String sent = Signed.of(MESSAGE, Signed.RSA, Canonicalization.RELAXED).signature() + MESSAGE;
    String atList = sealed(sent, "mx.example", MX);
    String changed = atList.replace("Subject: ", "Subject: [talk] ") + "--\r\nfooter\r\n";
    String arrived = sealedAs(changed, arrival(atList), "lists.example", LIST);
    Diagnosis diagnosis = Signed.diagnosis(arrived, DNS);
    assertEquals(
        List.of(OptionalInt.empty(), OptionalInt.of(1)),
        diagnosis.signatures().stream().map(Diagnosis.Signature::instance).toList());
    List<Change.Kind> kinds = List.of(Change.Kind.TEXT_APPENDED, Change.Kind.SUBJECT_PREFIXED);
    for (Diagnosis.Signature each : diagnosis.signatures()) {
      assertEquals(kinds, each.changes().stream().map(Change::kind).toList());
    }
    assertEquals(
        List.of(
            "hop 1 (mx.example) reported dkim=pass as mx.example",
            "hop 2 (lists.example) reported dkim=pass as lists.example",
            "the message was changed by hop 2 (lists.example): it says that the signature passed"
                + " on arrival, and it sealed the message as it is now"),
        sentences(diagnosis.signatures().get(0)));
    assertEquals(
        List.of(
            "the message was changed after hop 1 (mx.example) sealed it, and before hop 2"
                + " (lists.example) did"),
        sentences(diagnosis.signatures().get(1)));
  }

  @Test
  void afterTheLastSeal() {
    String arrived = sealed(MESSAGE, "mx.example", MX) + "footer\r\n";
    Diagnosis.Signature diagnosis = Signed.diagnosis(arrived, DNS).signatures().get(0);
    assertEquals(OptionalInt.of(1), diagnosis.instance());
    assertEquals(
        List.of(Change.Kind.TEXT_APPENDED),
        diagnosis.changes().stream().map(Change::kind).toList());
    assertEquals(List.of(), diagnosis.facts());
  }

  /** A chain with gaps, where places and instances differ, is broken, and is told as it is. */
  @Test
  void gaps() {
    String sent = Signed.of(MESSAGE, Signed.RSA, Canonicalization.RELAXED).signature() + MESSAGE;
    String results =
        "ARC-Authentication-Results: i=7; mx.example; dkim=pass header.d=author.example\r\n";
    Diagnosis diagnosis = Signed.diagnosis(results + sent + "footer\r\n", DNS);
    assertEquals(
        List.of("hop 7 (?) reported dkim=pass as mx.example"),
        sentences(diagnosis.signatures().get(0)));
  }

  /** A second signature of the author proves that no hop changed anything: the first was wrong. */
  @Test
  void noHopIsAccused() {
    String good = Signed.of(MESSAGE, Signed.RSA, Canonicalization.RELAXED).signature();
    String bad =
        Signed.of(MESSAGE, Signed.ED25519, Canonicalization.RELAXED)
            .signature()
            .replace("s=s1", "s=e1")
            .replaceAll("bh=....", "bh=AAAA");
    Dns dns =
        Dns.zone(
            Signed.keyLine(Signed.RSA),
            Signed.keyLine(Signed.ED25519).replaceFirst("^s1", "e1"),
            Signed.keyLine(MX).replace("author.example", "mx.example"));
    ArcArrival arrival =
        InboundAuthenticator.of("mx.example", dns)
            .authenticate((good + MESSAGE).getBytes(ISO_8859_1))
            .arrival();
    String arrived = sealedAs(bad + good + MESSAGE, arrival, "mx.example", MX);
    Diagnosis.Signature diagnosis = Signed.diagnosis(arrived, dns).signatures().get(0);
    assertEquals(
        List.of(Fact.Kind.KEY_CANNOT_TELL, Fact.Kind.FIELDS_ABSENT, Fact.Kind.UNCHANGED_SINCE),
        diagnosis.facts().stream().map(Fact::kind).toList());
  }

  /** The change is one that the seal does not cover: it may have been made at any time. */
  @Test
  void changeThatTheSealDoesNotCover() {
    String relaxed = Signed.of(MESSAGE, Signed.RSA, Canonicalization.SIMPLE).signature() + MESSAGE;
    String arrived = sealed(relaxed, "mx.example", MX).replace("Subject: ", "Subject:  ");
    assertEquals(
        List.of("hop 1 (mx.example) reported dkim=pass as mx.example"),
        sentences(Signed.diagnosis(arrived, DNS).signatures().get(0)));
  }

  /** The signer may have taken the wrong one of two fields: no hop is accused of a change. */
  @Test
  void noHopIsAccusedOfWhatASignerMayHaveDone() throws SigningException {
    String two = "Comments: one\r\nComments: two\r\n" + MESSAGE;
    SignedHeaders once = new SignedHeaders(Set.of("From", "Comments"), Set.of(), Set.of());
    HeaderField field =
        DkimSigner.of(Signed.DOMAIN, Signed.SELECTOR, Signed.RSA)
            .withSignedHeaders(once)
            .sign(two.getBytes(ISO_8859_1))
            .get(0);
    String turned = two.replace("one", "2").replace("two", "one").replace("2", "two");
    String arrived = sealed(new String(field.bytes(), ISO_8859_1) + turned, "mx.example", MX);
    Diagnosis.Signature diagnosis = Signed.diagnosis(arrived, DNS).signatures().get(0);
    assertEquals(
        List.of(Change.Kind.CHANGED_OR_SIGNED_OTHERWISE),
        diagnosis.changes().stream().map(Change::kind).toList());
    assertEquals(
        List.of("hop 1 (mx.example) reported dkim=fail as mx.example"), sentences(diagnosis));
  }

  /** A result with nothing but the domain speaks of no signature in particular. */
  @Test
  void resultOfOneOfTwoSignatures() {
    String sent = Signed.of(MESSAGE, Signed.RSA, Canonicalization.RELAXED).signature() + MESSAGE;
    String both = Signed.of(MESSAGE, Signed.RSA, Canonicalization.SIMPLE).signature() + sent;
    String results =
        "ARC-Authentication-Results: i=1; mx.example; dkim=pass header.d=author.example\r\n";
    Diagnosis diagnosis = Signed.diagnosis(results + both + "footer\r\n", DNS);
    diagnosis.signatures().forEach(each -> assertEquals(List.of(), sentences(each)));
  }

  private static List<String> sentences(Diagnosis.Signature diagnosis) {
    return diagnosis.facts().stream().map(Fact::sentence).toList();
  }

  private static ArcArrival arrival(String message) {
    return InboundAuthenticator.of("lists.example", DNS)
        .authenticate(message.getBytes(ISO_8859_1))
        .arrival();
  }

  private static String sealed(String message, String domain, SigningKey key) {
    ArcArrival arrival =
        InboundAuthenticator.of(domain, DNS).authenticate(message.getBytes(ISO_8859_1)).arrival();
    return sealedAs(message, arrival, domain, key);
  }

  private static String sealedAs(
      String message, ArcArrival arrival, String domain, SigningKey key) {
    try {
      SealResult result =
          ArcSealer.of(domain, Signed.SELECTOR, key, domain)
              .seal(message.getBytes(ISO_8859_1), arrival);
      StringBuilder fields = new StringBuilder();
      for (HeaderField field : ((SealResult.Sealed) result).fields()) {
        fields.append(new String(field.bytes(), ISO_8859_1));
      }
      return fields + message;
    } catch (SigningException e) {
      throw new AssertionError(e);
    }
  }
}
