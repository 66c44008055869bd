package differential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crypto.Providers;
import dev.waxseal.dkim.Crypto;
import dev.waxseal.dkim.DkimReport;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dkim.SignedHeaders;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Waxseal: what is compared with the others. */
final class Here {

  private static final SignedHeaders SIGNED_HEADERS = signedHeaders();

  private static final DkimVerifier VERIFIER = DkimVerifier.of(dns());

  private static final List<DkimVerifier> PROVIDED =
      Providers.working().stream().map(VERIFIER::withCrypto).toList();

  private Here() {}

  /** Signs one cell. */
  static Signed sign(Cell cell) {
    try {
      InstantSource clock = InstantSource.fixed(Instant.now()); // one for all
      byte[] field = sign(cell, Crypto.standard(), clock);
      for (Crypto crypto : Providers.working()) {
        assertArrayEquals(field, sign(cell, crypto, clock), () -> cell + " with " + crypto);
      }
      return Signed.with(field);
    } catch (SigningException e) {
      return Signed.refused(e.problem().toString());
    }
  }

  private static byte[] sign(Cell cell, Crypto crypto, InstantSource clock)
      throws SigningException {
    return signer(cell, crypto).withClock(clock).sign(cell.message().bytes()).get(0).bytes();
  }

  /**
   * Verifies the uppermost signature of a message, which is read in pieces of 8 KiB; each provider
   * has to find the same.
   */
  static Verdict verify(byte[] message) throws IOException {
    Verdict verdict = verify(message, VERIFIER);
    for (DkimVerifier provided : PROVIDED) {
      assertEquals(verdict, verify(message, provided));
    }
    return verdict;
  }

  private static Verdict verify(byte[] message, DkimVerifier verifier) throws IOException {
    DkimReport report = verifier.verify(new ByteArrayInputStream(message));
    DkimResult result = report.results().get(0);
    return result instanceof DkimResult.Failure failure
        ? new Verdict(false, failure.reason() + " " + failure.detail())
        : new Verdict(true, "pass");
  }

  private static DkimSigner signer(Cell cell, Crypto crypto) {
    SigningAlgorithm algorithm = cell.algorithm();
    return DkimSigner.of(
            Keys.DOMAIN, Keys.selector(algorithm), Keys.key(algorithm).withCrypto(crypto))
        .withCanonicalization(cell.header(), cell.body())
        .withSignedHeaders(SIGNED_HEADERS);
  }

  private static SignedHeaders signedHeaders() {
    SignedHeaders recommended = SignedHeaders.recommended();
    Set<String> signed = new LinkedHashSet<>(recommended.signed());
    signed.add("X-Awkward");
    return new SignedHeaders(recommended.overSigned(), recommended.overSignedIfPresent(), signed);
  }

  static Dns dns() {
    return Dns.zone(
        Arrays.stream(SigningAlgorithm.values()).map(Here::record).toArray(String[]::new));
  }

  /** The key record as a line of a master file: strings of at most 255 octets. */
  private static String record(SigningAlgorithm algorithm) {
    String strings = Keys.record(algorithm).replaceAll("(.{1,200})", "\"$1\" ");
    return Keys.recordName(algorithm) + ". TXT " + strings;
  }
}
