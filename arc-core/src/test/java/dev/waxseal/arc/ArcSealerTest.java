package dev.waxseal.arc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.authres.MethodResult;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ArcSealerTest {

  private static final String LIST = "lists.example.org";
  private static final DkimSigner DKIM =
      DkimSigner.of(LIST, "s", Post.key(LIST)).withClock(() -> Post.NOW);

  private static ArcArrival arrival(String message) {
    return new ArcArrival(
        Post.verify(message).validatedChain(),
        List.of(
            MethodResult.of("dkim", "pass").with("header", "d", "author.example"),
            MethodResult.of("arc", "fail")));
  }

  private static SealResult seal(ArcSealer sealer, String message, ArcArrival arrival)
      throws SigningException {
    return sealer.seal(message.getBytes(ISO_8859_1), arrival);
  }

  private static SealReason unsealed(SealResult result) {
    return assertInstanceOf(SealResult.Failure.class, result).reason();
  }

  private static List<String> names(SealResult result) {
    return result.fields().stream().map(HeaderField::name).toList();
  }

  private static List<String> covered(SealResult result) {
    String value = result.fields().get(1).value().replaceAll("\\s", "");
    String names = value.replaceAll(".*;h=([^;]*);.*", "$1").toLowerCase(Locale.ROOT);
    return Arrays.asList(names.split(":", -1));
  }

  @Test
  void theSetSaysWhatWasFound() throws SigningException {
    SealResult result = seal(Post.sealer(LIST), Post.MESSAGE, arrival(Post.MESSAGE));
    assertEquals(
        List.of("ARC-Seal", "ARC-Message-Signature", "ARC-Authentication-Results"), names(result));
    assertEquals(
        "i=1; lists.example.org; dkim=pass header.d=author.example; arc=none",
        result.fields().get(2).value().replaceAll("\\s+", " ").strip());
    ArcReport report = Post.verify(Post.with(result, Post.MESSAGE));
    assertEquals(0, assertInstanceOf(ArcResult.Pass.class, report.result()).oldestPass());
  }

  @Test
  void signaturesOfDkimComeFirstAndAreCovered() throws SigningException {
    String message = "DKIM-Signature: v=1; d=author.example\r\nReceived: x\r\n" + Post.MESSAGE;
    SealResult result = seal(Post.sealer(LIST).signingFirst(DKIM), message, arrival(message));
    assertEquals("DKIM-Signature", names(result).get(3));
    String sealed = Post.with(result, message);
    assertInstanceOf(ArcResult.Pass.class, Post.verify(sealed).result());
    assertEquals(
        1,
        DkimVerifier.of(Post.dns())
            .withClock(() -> Post.NOW)
            .verify(sealed.getBytes(ISO_8859_1))
            .passes()
            .size());
    List<String> covered = covered(result);
    assertEquals(2, covered.stream().filter("dkim-signature"::equals).count());
    for (String never : List.of("received", "return-path", "authentication-results", "arc-seal")) {
      assertTrue(!covered.contains(never), never);
    }
    String changed = sealed.replace("v=1; d=author.example", "v=1; d=other.example");
    assertInstanceOf(ArcResult.Failure.class, Post.verify(changed).result());
  }

  @Test
  void aStreamIsSealedAsAnArray() throws SigningException, IOException {
    byte[] message = Post.MESSAGE.getBytes(ISO_8859_1);
    SealingSession session = Post.sealer(LIST).begin(arrival(Post.MESSAGE));
    try (OutputStream out = session.asOutputStream()) {
      out.write(message[0]);
      out.write(message, 1, message.length - 1);
    }
    String sealed = Post.with(session.finish(), Post.MESSAGE);
    assertInstanceOf(ArcResult.Pass.class, Post.verify(sealed).result());
    assertThrows(IllegalStateException.class, () -> session.asOutputStream().write('x'));
  }

  @Test
  void linesAreShort() throws SigningException {
    SealResult result =
        seal(Post.sealer(LIST).signingFirst(DKIM), Post.MESSAGE, arrival(Post.MESSAGE));
    for (HeaderField field : result.fields()) {
      String text = new String(field.bytes(), ISO_8859_1);
      assertEquals(text.split("\n", -1).length, text.split("\r\n", -1).length, text);
      for (String line : text.split("\r\n", -1)) {
        assertTrue(line.length() <= 78, line);
      }
    }
  }

  /** "MUST only include the ARC Set header fields created by the MTA" (RFC 8617 section 5.1.2). */
  @Test
  void theSealOfABrokenChainCoversItsOwnSet() throws SigningException {
    String broken = Post.sealedBy("other.example", Post.MESSAGE).replace("back", "gone");
    SealResult result = seal(Post.sealer(LIST), broken, arrival(broken));
    assertEquals(ChainStatus.FAIL, assertInstanceOf(SealResult.Sealed.class, result).status());
    String alone = Post.with(result, Post.MESSAGE).replace("i=2;", "i=1;");
    ArcResult.Failure fail = assertInstanceOf(ArcResult.Failure.class, Post.verify(alone).result());
    assertEquals(ArcReason.MARKED_FAILED, fail.reason());
    String marked = Post.with(result, broken);
    assertEquals(
        SealReason.CHAIN_ALREADY_FAILED,
        unsealed(seal(Post.sealer(LIST), marked, arrival(marked))));
    String junk = "ARC-Seal: junk\r\n" + marked;
    assertEquals(
        SealReason.CHAIN_ALREADY_FAILED, unsealed(seal(Post.sealer(LIST), junk, arrival(junk))));
  }

  @Test
  void aChainOfFiftyIsFull() throws SigningException {
    String message = Post.MESSAGE;
    for (int i = 0; i < 50; i++) {
      message = Post.sealedBy("other.example", message);
    }
    assertInstanceOf(ArcResult.Pass.class, Post.verify(message).result());
    assertEquals(
        SealReason.CHAIN_FULL, unsealed(seal(Post.sealer(LIST), message, arrival(message))));
  }

  @Test
  void whatWasJudgedIsWhatIsSealed() throws SigningException {
    String sealed = Post.sealedBy("other.example", Post.MESSAGE);
    ArcArrival judged = arrival(sealed);
    for (String other :
        List.of(
            Post.MESSAGE,
            Post.sealedBy("mx.example.org", sealed),
            sealed.replaceFirst("ARC-Seal: i=1;", "ARC-Seal: i=1;\r\n \r\n "),
            sealed.replaceFirst("cv=none", "cv=pass"))) {
      assertEquals(
          SealReason.CHAIN_CHANGED, unsealed(seal(Post.sealer(LIST), other, judged)), other);
    }
    assertInstanceOf(
        SealResult.Sealed.class,
        seal(Post.sealer(LIST), sealed.replace("Boats", "[list] Boats"), judged));
    assertEquals(
        SealReason.CHAIN_CHANGED,
        unsealed(
            seal(
                Post.sealer(LIST),
                Post.MESSAGE,
                new ArcArrival(
                    ArcReport.unread(Headers.Overflow.TOO_MANY_BYTES).validatedChain(),
                    List.of()))));
  }

  @Test
  void withoutResultsOfAnyoneTrustedThereIsOnlyTheSignature() throws SigningException {
    SealResult result =
        Post.sealer(LIST)
            .signingFirst(DKIM)
            .seal(
                ("Authentication-Results: evil.example; arc=pass\r\n" + Post.MESSAGE)
                    .getBytes(ISO_8859_1),
                ArcHandover.from("mx.example.org"));
    assertEquals(SealReason.NO_RESULTS, unsealed(result));
    assertEquals(List.of("DKIM-Signature"), names(result));
  }

  @Test
  void moreThanVerifiersLookAtIsNotCovered() throws SigningException {
    String flood = "DKIM-Signature: v=1\r\n".repeat(1_000) + Post.MESSAGE;
    assertEquals(
        SealReason.TOO_MANY_FIELDS, unsealed(seal(Post.sealer(LIST), flood, arrival(flood))));
  }

  @Test
  void messagesThatMustNotBeSigned() {
    for (String bad :
        List.of(
            Post.MESSAGE.replace("back.\r\n", "back.\n"),
            "From: b@example.org\r\n" + Post.MESSAGE,
            "no field\r\n" + Post.MESSAGE,
            "no name: x\r\n" + Post.MESSAGE,
            "X: a\nb\r\n" + Post.MESSAGE,
            "X: a\rb\r\n" + Post.MESSAGE,
            "X: a\0b\r\n" + Post.MESSAGE)) {
      SigningException thrown =
          assertThrows(SigningException.class, () -> seal(Post.sealer(LIST), bad, arrival(bad)));
      assertTrue(thrown.problem() != SigningException.Problem.KEY_FAILED, bad);
    }
  }
}
