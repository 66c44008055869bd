package dev.waxseal.dmarc;

import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dns.DomainName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The result of DKIM for one signature, as far as DMARC needs it (RFC 9989 section 4.4.1). It comes
 * from our own verifier, or from any other: {@code new
 * DkimCheck.Pass(DomainName.of("example.org"))} is {@code dkim=pass header.d=example.org}.
 *
 * <p>Immutable; share it among threads.
 */
public sealed interface DkimCheck {

  /**
   * The signature passed.
   *
   * @param domain its {@code d=}
   */
  record Pass(DomainName domain) implements DkimCheck {}

  /**
   * The signature could not be checked for now.
   *
   * @param domain its {@code d=}
   */
  record TempError(DomainName domain) implements DkimCheck {}

  /** The signature did not pass; whose it claims to be does not matter. */
  record Other() implements DkimCheck {}

  /** A signature without success. */
  static DkimCheck none() {
    return new Other();
  }

  /** The result of our own verifier for one signature. */
  static DkimCheck of(DkimResult result) {
    if (result instanceof DkimResult.Pass pass) {
      return new Pass(pass.domain());
    }
    Optional<DomainName> claimed = result.signature().map(DkimSignature::domain);
    return result.status() == DkimSignature.Status.TEMPERROR && claimed.isPresent()
        ? new TempError(claimed.get())
        : none();
  }

  /** The results of our own verifier for each signature, such as {@code report.results()}. */
  static List<DkimCheck> ofAll(List<DkimResult> results) {
    List<DkimCheck> checks = new ArrayList<>(results.size());
    results.forEach(result -> checks.add(of(result)));
    return List.copyOf(checks);
  }
}
