package dev.waxseal.spf;

/**
 * The reason to end an evaluation early.
 *
 * @param reason the reason
 * @param about the detail, printable ASCII
 */
record RecordProblem(SpfReason reason, String about) {
  RecordProblem {
    about = Texts.about(about);
  }
}
