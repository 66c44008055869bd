package dev.waxseal.milter.config;

import dev.waxseal.dns.DomainName;
import java.util.List;
import java.util.Map;

/**
 * How the posts of lists are sealed.
 *
 * @param authservId in whose name the results are given
 * @param domain the domain of signatures and seals, {@code d=}
 * @param keys the keys, one at least: DKIM signs with all, ARC seals with the first
 * @param trustedIds whose Authentication-Results are carried, one at least
 * @param ownSealers sealers of ours, this domain's keys not among them
 * @param listPolicy what posts get whose list is not named
 * @param lists what the posts of a list get, by its List-Id in lower case
 * @param onError what is done if something goes wrong here, or the message is beyond a limit:
 *     accept or tempfail
 */
public record SealSettings(
    String authservId,
    DomainName domain,
    List<SelectedKey> keys,
    List<String> trustedIds,
    List<OwnSealer> ownSealers,
    ListPolicy listPolicy,
    Map<String, ListPolicy> lists,
    Action onError) {

  /** Copies lists and map. */
  public SealSettings {
    keys = List.copyOf(keys);
    trustedIds = List.copyOf(trustedIds);
    ownSealers = List.copyOf(ownSealers);
    lists = Map.copyOf(lists);
  }
}
