package dev.waxseal.dkim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** RFC 6376 section 5. */
class DkimSignerTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  private static final SigningKey.Generated RSA = SigningKey.generate(SigningAlgorithm.RSA_SHA256);
  private static final SigningKey.Generated ED25519 =
      SigningKey.generate(SigningAlgorithm.ED25519_SHA256);
  private static final DkimSigner SIGNER =
      DkimSigner.of("example.com", "r", RSA.key()).withClock(() -> NOW);

  private static final String MESSAGE =
      """
      Received: from b by c
      From: Joe <joe@example.com>
      To: list@example.org
      Subject: Hello
      References: <1@example.org>
      Resent-From: ann@example.com
      X-Other: thing

      Hello.
      """
          .replace("\n", "\r\n");

  private static Dns dns(SigningKey.Generated key, String selector) {
    String text = key.key().keyRecord().orElseThrow();
    int half = text.length() / 2;
    return Dns.zone(
        selector
            + "._domainkey.example.com. TXT ( \""
            + text.substring(0, half)
            + "\" \""
            + text.substring(half)
            + "\" )");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static String signed(DkimSigner signer, String message) throws SigningException {
    StringBuilder signed = new StringBuilder();
    for (HeaderField field : signer.sign(bytes(message))) {
      signed.append(new String(field.bytes(), ISO_8859_1));
    }
    return signed + message;
  }

  private static DkimResult.Pass pass(String message, Dns dns) {
    DkimReport report = DkimVerifier.of(dns).withClock(() -> NOW).verify(bytes(message));
    assertEquals(1, report.results().size());
    return assertInstanceOf(DkimResult.Pass.class, report.results().get(0));
  }

  @Test
  void signaturesVerifyInEveryForm() throws SigningException {
    for (Canonicalization header : Canonicalization.values()) {
      for (Canonicalization body : Canonicalization.values()) {
        DkimSigner signer = SIGNER.withCanonicalization(header, body);
        DkimResult.Pass pass = pass(signed(signer, MESSAGE), dns(RSA, "r"));
        assertEquals(header + "/" + body, pass.claims().canonicalization());
        assertEquals(Optional.of(NOW), pass.claims().timestamp());
        assertEquals(Optional.empty(), pass.claims().expiration());
        assertEquals(List.of(), pass.uncovered());
      }
    }
  }

  @Test
  void twoKeysInOnePass() throws SigningException {
    DkimSigner both = SIGNER.and("e", ED25519.key());
    List<HeaderField> fields = both.sign(bytes(MESSAGE));
    assertEquals(2, fields.size());
    String message = signed(both, MESSAGE);
    for (Dns dns : List.of(dns(RSA, "r"), dns(ED25519, "e"))) {
      assertEquals(1, DkimVerifier.of(dns).verify(bytes(message)).passes().size());
    }
  }

  /** The tags stand in one order; lines have at most 78 columns and each fold is a fold. */
  @Test
  void layout() throws SigningException {
    DkimSigner signer = SIGNER.withExpiration(Duration.ofDays(7));
    String field = new String(signer.sign(bytes(MESSAGE)).get(0).bytes(), ISO_8859_1).strip();
    String tags = field.replaceAll("\r\n ", " ").replaceAll("=[^;]*", "");
    assertEquals("DKIM-Signature: v; a; c; d; s; t; x; h; bh; b", tags.replaceAll(" +", " "));
    for (String line : field.split("\r\n", -1)) {
      assertTrue(line.length() <= 78, line);
      assertTrue(line.startsWith(" ") || line.startsWith("DKIM-Signature: "), line);
    }
    assertTrue(field.contains("x=1700604800;"), field);
  }

  @Test
  void recommendedFieldsAreOverSigned() throws SigningException {
    List<String> names = pass(signed(SIGNER, MESSAGE), dns(RSA, "r")).claims().signedHeaders();
    assertEquals(2, Collections.frequency(names, "from"));
    assertEquals(2, Collections.frequency(names, "subject"));
    assertEquals(2, Collections.frequency(names, "references"));
    assertEquals(1, Collections.frequency(names, "cc"), "its absence is signed");
    assertEquals(1, Collections.frequency(names, "content-type"), "its absence is signed");
    assertEquals(0, Collections.frequency(names, "in-reply-to"));
    assertEquals(1, Collections.frequency(names, "resent-from"), "a second one may come");
    assertEquals(0, Collections.frequency(names, "received"));
    assertEquals(0, Collections.frequency(names, "x-other"));
  }

  @Test
  void whatIsOverSignedCannotBeAdded() throws SigningException {
    String message = signed(SIGNER, MESSAGE);
    for (String added : List.of("From: eve@example.net", "Subject: Pay", "Cc: x", "Date: now")) {
      DkimReport report = DkimVerifier.of(dns(RSA, "r")).verify(bytes(added + "\r\n" + message));
      DkimResult.Failure failure =
          assertInstanceOf(DkimResult.Failure.class, report.results().get(0), added);
      assertEquals(DkimReason.SIGNATURE_MISMATCH, failure.reason(), added);
    }
    pass("Received: from c by d\r\n" + message, dns(RSA, "r"));
  }

  @Test
  void otherFieldsOnRequest() throws SigningException {
    DkimSigner signer =
        SIGNER.withSignedHeaders(
            new SignedHeaders(Set.of("From"), Set.of(), Set.of("X-Other", "Subject")));
    DkimResult.Pass pass = pass(signed(signer, MESSAGE), dns(RSA, "r"));
    assertEquals(Set.of("from", "x-other", "subject"), Set.copyOf(pass.claims().signedHeaders()));
    assertEquals(List.of("to"), pass.uncovered());
    for (String never : List.of("DKIM-Signature", "Return-Path", "received", "a b", "a;b", "")) {
      Set<String> names = Set.of(never);
      Set<String> from = Set.of("From");
      assertThrows(
          IllegalArgumentException.class, () -> new SignedHeaders(from, Set.of(), names), never);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new SignedHeaders(Set.of("To"), Set.of(), Set.of("From")));
  }

  @Test
  void recommendedFieldsWithChanges() throws SigningException {
    SignedHeaders recommended = SignedHeaders.recommended();
    DkimSigner signer =
        SIGNER.withSignedHeaders(
            recommended
                .without("subject", "Reply-To", "X-Unknown")
                .signing("TO", "X-Other")
                .overSigning("Sender")
                .overSigningIfPresent("Date", "Message-ID"));
    List<String> names = signer.signedHeaders().names(Headers.of(List.of()));
    assertTrue(names.containsAll(List.of("From", "Cc", "Sender")), names.toString());
    for (String absent : List.of("Subject", "Reply-To", "To", "Date", "Message-ID", "X-Other")) {
      assertTrue(names.stream().noneMatch(absent::equalsIgnoreCase), absent);
    }
    String signed = signed(signer, MESSAGE);
    pass("To: another@example.org\r\nReply-To: b@example.org\r\n" + signed, dns(RSA, "r"));
    for (String added : List.of("Sender: b@example.org\r\n", "Cc: b@example.org\r\n")) {
      assertInstanceOf(
          DkimResult.Failure.class,
          DkimVerifier.of(dns(RSA, "r")).verify(bytes(added + signed)).results().get(0),
          added);
    }
    assertEquals(recommended, recommended.without());
    assertThrows(IllegalArgumentException.class, () -> recommended.without("from"));
    assertThrows(IllegalArgumentException.class, () -> recommended.signing("FROM"));
    assertThrows(IllegalArgumentException.class, () -> recommended.overSigningIfPresent("From"));
    assertThrows(IllegalArgumentException.class, () -> recommended.signing("Received"));
    assertEquals(
        recommended.overSigned().size(), recommended.overSigning("FROM").overSigned().size());
  }

  @Test
  void whatMustNotBeSigned() {
    refused("To: a@example.org\r\n\r\nx", SigningException.Problem.NO_FROM);
    refused("", SigningException.Problem.NO_FROM);
    refused("From: a@b.c\r\nfrom : d@e.f\r\n\r\nx", SigningException.Problem.SEVERAL_FROM);
    refused("From: a@b.c\r\n\r\nx\ny\r\n", SigningException.Problem.BARE_LINE_END);
    refused("From: a@b.c\r\n\r\nx\ry\r\n", SigningException.Problem.BARE_LINE_END);
    refused("From: a@b.c\r\n\r\nx\r", SigningException.Problem.BARE_LINE_END);
    refused("From: a@b.c\nTo: d\r\n\r\nx", SigningException.Problem.BARE_LINE_END);
    refused("From: a@b.c\r\nno colon\r\n\r\nx", SigningException.Problem.MALFORMED_HEADER);
    refused("From: a@b.c\r\nno name: x\r\n\r\nx", SigningException.Problem.MALFORMED_HEADER);
    refused(" X: y\r\nFrom: a@b.c\r\n\r\nx", SigningException.Problem.MALFORMED_HEADER);
    refused("From: a@b.c\r\nX: \0\r\n\r\nx", SigningException.Problem.NUL_IN_HEADER);
    refused("From: a@b.c\0\r\n\r\nx", SigningException.Problem.NUL_IN_HEADER);
    SigningException e =
        assertThrows(
            SigningException.class,
            () ->
                SIGNER
                    .withLimits(Limits.with().headerBytes(10).build())
                    .sign(bytes("From: a@b.c\r\n\r\nx")));
    assertEquals(SigningException.Problem.HEADER_TOO_LARGE, e.problem());
  }

  private static void refused(String message, SigningException.Problem problem) {
    SigningException e =
        assertThrows(SigningException.class, () -> SIGNER.sign(bytes(message)), message);
    assertEquals(problem, e.problem(), message);
  }

  @Test
  void whatTheCallerGetsWrong() {
    assertThrows(
        IllegalArgumentException.class, () -> DkimSigner.of("com", "r", RSA.key()), "one label");
    assertThrows(
        IllegalArgumentException.class, () -> DkimSigner.of("a..b", "r", RSA.key()), "no domain");
    assertThrows(
        IllegalArgumentException.class, () -> DkimSigner.of("a.b", "r s", RSA.key()), "selector");
    assertThrows(
        IllegalArgumentException.class, () -> SIGNER.withExpiration(Duration.ofMillis(999)));
    SigningSession session = SIGNER.begin();
    session.write(bytes(MESSAGE));
    assertFalse(assertDoesNotThrow(session).isEmpty());
    assertThrows(IllegalStateException.class, session::finish);
    assertThrows(IllegalStateException.class, () -> session.write(new byte[1]));
  }

  private static List<HeaderField> assertDoesNotThrow(SigningSession session) {
    return org.junit.jupiter.api.Assertions.assertDoesNotThrow(session::finish);
  }

  /** A device that holds the key and gives signatures only. */
  @Test
  void opaqueKeys() throws Exception {
    SigningKey device =
        SigningKey.of(
            SigningAlgorithm.RSA_SHA256,
            2048,
            Optional.empty(),
            data -> {
              try {
                return RSA.key().sign(data);
              } catch (SigningException e) {
                throw new GeneralSecurityException(e);
              }
            });
    DkimSigner signer = DkimSigner.of("example.com", "r", device).withClock(() -> NOW);
    pass(signed(signer, MESSAGE), dns(RSA, "r"));
    SigningKey broken =
        SigningKey.of(
            SigningAlgorithm.ED25519_SHA256,
            256,
            Optional.empty(),
            data -> {
              throw new GeneralSecurityException("the device is gone");
            });
    DkimSigner failing = DkimSigner.of("example.com", "r", broken);
    SigningException e = assertThrows(SigningException.class, () -> failing.sign(bytes(MESSAGE)));
    assertEquals(SigningException.Problem.KEY_FAILED, e.problem());
    assertTrue(String.valueOf(e.getMessage()).contains("the device is gone"));
  }

  /** What devices do wrong is told as such, and never ends up in a message. */
  @Test
  void brokenDevices() throws SigningException {
    for (SigningKey.RawSigner signer :
        List.<SigningKey.RawSigner>of(
            data -> {
              throw new ProviderException("removed");
            },
            data -> new byte[0],
            data -> new byte[63])) {
      SigningKey key =
          SigningKey.of(SigningAlgorithm.ED25519_SHA256, 256, Optional.empty(), signer);
      DkimSigner failing = DkimSigner.of("example.com", "r", key);
      SigningException e = assertThrows(SigningException.class, () -> failing.sign(bytes(MESSAGE)));
      assertEquals(SigningException.Problem.KEY_FAILED, e.problem());
    }
  }

  /** What verifiers, ours among them, would refuse is not made. */
  @Test
  void signaturesThatCouldNotVerify() {
    refused(
        MESSAGE.replace("To: ", "To: x\r\n".repeat(1000) + "To: "),
        SigningException.Problem.TOO_MANY_FIELDS);
    assertThrows(
        IllegalArgumentException.class, () -> SIGNER.withExpiration(Duration.ofDays(36_526)));
    for (Set<String> twice : List.of(Set.of("FROM"), Set.of("To", "tO"))) {
      assertThrows(
          IllegalArgumentException.class, () -> new SignedHeaders(Set.of("From"), Set.of(), twice));
    }
  }

  private static DkimReport verified(Dns dns) throws SigningException {
    DkimSigner both = SIGNER.and("e", ED25519.key());
    DkimSigner theirs =
        SIGNER.withCanonicalization(Canonicalization.SIMPLE, Canonicalization.SIMPLE);
    SigningSession session = both.begin();
    session.write(bytes(signed(theirs, MESSAGE)));
    session.finish();
    return session.verify(DkimVerifier.of(dns).withClock(() -> NOW));
  }

  /** A signature that came with the message is not ours, though its key is there. */
  @Test
  void whatDnsHasDecidesWhatOurSignaturesAreWorth() throws SigningException {
    DkimReport report = verified(dns(RSA, "r"));
    assertEquals(2, report.results().size());
    assertEquals("r", report.passes().get(0).signature().orElseThrow().selector().toString());
    assertEquals(1, report.passes().size());
    assertEquals(List.of(), verified(Dns.zone()).passes());
    assertEquals(
        List.of(), verified(dns(SigningKey.generate(SigningAlgorithm.RSA_SHA256), "r")).passes());
  }

  @Test
  void whatHasNotBeenSignedHasNoResult() {
    SigningSession session = SIGNER.begin();
    session.write(bytes(MESSAGE.replace("From:", "X-From:")));
    assertThrows(SigningException.class, session::finish);
    assertEquals(List.of(), session.verify(DkimVerifier.of(dns(RSA, "r"))).results());
  }
}
