package dev.waxseal.diagnosis.header;

import dev.waxseal.diagnosis.change.Change;

/**
 * A guess for the value of a field when it was signed.
 *
 * @param kind the kind of change
 * @param value everything after the colon
 * @param sentence the change in words, to follow the name of the field
 */
record Guess(Change.Kind kind, String value, String sentence) {}
