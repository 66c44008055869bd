/** Authentication-Results: what was found out about a message, read and written (RFC 8601). */
@NullMarked
package dev.waxseal.authres;

import org.jspecify.annotations.NullMarked;
