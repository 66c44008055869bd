package dev.waxseal.cli;

/**
 * What the writer of an mbox has done to lines that begin with "From ", so that they do not look
 * like a division. The file does not say.
 */
enum FromQuoting {
  /** A "&gt;" before each of them, also before those that have one; each loses one. */
  MBOXRD("each lost one '>'"),
  /** A "&gt;" before those that have none; those with a single one lose it. */
  MBOXO("those with a single '>' lost it, the others are as they were"),
  /** Nothing, or nothing to those that have a "&gt;"; all stay as they are. */
  NONE("they stay as they are");

  private final String words;

  FromQuoting(String words) {
    this.words = words;
  }

  /** What becomes of these lines. */
  String words() {
    return words;
  }

  /**
   * Whether a line loses a "&gt;".
   *
   * @param quotes how many are before "From ", 1 or more
   */
  boolean takesOne(long quotes) {
    return switch (this) {
      case MBOXRD -> true;
      case MBOXO -> quotes == 1;
      case NONE -> false;
    };
  }
}
