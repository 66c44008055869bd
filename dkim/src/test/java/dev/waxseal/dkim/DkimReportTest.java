package dev.waxseal.dkim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.authres.AuthenticationResults;
import dev.waxseal.authres.MethodResult;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a report becomes in Authentication-Results (RFC 8601 section 2.7.1). */
class DkimReportTest {

  private static final String MESSAGE = "From: a@example.org\r\n\r\nx\r\n";

  private static List<MethodResult> results(Dns dns, String message) {
    return DkimVerifier.of(dns).verify(message.getBytes(ISO_8859_1)).methodResults();
  }

  @Test
  void withoutSignatures() {
    assertEquals(List.of(MethodResult.of("dkim", "none")), results(Dns.zone(), MESSAGE));
  }

  /** Of those that were too many to be looked at, one stands for all: the field stays readable. */
  @Test
  void aFloodOfSignatures() {
    List<MethodResult> results =
        results(Dns.zone(), "DKIM-Signature: v=1\r\n".repeat(1_000) + MESSAGE);
    assertEquals(11, results.size());
    assertEquals("policy", results.get(10).result());
    String field = new AuthenticationResults("mx.example", results).field().value();
    AuthenticationResults.Parsed.Valid read =
        (AuthenticationResults.Parsed.Valid) AuthenticationResults.parse(field);
    assertEquals(11, read.results().results().size());
  }

  /** RFC 9989 4.4.1 counts it; RFC 6376 3.6.1 to the letter is an option. */
  @Test
  void aPassByAKeyInTestingIsAPassWithAComment() throws SigningException {
    SigningKey key = SigningKey.generate(SigningAlgorithm.ED25519_SHA256).key();
    String record = key.keyRecord().orElseThrow();
    String signed =
        new String(
                DkimSigner.of("example.org", "s", key)
                    .sign(MESSAGE.getBytes(ISO_8859_1))
                    .get(0)
                    .bytes(),
                ISO_8859_1)
            + MESSAGE;
    for (String flags : List.of("", "; t=y")) {
      Dns dns = Dns.zone("s._domainkey.example.org. TXT \"" + record + flags + '"');
      MethodResult told = results(dns, signed).get(0);
      assertEquals("pass", told.result(), flags);
      assertEquals(!flags.isEmpty(), told.comment().isPresent(), flags);
      DkimResult strict =
          DkimVerifier.of(dns)
              .treatingTestKeysAsUnsigned()
              .verify(signed.getBytes(ISO_8859_1))
              .results()
              .get(0);
      assertEquals(
          flags.isEmpty() ? "pass" : "policy KEY_IN_TESTING",
          strict instanceof DkimResult.Failure failure
              ? failure.status().word() + " " + failure.reason()
              : strict.status().word(),
          flags);
    }
  }
}
