package differential;

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
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** Waxseal: what is compared with the others. */
final class Here {

  private static final SignedHeaders SIGNED_HEADERS = signedHeaders();

  private static final DkimVerifier VERIFIER = DkimVerifier.of(dns());

  private Here() {}

  /** Signs one cell. */
  static Signed sign(Cell cell) {
    try {
      return Signed.with(signer(cell).sign(cell.message().bytes()).get(0).bytes());
    } catch (SigningException e) {
      return Signed.refused(e.problem().toString());
    }
  }

  /** Verifies the uppermost signature of a message, which is read in pieces of 8 KiB. */
  static Verdict verify(byte[] message) throws IOException {
    DkimReport report = VERIFIER.verify(new ByteArrayInputStream(message));
    DkimResult result = report.results().get(0);
    return result instanceof DkimResult.Failure failure
        ? new Verdict(false, failure.reason() + " " + failure.detail())
        : new Verdict(true, "pass");
  }

  private static DkimSigner signer(Cell cell) {
    SigningAlgorithm algorithm = cell.algorithm();
    return DkimSigner.of(Keys.DOMAIN, Keys.selector(algorithm), Keys.key(algorithm))
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
