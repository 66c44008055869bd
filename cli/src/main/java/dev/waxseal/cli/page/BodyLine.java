package dev.waxseal.cli.page;

/**
 * A line of a body.
 *
 * @param state its state
 * @param text one character per octet
 */
record BodyLine(State state, String text) {

  /** The state of a line. */
  enum State {
    /** It is as signed. */
    SIGNED("same"),
    /** It was added, or is the new form of a changed line. */
    ADDED("added"),
    /** It was removed, or is the signed form of a changed line. */
    REMOVED("removed"),
    /** It is not known. */
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
