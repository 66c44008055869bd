/**
 * Mailets, a matcher and an SMTP hook for Apache James, which verify, sign and seal mail.
 *
 * <p>James makes an object of each from its configuration; all of them may then be used by several
 * threads. What the mail does is a result: an exception from here means that the configuration is
 * wrong, or that the message could not be read from the spool.
 */
@NullMarked
package dev.waxseal.james;

import org.jspecify.annotations.NullMarked;
