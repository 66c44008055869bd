/**
 * The machinery of DKIM that ARC and the diagnosis share. It uses the values of {@code
 * dev.waxseal.dkim.signature}, and nothing of {@code dev.waxseal.dkim}, which uses it.
 *
 * <p>Not for users of the library: it may change in any release.
 */
@NullMarked
package dev.waxseal.dkim.internal;

import org.jspecify.annotations.NullMarked;
