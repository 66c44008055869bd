/**
 * Authentication-Results: what was found out about a message, read and written (RFC 8601).
 *
 * <p>{@link dev.waxseal.authres.AuthenticationResults} is one field, read with {@code parse} and
 * rendered so that nothing in it can break out of the field. {@link
 * dev.waxseal.authres.ReceivedResults} finds those of one's own services in a header, the forged
 * ones included, which have to be deleted (section 5).
 */
@NullMarked
package dev.waxseal.authres;

import org.jspecify.annotations.NullMarked;
