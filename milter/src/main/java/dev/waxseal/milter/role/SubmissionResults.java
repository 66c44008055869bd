package dev.waxseal.milter.role;

import dev.waxseal.authres.AuthenticationResults;
import dev.waxseal.authres.MethodResult;
import dev.waxseal.dkim.Crypto;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dkim.SigningSession;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Limits;
import java.util.ArrayList;
import java.util.List;

/**
 * The results of a message from an authenticated client: auth=pass (RFC 8601 section 2.7.4),
 * without the identity of the client, and dkim=pass if our signature verifies with the key in DNS.
 * DMARC is not evaluated: readers of the results can tell alignment themselves.
 *
 * <p>Immutable; shared among threads.
 */
final class SubmissionResults {

  private static final MethodResult AUTHENTICATED = MethodResult.of("auth", "pass");

  private final String authservId;
  private final DkimVerifier verifier;

  SubmissionResults(String authservId, Dns dns, Limits limits, Crypto crypto) {
    this.authservId = authservId;
    this.verifier = DkimVerifier.of(dns).withLimits(limits).withCrypto(crypto);
  }

  /** The results of a message that is not signed. */
  HeaderField unsigned() {
    return new AuthenticationResults(authservId, List.of(AUTHENTICATED)).field();
  }

  /** Sends the DNS queries for the keys; the answers are there when the body has ended. */
  void lookUpKeys(SigningSession session) {
    session.lookUpKeys(verifier);
  }

  /**
   * The results of a signed message. A signature is reported only if it verifies with the key that
   * DNS has now.
   */
  HeaderField signed(SigningSession session) {
    List<MethodResult> results = new ArrayList<>(List.of(AUTHENTICATED));
    session.verify(verifier).passes().stream()
        .map(DkimResult::methodResult)
        .filter(result -> result.result().equals("pass"))
        .forEach(results::add);
    return new AuthenticationResults(authservId, results).field();
  }
}
