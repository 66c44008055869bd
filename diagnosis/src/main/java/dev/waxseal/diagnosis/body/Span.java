package dev.waxseal.diagnosis.body;

/**
 * A piece of a text, by the offsets of its characters.
 *
 * @param from the first character
 * @param to the character after the last
 */
record Span(int from, int to) {

  String in(String text) {
    return text.substring(from, to);
  }
}
