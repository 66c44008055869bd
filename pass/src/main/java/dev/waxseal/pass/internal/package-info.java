/**
 * The pass over a message, and what a verifier implements to take part in it. It uses the types of
 * {@code dev.waxseal.pass}, which does not use it.
 *
 * <p>Not for users of the library: it may change in any release.
 */
@NullMarked
package dev.waxseal.pass.internal;

import org.jspecify.annotations.NullMarked;
