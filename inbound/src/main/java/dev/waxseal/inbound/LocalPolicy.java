package dev.waxseal.inbound;

import dev.waxseal.arc.ArcReport;
import dev.waxseal.arc.ArcResult;
import dev.waxseal.dmarc.DmarcPolicy;
import dev.waxseal.dmarc.DmarcReason;
import dev.waxseal.dmarc.DmarcResult;
import dev.waxseal.dmarc.DmarcStatus;
import dev.waxseal.dns.DomainName;
import java.util.Optional;
import java.util.Set;

/**
 * The decisions of the operator of the receiver.
 *
 * @param trustedSealers the sealers whose results override a failure of DMARC
 * @param rejecting true if a policy of reject is followed to the letter
 */
record LocalPolicy(Set<DomainName> trustedSealers, boolean rejecting) {

  LocalPolicy {
    trustedSealers = Set.copyOf(trustedSealers);
  }

  /** The consequence of a result. */
  DmarcVerdict apply(DmarcResult result, ArcReport arc) {
    Optional<LocalOverride> override =
        result.status() == DmarcStatus.FAIL
            ? SealerTrust.of(arc, trustedSealers, result.facts().authorDomain().orElseThrow())
            : Optional.empty();
    Disposition disposition = override.isPresent() ? Disposition.ACCEPT : asked(result);
    return new DmarcVerdict(result, disposition, override);
  }

  /** Returns true if a chain is valid and its newest sealer is trusted. */
  boolean trusts(ArcReport arc) {
    return arc.result() instanceof ArcResult.Pass
        && SealerTrust.isTrusted(arc.sets().get(arc.sets().size() - 1), trustedSealers);
  }

  /**
   * "Mail Receivers MUST NOT reject incoming messages solely on the basis of a p=reject policy";
   * "in the absence of other knowledge" they "MUST treat such messages as if the policy were
   * quarantine" (RFC 9989 section 7.4). A header that evades DMARC is no better than a failure
   * (section 11.5). In a header that is too large to be read, forged results cannot be found, which
   * must not be delivered (RFC 8601 section 5).
   */
  private Disposition asked(DmarcResult result) {
    if (!(result instanceof DmarcResult.Failure failure)) {
      return Disposition.ACCEPT;
    }
    if (failure.reason() == DmarcReason.HEADER_TOO_LARGE) {
      return Disposition.REJECT;
    }
    if (failure.reason().isSuspicious()) {
      return Disposition.QUARANTINE;
    }
    if (result.status() == DmarcStatus.TEMPERROR) {
      return Disposition.DEFER;
    }
    if (result.status() != DmarcStatus.FAIL) {
      return Disposition.ACCEPT;
    }
    return switch (result.policy().orElse(DmarcPolicy.NONE)) {
      case NONE -> Disposition.ACCEPT;
      case QUARANTINE -> Disposition.QUARANTINE;
      case REJECT -> rejecting ? Disposition.REJECT : Disposition.QUARANTINE;
    };
  }
}
