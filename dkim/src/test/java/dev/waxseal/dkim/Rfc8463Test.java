package dev.waxseal.dkim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.waxseal.dkim.internal.HeaderHash;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.mime.Canonicalization;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 8463 appendix A, both ways: its signatures verify, and its keys make them again. */
class Rfc8463Test {

  private static final DkimReport REPORT = DkimVerifier.of(Rfc8463.DNS).verify(Rfc8463.MESSAGE);

  @Test
  void bothSignaturesPass() {
    assertEquals(2, REPORT.results().size());
    for (DkimResult result : REPORT.results()) {
      DkimResult.Pass pass = assertInstanceOf(DkimResult.Pass.class, result);
      assertEquals("football.example.com", pass.domain().toString());
      assertEquals("@football.example.com", pass.claims().identity());
    }
  }

  @Test
  void theEd25519KeyMakesTheSignature() throws SigningException {
    assertEquals(published(0), made(0, Rfc8463.ED25519_SEED));
  }

  @Test
  void theRsaKeyMakesTheSignature() throws SigningException {
    assertEquals(published(1), made(1, Rfc8463.RSA_PEM));
  }

  private static String published(int index) {
    return claims(index).signature().toString();
  }

  private static String made(int index, String key) throws SigningException {
    List<String> signedHeaders = claims(index).signedHeaders();
    byte[] signedData =
        HeaderHash.input(
            REPORT.headers(),
            signedHeaders,
            REPORT.results().get(index).field(),
            Canonicalization.RELAXED);
    return Base64.getEncoder().encodeToString(SigningKey.fromPem(key).sign(signedData));
  }

  private static DkimSignature claims(int index) {
    return REPORT.results().get(index).signature().orElseThrow();
  }
}
