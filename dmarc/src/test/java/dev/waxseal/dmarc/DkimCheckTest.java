package dev.waxseal.dmarc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What of a DKIM result DMARC sees. */
class DkimCheckTest {

  private static final DomainName DOMAIN = DomainName.of("example.com");
  private static final SigningKey KEY = SigningKey.generate(SigningAlgorithm.ED25519_SHA256).key();
  private static final String RECORD = KEY.keyRecord().orElseThrow();

  /** RFC 9989 section 4.4.1: the domain of every signature that validates. */
  @Test
  void aSignatureThatPasses() throws SigningException {
    assertEquals(List.of(new DkimCheck.Pass(DOMAIN)), DkimCheck.ofAll(verified(RECORD)));
  }

  /** A flag t=y is a warning; the signature verifies, and counts. */
  @Test
  void aKeyInTesting() throws SigningException {
    assertEquals(List.of(new DkimCheck.Pass(DOMAIN)), DkimCheck.ofAll(verified(RECORD + "; t=y")));
  }

  @Test
  void whatFailedHasNoDomain() throws SigningException {
    DkimResult failed = verified("v=DKIM1; p=").get(0);
    assertTrue(failed.signature().isPresent());
    for (DkimReason reason : DkimReason.values()) {
      DkimResult result =
          new DkimResult.Failure(failed.field(), failed.signature(), Optional.empty(), reason, "");
      DkimCheck expected =
          reason == DkimReason.KEY_UNAVAILABLE ? new DkimCheck.TempError(DOMAIN) : DkimCheck.none();
      assertEquals(expected, DkimCheck.of(result), reason.toString());
      DkimResult unread =
          new DkimResult.Failure(failed.field(), Optional.empty(), Optional.empty(), reason, "");
      assertEquals(DkimCheck.none(), DkimCheck.of(unread), reason.toString());
    }
  }

  private static List<DkimResult> verified(String record) throws SigningException {
    byte[] message = "From: joe@example.com\r\n\r\n".getBytes(US_ASCII);
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes(DkimSigner.of("example.com", "s", KEY).sign(message).get(0).bytes());
    signed.writeBytes(message);
    Dns dns = Dns.zone("s._domainkey.example.com. TXT \"" + record + "\"");
    return DkimVerifier.of(dns).verify(signed.toByteArray()).results();
  }
}
