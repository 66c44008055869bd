package dev.waxseal.inbound;

import dev.waxseal.dmarc.DmarcResult;
import java.util.Optional;

/**
 * What DMARC comes to at this receiver: the result, and what is to be done.
 *
 * <p>Immutable; share it among threads.
 *
 * @param result the result of DMARC, which nothing of the receiver's own changes
 * @param disposition what is to be done
 * @param override why it is not what the policy asks for, if a trusted sealer decided
 */
public record DmarcVerdict(
    DmarcResult result, Disposition disposition, Optional<LocalOverride> override) {

  /** The verdict in one sentence, for people and for replies of SMTP: printable ASCII. */
  public String explanation() {
    if (override.isPresent()) {
      return override.get().sealer()
          + ", whose seals are trusted here, saw this message pass DMARC";
    }
    String domain = result.facts().authorDomain().map(name -> " for " + name).orElse("");
    return result instanceof DmarcResult.Failure why
        ? "DMARC " + why.status().word() + domain + ": " + why.detail()
        : "DMARC pass" + domain;
  }
}
