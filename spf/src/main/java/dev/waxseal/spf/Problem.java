package dev.waxseal.spf;

/**
 * What ends an evaluation before its time.
 *
 * @param reason why
 * @param about what exactly, printable ASCII
 */
record Problem(SpfReason reason, String about) {
  Problem {
    about = Texts.about(about);
  }
}
