/**
 * The search for the body that was signed (RFC 6376 section 3.4.4). Internal to the diagnosis.
 *
 * <p>A candidate is the body that arrived with one rewriting undone (an encoding, broken lines,
 * tabs) and without lines that may have been added. Only the hash decides.
 *
 * <p>{@link dev.waxseal.diagnosis.body.BodySearch} has the order of the search; a {@link
 * dev.waxseal.diagnosis.body.Rewriting} is one way in which programs change bodies.
 */
@NullMarked
package dev.waxseal.diagnosis.body;

import org.jspecify.annotations.NullMarked;
