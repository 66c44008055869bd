package dev.waxseal.diagnosis.body;

/**
 * A replacement of whole lines of a body.
 *
 * @param from the first line
 * @param to the line after the last
 * @param text the text put in their place, with line ends
 */
record LineEdit(int from, int to, String text) {}
