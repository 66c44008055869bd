package properties;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import vectors.Naive;

/** What is signed here verifies here, and nothing else does. */
class SigningTest {

  private static final SigningKey.Generated KEY =
      SigningKey.generate(SigningAlgorithm.ED25519_SHA256);
  private static final DkimVerifier VERIFIER =
      DkimVerifier.of(
          Dns.zone(
              "s._domainkey.example.org. TXT \"" + KEY.key().keyRecord().orElseThrow() + "\""));

  @Provide
  Arbitrary<String> messages() {
    Arbitrary<String> fields =
        Arbitraries.of(
                "Subject: a  b\r\n",
                "Subject:\r\n\tfolded\r\n",
                "To : x\r\n",
                "Cc:\r\n",
                "X-A: \u00ff\r\n",
                "Content-Type: text/plain\r\n",
                "DKIM-Signature: v=1; b=x\r\n",
                "Received: a\r\n")
            .list()
            .ofMaxSize(8)
            .map(parts -> String.join("", parts));
    Arbitrary<String> bodies =
        Arbitraries.of("\r\n", " ", "\t", "a", "b c", "\0", "\u00ff")
            .list()
            .ofMaxSize(20)
            .map(parts -> String.join("", parts));
    return fields.flatMap(
        header -> bodies.map(body -> header + "From: a@example.org\r\n\r\n" + body));
  }

  @Property(tries = 300)
  void roundTrip(
      @ForAll("messages") String message,
      @ForAll Canonicalization header,
      @ForAll Canonicalization body)
      throws SigningException {
    DkimResult.Pass pass = first(sign(message, header, body));
    assertEquals("example.org", pass.domain().toString());
    assertEquals(header + "/" + body, pass.claims().canonicalization());
  }

  @Property(tries = 300)
  void aFlippedByteThatIsSignedFails(
      @ForAll("messages") String message,
      @ForAll Canonicalization header,
      @ForAll Canonicalization body,
      @ForAll long seed)
      throws SigningException {
    String signed = sign(message, header, body);
    String before = Naive.signed(signed, first(signed));
    byte[] bytes = signed.getBytes(ISO_8859_1);
    bytes[(int) Math.floorMod(seed, (long) bytes.length)] ^= 1;
    for (DkimResult.Pass pass : VERIFIER.verify(bytes).passes()) {
      assertEquals(before, Naive.signed(new String(bytes, ISO_8859_1), pass));
    }
  }

  private static DkimResult.Pass first(String message) {
    var passes = VERIFIER.verify(message.getBytes(ISO_8859_1)).passes();
    assertTrue(!passes.isEmpty(), message);
    return passes.get(0);
  }

  private static String sign(String message, Canonicalization header, Canonicalization body)
      throws SigningException {
    HeaderField field =
        DkimSigner.of("example.org", "s", KEY.key())
            .withCanonicalization(header, body)
            .sign(message.getBytes(ISO_8859_1))
            .get(0);
    return new String(field.bytes(), ISO_8859_1) + message;
  }
}
