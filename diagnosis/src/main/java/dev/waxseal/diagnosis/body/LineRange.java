package dev.waxseal.diagnosis.body;

/**
 * Some lines of a body.
 *
 * @param from the first
 * @param to the one after the last
 */
record LineRange(int from, int to) {

  int length() {
    return to - from;
  }
}
