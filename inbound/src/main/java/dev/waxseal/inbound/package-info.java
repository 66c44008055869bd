/**
 * The receiver's entrance: DKIM, ARC, SPF and DMARC of an inbound message in one pass.
 *
 * <ul>
 *   <li>To authenticate: {@link dev.waxseal.inbound.InboundAuthenticator}. Build one and share it;
 *       {@code begin} a session for each message and write the octets to it as they come.
 *   <li>To decide: {@link dev.waxseal.inbound.InboundReport#dmarc()}, with the result of DMARC and
 *       the {@link dev.waxseal.inbound.Disposition}; {@link dev.waxseal.inbound.InboundFinding} has
 *       remarks for people.
 *   <li>To deliver: {@link dev.waxseal.inbound.InboundReport#deliver}, which writes the message
 *       with the new Authentication-Results fields on top and without forged ones.
 *   <li>To forward without a change: {@link dev.waxseal.inbound.InboundAuthenticator#sealing}, then
 *       {@link dev.waxseal.inbound.InboundReport#seal()}, in the same pass.
 *   <li>To forward with changes: {@link dev.waxseal.inbound.InboundReport#arrival()} for {@code
 *       ArcSealer}.
 * </ul>
 *
 * <pre>{@code
 * InboundAuthenticator inbound = InboundAuthenticator.of("mx.example.net", Dns.system());
 * InboundReport report = inbound.authenticate(message, SpfClient.of(address, helo, mailFrom));
 * report.deliver(new ByteArrayInputStream(message), mailbox);
 * }</pre>
 *
 * <p>From version 1.0 on this package follows semantic versioning.
 */
@NullMarked
package dev.waxseal.inbound;

import org.jspecify.annotations.NullMarked;
