package dev.waxseal.dmarc;

/**
 * A remark on a DMARC Policy Record.
 *
 * @param problem what is remarked on
 * @param about the tag, value or URI that it is about: printable ASCII on one line; may be empty
 */
public record DmarcFinding(DmarcProblem problem, String about) {

  private static final int LONGEST = 100;

  /** Makes the text printable, and short. */
  public DmarcFinding {
    String printable = about.replaceAll("[^ -~]", "?");
    about = printable.length() > LONGEST ? printable.substring(0, LONGEST) + "..." : printable;
  }

  /** The remark on one line, for people: printable ASCII. */
  @Override
  public String toString() {
    return about.isEmpty() ? problem.summary() : about + ": " + problem.summary();
  }
}
