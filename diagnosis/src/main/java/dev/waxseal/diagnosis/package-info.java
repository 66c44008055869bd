/**
 * Explains failed signatures: finds the changes that were made to a message after it was signed.
 *
 * <ul>
 *   <li>To diagnose a message: {@link dev.waxseal.diagnosis.Diagnostician}, with the report of
 *       {@link dev.waxseal.inbound.InboundAuthenticator} and the body.
 *   <li>To read the result: {@link dev.waxseal.diagnosis.Diagnosis}. It has a {@link
 *       dev.waxseal.diagnosis.Diagnosis.Signature} for each failed signature, with an {@link
 *       dev.waxseal.diagnosis.Diagnosis.Outcome} for the header and for the body, the {@link
 *       dev.waxseal.diagnosis.change.Change changes} and other {@link dev.waxseal.diagnosis.Fact
 *       facts}.
 *   <li>To find out what is wrong with a key in DNS without a message: {@link
 *       dev.waxseal.diagnosis.KeyExaminer}.
 * </ul>
 *
 * <p>Every hypothesis is tested: the change is undone, and the hash of the result is compared with
 * the one that was signed. A change that does not match is not reported. Sentences are for people
 * and may change; programs read the kinds, which only grow.
 *
 * <p>The packages depend one way: this one uses the searches in {@code body} and {@code header},
 * which use {@code change}.
 */
@NullMarked
package dev.waxseal.diagnosis;

import org.jspecify.annotations.NullMarked;
