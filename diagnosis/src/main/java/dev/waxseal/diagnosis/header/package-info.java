/**
 * The search for the header that was signed (RFC 6376 section 3.7). Internal to the diagnosis.
 *
 * <p>For each signed name there are alternatives to the fields that arrived; those of several names
 * are combined, fewer changes first. Only the signature decides.
 *
 * <p>{@link dev.waxseal.diagnosis.header.HeaderSearch} has the order of the search, {@code
 * FieldAlternatives} the guesses for one name.
 */
@NullMarked
package dev.waxseal.diagnosis.header;

import org.jspecify.annotations.NullMarked;
