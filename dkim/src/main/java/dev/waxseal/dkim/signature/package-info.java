/**
 * The values that DKIM and ARC share: the claims of a {@link
 * dev.waxseal.dkim.signature.DkimSignature}, the contents of a {@link
 * dev.waxseal.dkim.signature.DkimKeyRecord}, the {@link dev.waxseal.dkim.signature.DkimReason} why
 * a signature does not count, and the {@link dev.waxseal.dkim.signature.SigningException} of a
 * message or key that cannot sign.
 *
 * <p>This package uses none of the others of DKIM. {@code dev.waxseal.dkim.internal} reads and
 * makes these values, and {@code dev.waxseal.dkim} uses both.
 *
 * <p>From version 1.0 on this package follows semantic versioning.
 */
@NullMarked
package dev.waxseal.dkim.signature;

import org.jspecify.annotations.NullMarked;
