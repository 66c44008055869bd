package dev.waxseal.cli.input;

/**
 * The quoting of lines that begin with "From " by the writer of an mbox, so that they do not look
 * like separators. The file does not tell which one it is.
 */
public enum FromQuoting {
  /** A "&gt;" before each of them, also before those that have one; each loses one. */
  MBOXRD("each lost one '>'"),
  /** A "&gt;" before those that have none; those with a single one lose it. */
  MBOXO("those with a single '>' lost it, the others were kept"),
  /** Nothing, or nothing to those that have a "&gt;"; all stay as they are. */
  NONE("they are kept as they are");

  private final String words;

  FromQuoting(String words) {
    this.words = words;
  }

  /** A description of the effect on these lines. */
  public String words() {
    return words;
  }

  /**
   * True if a line loses a "&gt;".
   *
   * @param quotes the number of them before "From ", 1 or more
   */
  public boolean takesOne(long quotes) {
    return switch (this) {
      case MBOXRD -> true;
      case MBOXO -> quotes == 1;
      case NONE -> false;
    };
  }
}
