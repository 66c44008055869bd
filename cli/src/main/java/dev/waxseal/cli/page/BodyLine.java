package dev.waxseal.cli.page;

/**
 * A line of a body.
 *
 * @param state what became of it
 * @param text one character an octet
 */
record BodyLine(State state, String text) {

  /** What became of a line. */
  enum State {
    /** It is as it was signed. */
    SIGNED("same"),
    /** It was added, or is the new form of one that was changed. */
    ADDED("added"),
    /** It was taken away, or is the old form of one that was changed. */
    REMOVED("removed"),
    /** It cannot be told. */
    UNKNOWN("same");

    private final String css;

    State(String css) {
      this.css = css;
    }

    /** The class in the style sheet. */
    String css() {
      return css;
    }
  }
}
