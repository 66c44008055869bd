package dev.waxseal.milter.config;

import dev.waxseal.dns.DomainName;

/**
 * One of our other sealers; its seals above the trusted results continue the chain.
 *
 * @param domain {@code d=} of its seals
 * @param selector {@code s=} of its seals
 * @param keyRecord its key record as published in DNS; Unicode
 */
public record OwnSealer(DomainName domain, DomainName selector, String keyRecord) {}
