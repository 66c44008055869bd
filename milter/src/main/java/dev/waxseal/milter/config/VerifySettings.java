package dev.waxseal.milter.config;

import java.util.List;

/**
 * How inbound mail is verified.
 *
 * @param authservId in whose name the results are written
 * @param otherIds further ids of ours; results from outside that claim them are deleted too
 * @param submissionIds ids under which submission servers of ours write results (RFC 8601 section
 *     2.7.4)
 * @param submissionHosts whose results of those ids are kept: the addresses that submission servers
 *     connect from
 * @param trustedSealers domains whose seals are believed
 * @param onQuarantine what is done with mail to be treated as suspicious: accept or hold
 * @param onReject what is done with mail that fails under a policy of reject: accept, hold, reject
 * @param onDefer what is done if DNS did not answer: accept or tempfail
 * @param onError what is done if something goes wrong here, or the message is beyond a limit:
 *     accept or tempfail
 */
public record VerifySettings(
    String authservId,
    List<String> otherIds,
    List<String> submissionIds,
    List<Network> submissionHosts,
    List<String> trustedSealers,
    Action onQuarantine,
    Action onReject,
    Action onDefer,
    Action onError) {

  /** Copies the lists. */
  public VerifySettings {
    otherIds = List.copyOf(otherIds);
    submissionIds = List.copyOf(submissionIds);
    submissionHosts = List.copyOf(submissionHosts);
    trustedSealers = List.copyOf(trustedSealers);
  }
}
