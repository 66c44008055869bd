package dev.waxseal.milter.role;

import dev.waxseal.mime.Limits;
import java.util.function.Consumer;

/**
 * The settings that all roles share.
 *
 * @param limits the bounds of headers, and how long DNS may take
 * @param messageOctets how large a message may be
 * @param dryRun whether nothing is changed, and a field says what would have been
 * @param log who is told of each message; thread-safe
 */
record FilterSettings(
    Limits limits, long messageOctets, boolean dryRun, Consumer<MessageRecord> log) {}
