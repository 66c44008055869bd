package dev.waxseal.diagnosis.header;

import dev.waxseal.diagnosis.change.Change;

/**
 * What a field may have been.
 *
 * @param kind what then happened to it
 * @param value the value, as it would stand after the colon
 * @param sentence what happened, for people; the name of the field stands before it
 */
record Guess(Change.Kind kind, String value, String sentence) {}
