package dev.waxseal.reports.ready;

/** The answer in one word, the least first. */
public enum Verdict {
  /** No enforced policy yet. */
  NOT_YET("not-yet"),
  /** {@code p=quarantine}: go there, or stay there. */
  READY_FOR_QUARANTINE("ready-for-quarantine"),
  /** {@code p=reject}: go there, or stay there. */
  READY_FOR_REJECT("ready-for-reject");

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  /** The word, for programs. */
  public String word() {
    return word;
  }
}
