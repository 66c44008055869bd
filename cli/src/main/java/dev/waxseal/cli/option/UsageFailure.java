package dev.waxseal.cli.option;

/** A wrong command line. */
public final class UsageFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String sentence;

  UsageFailure(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /** What is wrong, for people. */
  public String sentence() {
    return sentence;
  }
}
