/**
 * The machinery of DKIM that ARC shares. Not for users of the library: it may change in any
 * release.
 */
@NullMarked
package dev.waxseal.dkim.internal;

import org.jspecify.annotations.NullMarked;
