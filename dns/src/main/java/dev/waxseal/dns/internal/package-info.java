/**
 * What the verifiers and the check-list need of DNS. Not for users of the library: it may change in
 * any release. It knows {@code dev.waxseal.dns}, which does not know it.
 */
@NullMarked
package dev.waxseal.dns.internal;

import org.jspecify.annotations.NullMarked;
