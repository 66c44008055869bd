package dev.waxseal.milter.config;

import java.util.List;
import java.util.Optional;

/**
 * The settings of the role verify.
 *
 * @param authservId the id of the results that are written
 * @param otherIds further ids of ours; results from outside that claim them are also deleted
 * @param submissionIds ids under which submission servers of ours write results (RFC 8601 section
 *     2.7.4)
 * @param submissionHosts the addresses of submission servers, whose results with those ids are kept
 * @param trustedSealers the domains whose seals are trusted
 * @param seal the seal that goes onto what is accepted or held, if one is wanted
 * @param onQuarantine the action for suspicious mail: accept or hold
 * @param onReject the action for mail that fails under a policy of reject: accept, hold or reject
 * @param onDefer the action if DNS did not answer: accept or tempfail
 * @param onError the action for internal errors and messages beyond a limit: accept or tempfail
 * @param minimumKeyBits the length of the shortest RSA key whose DKIM signatures count
 * @param exempt the mail to which nothing is done for its verdict
 */
public record VerifySettings(
    String authservId,
    List<String> otherIds,
    List<String> submissionIds,
    List<Network> submissionHosts,
    List<String> trustedSealers,
    Optional<ArrivalSeal> seal,
    Action onQuarantine,
    Action onReject,
    Action onDefer,
    Action onError,
    int minimumKeyBits,
    Exemptions exempt) {

  /** Copies the lists. */
  public VerifySettings {
    otherIds = List.copyOf(otherIds);
    submissionIds = List.copyOf(submissionIds);
    submissionHosts = List.copyOf(submissionHosts);
    trustedSealers = List.copyOf(trustedSealers);
  }
}
