/**
 * Everything about a message that came in, in one pass: DKIM, ARC, SPF, DMARC, and what to do with
 * it.
 *
 * <p>Build one {@link dev.waxseal.inbound.InboundAuthenticator} and share it. For each message,
 * {@code begin} a session and write the octets to it as they come; the {@link
 * dev.waxseal.inbound.InboundReport} has all results, the findings, the Authentication-Results
 * fields to add and the forged ones to delete, and {@code deliver} writes the message with both
 * done.
 *
 * <pre>{@code
 * InboundAuthenticator inbound = InboundAuthenticator.of("mx.example.net", Dns.system());
 * InboundReport report = inbound.authenticate(message, SpfClient.of(address, helo, mailFrom));
 * report.deliver(new ByteArrayInputStream(message), mailbox);
 * }</pre>
 */
@NullMarked
package dev.waxseal.inbound;

import org.jspecify.annotations.NullMarked;
