/**
 * What large receivers ask of senders, checked on one message. {@link
 * dev.waxseal.checklist.Checklist} is where to begin; what they ask is data, with a date.
 */
@NullMarked
package dev.waxseal.checklist;

import org.jspecify.annotations.NullMarked;
