/**
 * The search for the header that was signed (RFC 6376 section 3.7): machinery of the diagnosis.
 *
 * <p>Each signed name has alternatives to what arrived; those of several names are combined, fewer
 * changes first. Only the signature decides.
 */
@NullMarked
package dev.waxseal.diagnosis.header;

import org.jspecify.annotations.NullMarked;
