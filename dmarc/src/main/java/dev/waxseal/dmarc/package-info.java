/**
 * DMARC: policy, alignment and the DNS tree walk (RFC 9989).
 *
 * <ul>
 *   <li>To evaluate a message: {@link dev.waxseal.dmarc.DmarcVerifier} with the results of DKIM as
 *       {@link dev.waxseal.dmarc.DkimCheck} and that of SPF as {@link
 *       dev.waxseal.dmarc.MailFromCheck}, from our own verifiers or any others. The {@link
 *       dev.waxseal.dmarc.DmarcResult} is a pass with the author domain, or a failure with its
 *       {@link dev.waxseal.dmarc.DmarcReason}; its {@link dev.waxseal.dmarc.DmarcFacts} are for
 *       reports.
 *   <li>To explain what a domain publishes: {@link dev.waxseal.dmarc.DmarcVerifier#explain} gives
 *       the walk, the policies, the places that reports may go to, and the {@link
 *       dev.waxseal.dmarc.DmarcFinding}s.
 *   <li>To read a record that you have: {@link dev.waxseal.dmarc.DmarcRecord#parse}.
 * </ul>
 *
 * <pre>{@code
 * DmarcVerifier dmarc = DmarcVerifier.of(Dns.system());
 * DmarcResult result =
 *     dmarc.evaluate(
 *         headers, List.of(new DkimCheck.Pass(DomainName.of("example.com"))), MailFromCheck.none());
 * DmarcExplanation explanation = dmarc.explain(DomainName.of("example.com"));
 * }</pre>
 *
 * <p>This package follows semantic versioning from version 1.0 on.
 */
@NullMarked
package dev.waxseal.dmarc;

import org.jspecify.annotations.NullMarked;
