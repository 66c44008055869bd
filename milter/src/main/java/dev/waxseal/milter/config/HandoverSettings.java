package dev.waxseal.milter.config;

import java.time.Duration;
import java.util.List;

/**
 * The settings of the role handover.
 *
 * @param authservId the id of the results that are written, which nothing else writes
 * @param otherIds further ids of ours; results that claim them are also deleted
 * @param sealers the machines that hand mail over, at least one
 * @param maxAge the time since the sealing
 * @param onMissing the action for mail that none of them has sealed last: accept, tempfail or
 *     reject
 * @param onError the action for internal errors and messages beyond a limit: accept or tempfail
 */
public record HandoverSettings(
    String authservId,
    List<String> otherIds,
    List<OwnSealer> sealers,
    Duration maxAge,
    Action onMissing,
    Action onError) {

  /** Copies the lists. */
  public HandoverSettings {
    otherIds = List.copyOf(otherIds);
    sealers = List.copyOf(sealers);
  }
}
