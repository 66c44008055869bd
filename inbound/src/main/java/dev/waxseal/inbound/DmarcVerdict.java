package dev.waxseal.inbound;

import dev.waxseal.dmarc.DmarcResult;
import java.util.Optional;

/**
 * The result of DMARC and its consequence at this receiver.
 *
 * <p>Immutable; share it among threads.
 *
 * @param result the result of DMARC; local policy never changes it
 * @param disposition how to treat the message
 * @param override the trusted sealer that decided against the policy, if one did
 */
public record DmarcVerdict(
    DmarcResult result, Disposition disposition, Optional<LocalOverride> override) {

  /** A line of SMTP has 512 octets with its code and CRLF (RFC 5321 section 4.5.3.1.5). */
  private static final int MOST = 480;

  /**
   * The verdict in one sentence, for people and for replies of SMTP: printable ASCII, at most 480
   * characters. A longer one is cut, with "..." at its end.
   */
  public String explanation() {
    String sentence = sentence();
    return sentence.length() > MOST ? sentence.substring(0, MOST - 3).concat("...") : sentence;
  }

  private String sentence() {
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
