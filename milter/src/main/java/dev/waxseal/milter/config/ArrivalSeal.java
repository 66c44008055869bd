package dev.waxseal.milter.config;

import dev.waxseal.dns.DomainName;

/**
 * The seal of mail that comes in: it records what the role verify found.
 *
 * @param domain the domain of the seals, {@code d=}
 * @param key the key of the seals
 * @param form the form of the message signatures; a seal does not expire
 */
public record ArrivalSeal(DomainName domain, SelectedKey key, SigningForm form) {}
