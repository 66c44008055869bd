/**
 * SPF: who may send for a domain (RFC 7208).
 *
 * <ul>
 *   <li>To check a client: {@link dev.waxseal.spf.SpfVerifier} with an {@link
 *       dev.waxseal.spf.SpfClient}. The {@link dev.waxseal.spf.SpfResult} is a pass with its
 *       domain, or a failure with its {@link dev.waxseal.spf.SpfReason}.
 *   <li>To see how a check came to its result: {@link dev.waxseal.spf.SpfTrace}.
 *   <li>To explain what a domain publishes, with the look-ups of the worst case and the {@link
 *       dev.waxseal.spf.SpfFinding}s: {@link dev.waxseal.spf.SpfVerifier#explain}, which gives a
 *       {@link dev.waxseal.spf.SpfTree}.
 * </ul>
 *
 * <pre>{@code
 * SpfVerifier spfVerifier = SpfVerifier.of(Dns.system());
 * SpfResult result = spfVerifier.checkMailFrom(SpfClient.of(clientAddress, helo, mailFrom));
 * SpfTree tree = spfVerifier.explain(DomainName.of("example.com"));
 * }</pre>
 *
 * <p>This package follows semantic versioning from version 1.0 on.
 */
@NullMarked
package dev.waxseal.spf;

import org.jspecify.annotations.NullMarked;
