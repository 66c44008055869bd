package dev.waxseal.milter.role;

import dev.waxseal.mime.Limits;
import java.util.function.Consumer;

/**
 * The settings that all roles share.
 *
 * @param limits the bounds of headers, and the DNS deadline
 * @param messageOctets the maximum size of a message
 * @param dryRun true to change nothing and add a field that says what would have happened
 * @param log receives the record of each message; thread-safe
 */
record FilterSettings(
    Limits limits, long messageOctets, boolean dryRun, Consumer<MessageRecord> log) {}
