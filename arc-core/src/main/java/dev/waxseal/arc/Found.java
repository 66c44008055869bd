package dev.waxseal.arc;

/** What was found of a message when it arrived, or why nothing can be testified to. */
sealed interface Found {

  /** It can be testified to. */
  record Arrival(ArcArrival arrival) implements Found {}

  /**
   * It cannot.
   *
   * @param reason why
   * @param about what exactly is wrong, printable ASCII on one line; may be empty
   */
  record NoSeal(SealReason reason, String about) implements Found {

    /** A reason that says all. */
    static NoSeal because(SealReason reason) {
      return new NoSeal(reason, "");
    }
  }
}
