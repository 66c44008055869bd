/**
 * DKIM and ARC for messages of Jakarta Mail 2.1.
 *
 * <ul>
 *   <li>To send: {@link dev.waxseal.jakarta.mail.SignedMimeMessage}, which is signed by a {@code
 *       DkimSigner} or sealed by an {@code ArcSealer}, and leaves as it was signed.
 *   <li>To verify: {@link dev.waxseal.jakarta.mail.ReceivedOctets}, which gives the octets of a
 *       message that was received, for {@code InboundAuthenticator} or {@code DkimVerifier}.
 * </ul>
 *
 * <p>From version 1.0 on this package follows semantic versioning.
 */
@NullMarked
package dev.waxseal.jakarta.mail;

import org.jspecify.annotations.NullMarked;
