/**
 * DKIM signatures, verified and made (RFC 6376, 8301, 8463, 8616).
 *
 * <ul>
 *   <li>To verify: {@link dev.waxseal.dkim.DkimVerifier}. Its report has a {@link
 *       dev.waxseal.dkim.DkimResult} for each signature. Only a {@code Pass} has the domain that
 *       vouches for the message; every other result has a {@link
 *       dev.waxseal.dkim.signature.DkimReason}.
 *   <li>To sign: {@link dev.waxseal.dkim.DkimSigner} with a {@link dev.waxseal.dkim.SigningKey},
 *       from a PEM file, a {@link java.security.PrivateKey}, or a device that signs. {@link
 *       dev.waxseal.dkim.SignedHeaders} chooses the fields.
 *   <li>To make a key and its DNS record: {@code SigningKey.generate}.
 *   <li>To find out what is wrong with a published key: {@code DkimVerifier.explain}.
 * </ul>
 *
 * <pre>{@code
 * DkimVerifier verifier = DkimVerifier.of(Dns.system());
 * for (DkimResult.Pass pass : verifier.verify(message).passes()) {
 *   log(pass.domain() + " vouches for this message");
 * }
 *
 * DkimSigner signer = DkimSigner.of("example.com", "s1", SigningKey.fromPem(pem));
 * for (HeaderField field : signer.sign(message)) {
 *   out.write(field.bytes());
 * }
 * out.write(message);
 * }</pre>
 *
 * <p>Messages are octets, never decoded: a signature covers the octets that were sent. Verifiers
 * and signers are immutable; build them once and share them among threads.
 *
 * <p>The values that ARC uses too are in {@code dev.waxseal.dkim.signature}. From version 1.0 on
 * both packages follow semantic versioning; {@code dev.waxseal.dkim.internal} may change in any
 * release.
 */
@NullMarked
package dev.waxseal.dkim;

import org.jspecify.annotations.NullMarked;
