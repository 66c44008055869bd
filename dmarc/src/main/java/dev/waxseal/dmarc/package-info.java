/**
 * DMARC: policy, alignment and the DNS tree walk (RFC 9989).
 *
 * <p>{@link dev.waxseal.dmarc.DmarcVerifier} evaluates a message from results that somebody has:
 * those of DKIM as {@link dev.waxseal.dmarc.DkimCheck}, that of SPF as {@link
 * dev.waxseal.dmarc.MailFromCheck}. {@link dev.waxseal.dmarc.DmarcRecord} reads a published record.
 *
 * <pre>{@code
 * DmarcVerifier.of(Dns.system())
 *     .evaluate(headers, List.of(new DkimCheck.Pass(DomainName.of("example.com"))), MailFromCheck.none());
 * }</pre>
 */
@NullMarked
package dev.waxseal.dmarc;

import org.jspecify.annotations.NullMarked;
