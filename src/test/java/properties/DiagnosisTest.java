package properties;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.diagnosis.Diagnosis;
import dev.waxseal.diagnosis.Diagnostician;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.Canonicalization;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import vectors.Naive;

/** What is added to a message is found, and whatever is found leads to what was signed. */
class DiagnosisTest {

  private static final SigningKey.Generated KEY =
      SigningKey.generate(SigningAlgorithm.RSA_SHA256, 1024);
  private static final Dns DNS =
      Dns.zone("s._domainkey.example.org. TXT \"" + KEY.key().keyRecord().orElseThrow() + "\"");

  private static final String HEADER =
      "From: a@example.org\r\nSubject: the words\r\nContent-Type: multipart/mixed; boundary=b\r\n";

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "", " ", "a", "b  c ", "\tx", "--b", "--b--", ".", ">From x", "=C3", "\u00ff")
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .map(lines -> lines.stream().collect(Collectors.joining("\r\n", "", "\r\n")));
  }

  @Property(tries = 200)
  void footersAndPrefixes(
      @ForAll("texts") String body, @ForAll("texts") String footer, @ForAll Canonicalization form)
      throws SigningException {
    String changed =
        HEADER.replace("the words", "[list] the words") + "\r\n" + body + footer + "z\r\n";
    Diagnosis.Signature diagnosis = diagnosis(HEADER + "\r\n" + body, changed, form);
    assertTrue(diagnosis.isExplained(), diagnosis::toString);
    assertLeadsBack(body, diagnosis, form);
  }

  /** Texts that have nothing to do with each other, so that only chance explains anything. */
  @Property(tries = 200)
  void anything(
      @ForAll("texts") String signed,
      @ForAll("texts") String arrived,
      @ForAll Canonicalization form)
      throws SigningException {
    String changed = HEADER.replace("the words", "other words") + "\r\n" + arrived;
    Diagnosis.Signature diagnosis = diagnosis(HEADER + "\r\n" + signed, changed, form);
    assertEquals(List.of(), diagnosis.header().changes());
    if (diagnosis.body().outcome() == Diagnosis.Outcome.EXPLAINED) {
      assertLeadsBack(signed, diagnosis, form);
    }
  }

  @Provide
  Arbitrary<String> fields() {
    return Arbitraries.of(
            "Subject: [",
            "Subject: Re: Re[2]: {x} ***",
            "Subject: =?utf-8?q?=C3?= =?x?b?y?=",
            "From: \"a, b\" <c@d>, <",
            "From: via via <@>",
            "Reply-To: ,,\"",
            "To: a@b,\t<c@d>",
            "Cc: :;()",
            "Date: 1 Jan",
            "Date: Mon, 05 Jan 2026 00:00:00 GMT (x",
            "Message-ID: <",
            "Content-Type: ;;=\"",
            "Content-Type: multipart/mixed; boundary=",
            "MIME-Version:",
            "Content-Transfer-Encoding: base64",
            "X-Original-From: \u00ff",
            "List-Post: <mailto:",
            "Content-Type: multipart/x; boundary=b",
            "no colon",
            "ARC-Seal: i=3; cv=pass",
            "ARC-Authentication-Results: i=9; x; dkim=pass header.d=example.org")
        .list()
        .ofMaxSize(12)
        .map(all -> all.stream().map(field -> field + "\r\n").collect(Collectors.joining()));
  }

  /** Fields of all kinds above a signed message, which the search has to live with. */
  @Property(tries = 300)
  void oddFields(
      @ForAll("fields") String above, @ForAll("texts") String body, @ForAll Canonicalization form)
      throws SigningException {
    String changed = above + HEADER.replace("the words", "other words") + "\r\n" + body;
    Diagnosis.Signature diagnosis = diagnosis(HEADER + "\r\n" + body, changed, form);
    assertFalse(diagnosis.header().outcome() == Diagnosis.Outcome.INTACT, diagnosis::toString);
  }

  private static void assertLeadsBack(
      String body, Diagnosis.Signature diagnosis, Canonicalization form) {
    String found =
        diagnosis.signedBody().map(octets -> new String(octets.bytes(), ISO_8859_1)).orElse(body);
    assertEquals(Naive.body(form.toString(), body), Naive.body(form.toString(), found));
  }

  private static Diagnosis.Signature diagnosis(
      String message, String changed, Canonicalization form) throws SigningException {
    byte[] signature =
        DkimSigner.of("example.org", "s", KEY.key())
            .withCanonicalization(form, form)
            .sign(message.getBytes(ISO_8859_1))
            .get(0)
            .bytes();
    String arrived = new String(signature, ISO_8859_1) + changed;
    InboundReport report =
        InboundAuthenticator.of("mx.example", DNS).authenticate(arrived.getBytes(ISO_8859_1));
    byte[] body = changed.substring(changed.indexOf("\r\n\r\n") + 4).getBytes(ISO_8859_1);
    Diagnosis diagnosis =
        Diagnostician.of(DNS)
            .withLimits(new Diagnostician.SearchLimits(1 << 20, 4 << 20, 4L << 20, 3_000, 500, 12))
            .diagnose(report, body);
    return diagnosis.signatures().get(0);
  }
}
