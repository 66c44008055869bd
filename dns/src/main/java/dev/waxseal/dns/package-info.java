/**
 * Domain names and asynchronous DNS queries.
 *
 * <ul>
 *   <li>To choose a resolver for the verifiers: {@link dev.waxseal.dns.Dns}. {@code Dns.system()}
 *       uses the servers of this machine, {@code Dns.servers(…)} the named servers.
 *   <li>To test without a network: {@link dev.waxseal.dns.Dns#zone} answers from master-file text
 *       (RFC 1035 section 5); {@link dev.waxseal.dns.ZoneDns} can also fail on purpose.
 *   <li>To plug in a resolver of your own: implement {@code Dns}. An answer is a {@link
 *       dev.waxseal.dns.DnsAnswer} of {@link dev.waxseal.dns.DnsRecord}s; a query never fails with
 *       an exception.
 *   <li>To show what is wrong with the records of a domain: {@link dev.waxseal.dns.RecordFinding},
 *       which the {@code explain} methods of the verifiers return.
 * </ul>
 *
 * <pre>{@code
 * Dns dns = Dns.zone("s1._domainkey.example.com. TXT \"v=DKIM1; k=ed25519; p=...\"");
 * }</pre>
 *
 * <p>This package follows semantic versioning from version 1.0 on; {@code dev.waxseal.dns.internal}
 * does not.
 */
@NullMarked
package dev.waxseal.dns;

import org.jspecify.annotations.NullMarked;
