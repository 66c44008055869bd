/**
 * DKIM signatures, verified and made (RFC 6376, 8301, 8463, 8616).
 *
 * <ul>
 *   <li>To verify: {@link dev.waxseal.dkim.DkimVerifier}. Its report has a {@link
 *       dev.waxseal.dkim.DkimResult} for each signature; only a {@code Pass} has the domain that
 *       vouches for the message, and every other result has a {@link
 *       dev.waxseal.dkim.signature.DkimReason}.
 *   <li>To sign: {@link dev.waxseal.dkim.DkimSigner} with a {@link dev.waxseal.dkim.SigningKey},
 *       from a PEM file, a {@link java.security.PrivateKey}, or a device that signs.
 *   <li>To make a key and its DNS record: {@link dev.waxseal.dkim.SigningKey.Generated}.
 *   <li>To read a published key: {@link dev.waxseal.dkim.signature.DkimKeyRecord}.
 * </ul>
 *
 * <pre>{@code
 * for (DkimResult.Pass pass : DkimVerifier.of(Dns.system()).verify(message).passes()) {
 *   System.out.println(pass.domain() + " vouches for this message");
 * }
 * }</pre>
 */
@NullMarked
package dev.waxseal.dkim;

import org.jspecify.annotations.NullMarked;
