package dev.waxseal.inbound;

import dev.waxseal.dns.DomainName;

/**
 * The reason why a message is accepted against the policy of its author domain: a sealer that the
 * operator trusts saw it pass. In aggregate reports it is the reason {@code local_policy} with this
 * comment (RFC 9990 section 3.1.1.6, RFC 8617 section 7.2.2).
 *
 * <p>Immutable; share it among threads.
 *
 * @param sealer the domain of that sealer
 * @param instance the set of the chain with its results
 * @param comment the chain, as reports have it: {@code arc=pass as[1].d=… as[1].s=…}; printable
 *     ASCII on one line
 */
public record LocalOverride(DomainName sealer, int instance, String comment) {

  /** The type of the reason in aggregate reports. */
  public static final String TYPE = "local_policy";
}
