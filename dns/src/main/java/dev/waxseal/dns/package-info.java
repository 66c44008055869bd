/**
 * Domain names and asynchronous DNS lookups.
 *
 * <p>Every verifier asks through {@link dev.waxseal.dns.Dns}: {@code Dns.system()} uses the
 * resolver of the system, {@code Dns.servers(…)} the named servers, and {@code Dns.zone(…)} answers
 * from master file text (RFC 1035 section 5) and needs no network. Implement {@code Dns} to use a
 * resolver of your own. An answer is a {@link dev.waxseal.dns.DnsAnswer}; a lookup never fails with
 * an exception.
 *
 * <pre>{@code
 * Dns dns = Dns.zone("s1._domainkey.example.com. TXT \"v=DKIM1; k=ed25519; p=...\"");
 * }</pre>
 */
@NullMarked
package dev.waxseal.dns;

import org.jspecify.annotations.NullMarked;
