package dev.waxseal.milter.config;

import dev.waxseal.dns.DomainName;
import java.util.List;
import java.util.Map;

/**
 * The settings of the role seal.
 *
 * @param authservId the id of the carried results
 * @param domain the domain of signatures and seals, {@code d=}
 * @param keys the keys, at least one: DKIM signs with all, ARC seals with the first
 * @param form the form of the signatures, those of ARC included
 * @param trustedIds the ids whose Authentication-Results are carried, at least one
 * @param ownSealers our other sealers; the keys of this domain are not among them
 * @param listPolicy the policy of lists that are not named
 * @param lists the policies of named lists, by List-Id in lower case
 * @param onError the action for internal errors and messages beyond a limit: accept or tempfail
 */
public record SealSettings(
    String authservId,
    DomainName domain,
    List<SelectedKey> keys,
    SigningForm form,
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
