package dev.waxseal.spf;

/**
 * What ends an evaluation before its time.
 *
 * @param reason why
 * @param about what exactly, printable ASCII
 */
record RecordProblem(SpfReason reason, String about) {
  RecordProblem {
    about = Texts.about(about);
  }
}
