/** Everything about a message that came in, in one pass. */
@NullMarked
package dev.waxseal.inbound;

import org.jspecify.annotations.NullMarked;
