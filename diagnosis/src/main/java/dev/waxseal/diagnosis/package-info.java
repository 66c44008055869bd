/**
 * Why a signature does not verify: what was done to the message after it was signed.
 *
 * <p>Each hypothesis is put to the test: the change is undone, and the hash of what results is
 * compared with the one that was signed. What does not match is not said. {@link
 * dev.waxseal.diagnosis.Diagnostician} is where to begin.
 */
@NullMarked
package dev.waxseal.diagnosis;

import org.jspecify.annotations.NullMarked;
