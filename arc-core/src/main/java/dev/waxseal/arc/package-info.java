/** ARC chains, validated and sealed (RFC 8617). */
@NullMarked
package dev.waxseal.arc;

import org.jspecify.annotations.NullMarked;
