/**
 * Checks a message against the requirements of large receivers for senders.
 *
 * <ul>
 *   <li>To check a message: {@link dev.waxseal.checklist.Checklist}, with the report of {@link
 *       dev.waxseal.inbound.InboundAuthenticator}.
 *   <li>To read the result: {@link dev.waxseal.checklist.CheckReport}, with the checks R1 to R11.
 * </ul>
 *
 * <p>The requirements are data with a date, in {@code requirements.properties}. A check has a
 * {@link dev.waxseal.checklist.CheckReport.Result}; its sentences are for people and may change.
 */
@NullMarked
package dev.waxseal.checklist;

import org.jspecify.annotations.NullMarked;
