/** Names for the check-list. Not for users of the library: it may change in any release. */
@NullMarked
package dev.waxseal.dns.internal;

import org.jspecify.annotations.NullMarked;
