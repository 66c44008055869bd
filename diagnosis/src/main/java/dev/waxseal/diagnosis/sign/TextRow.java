package dev.waxseal.diagnosis.sign;

/**
 * A line that a program writes into bodies.
 *
 * @param start the beginning of the line
 * @param isWhole true if the line has nothing else
 * @param program the program
 * @param habit what it does when it writes the line, after "which"
 */
record TextRow(String start, boolean isWhole, String program, String habit) {

  boolean matches(String line) {
    return isWhole ? line.stripTrailing().equals(start) : line.startsWith(start);
  }
}
