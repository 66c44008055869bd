package dev.waxseal.benchmarks;

/** What has to hold before anything is measured. */
final class Checks {

  private Checks() {}

  static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("This would measure something else: " + what);
    }
  }
}
