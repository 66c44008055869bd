package dev.waxseal.diagnosis.body;

/**
 * A range of lines of a body.
 *
 * @param from the first line
 * @param to the line after the last
 */
record LineRange(int from, int to) {

  int length() {
    return to - from;
  }
}
