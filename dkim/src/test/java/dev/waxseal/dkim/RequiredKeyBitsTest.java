package dev.waxseal.dkim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.Limits;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A verifier may ask for more than the 1024 bits of RFC 8301 section 3.2, and never for less. */
class RequiredKeyBitsTest {

  private static final String MESSAGE = "From: a@example.org\r\n\r\nx\r\n";

  private static String result(DkimVerifier verifier, byte[] message) {
    DkimResult result = verifier.verify(message).results().get(0);
    return result instanceof DkimResult.Failure failure
        ? failure.status().word() + ' ' + failure.detail()
        : result.status().word();
  }

  @Test
  void shorterRsaKeysDoNotCount() throws SigningException {
    for (int bits : new int[] {1024, 2047, 2048}) {
      SigningKey key = SigningKey.generate(SigningAlgorithm.RSA_SHA256, bits).key();
      DkimVerifier verifier = verifier(key);
      assertEquals("pass", result(verifier, signed(key)), bits + " bits");
      assertEquals("pass", result(verifier.requiringRsaKeyBits(1024), signed(key)));
      assertEquals(
          bits == 2048
              ? "pass"
              : "policy the RSA key is shorter than this verifier asks for: "
                  + bits
                  + " bits, and 2048 are asked",
          result(verifier.requiringRsaKeyBits(2048), signed(key)));
    }
  }

  @Test
  void ed25519HasOneLength() throws SigningException {
    SigningKey key = SigningKey.generate(SigningAlgorithm.ED25519_SHA256).key();
    assertEquals("pass", result(verifier(key).requiringRsaKeyBits(4096), signed(key)));
  }

  /** The option stays whatever else is set afterwards. */
  @Test
  void optionsGoTogether() throws SigningException {
    SigningKey key = SigningKey.generate(SigningAlgorithm.RSA_SHA256, 1024).key();
    DkimVerifier required = verifier(key).requiringRsaKeyBits(2048);
    for (DkimVerifier each :
        List.of(
            required.withLimits(Limits.defaults()),
            required.withCrypto(Crypto.standard()),
            required.withClock(Clock.systemUTC()),
            required.allowBodyLengthLimit(),
            required.treatingTestKeysAsUnsigned())) {
      assertTrue(result(each, signed(key)).startsWith("policy "));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 512, 1023, 4097, 8192})
  void whatCannotBeRequired(int bits) {
    DkimVerifier verifier = DkimVerifier.of(Dns.zone());
    String why =
        assertThrows(IllegalArgumentException.class, () -> verifier.requiringRsaKeyBits(bits))
            .getMessage();
    assertEquals(
        "RSA keys of 1024 to 4096 bits can be required, not of " + bits + " (RFC 8301 section 3.2)",
        why);
  }

  private static DkimVerifier verifier(SigningKey key) {
    return DkimVerifier.of(
        Dns.zone("s._domainkey.example.org. TXT \"" + split(key.keyRecord().orElseThrow()) + '"'));
  }

  /** A string of a TXT record has at most 255 octets. */
  private static String split(String text) {
    return text.replaceAll("(.{200})", "$1\" \"");
  }

  private static byte[] signed(SigningKey key) throws SigningException {
    String field =
        new String(
            DkimSigner.of("example.org", "s", key)
                .sign(MESSAGE.getBytes(ISO_8859_1))
                .get(0)
                .bytes(),
            ISO_8859_1);
    return (field + MESSAGE).getBytes(ISO_8859_1);
  }
}
