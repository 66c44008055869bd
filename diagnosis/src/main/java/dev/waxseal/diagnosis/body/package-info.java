/**
 * The search for the body that was signed (RFC 6376 section 3.4.4): machinery of the diagnosis.
 *
 * <p>A candidate is the body that arrived, written anew as it may have been (decoded, unwrapped,
 * with its tabs), less what may have been added to it. Only the hash decides.
 */
@NullMarked
package dev.waxseal.diagnosis.body;

import org.jspecify.annotations.NullMarked;
