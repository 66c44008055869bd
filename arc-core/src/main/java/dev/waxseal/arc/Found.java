package dev.waxseal.arc;

/** The results of a message at its arrival, or the reason why it cannot be sealed. */
sealed interface Found {

  /** It can be sealed. */
  record Arrival(ArcArrival arrival) implements Found {}

  /**
   * It cannot be sealed.
   *
   * @param reason why not
   * @param about what exactly is wrong, printable ASCII on one line; may be empty
   */
  record NoSeal(SealReason reason, String about) implements Found {

    /** A reason without details. */
    static NoSeal because(SealReason reason) {
      return new NoSeal(reason, "");
    }
  }
}
