package dev.waxseal.dns;

/**
 * A CNAME record: its name is an alias (RFC 1035 section 3.3.1).
 *
 * @param target the name that it is an alias of, in master-file form without the trailing dot; it
 *     may be one that {@link DomainName} refuses
 */
public record CnameRecord(String target) implements DnsRecord {}
