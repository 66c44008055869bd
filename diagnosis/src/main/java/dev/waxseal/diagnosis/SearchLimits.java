package dev.waxseal.diagnosis;

/**
 * How much is tried, so that a hostile message costs no more than another. All signatures of a
 * message together get twice what each may get.
 *
 * @param bodyOctets how large a body may be for anything to be tried. Default 1 MiB.
 * @param hashedOctets how many octets are hashed in the search for each body hash. Default 48 MiB,
 *     a tenth of a second on a machine of today.
 * @param headerTries how many headers are tried for each RSA signature, which tells its hash, so
 *     that a try costs a hash of the header. Default 100,000.
 * @param verifications how many headers are tried for each Ed25519 signature, where a try costs a
 *     verification. Default 1,500.
 * @param signatures how many signatures are looked at. Default 12.
 */
public record SearchLimits(
    int bodyOctets, long hashedOctets, int headerTries, int verifications, int signatures) {

  /** How many searches in full a message may cost; honest mail needs one. */
  static final int SEARCHES = 2;

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public SearchLimits {
    if (bodyOctets < 0
        || hashedOctets < 0
        || headerTries < 0
        || verifications < 0
        || signatures < 0) {
      throw new IllegalArgumentException("A limit may not be negative");
    }
  }

  /** The defaults named above. */
  public static SearchLimits defaults() {
    return new SearchLimits(1 << 20, 48L << 20, 100_000, 1_500, 12);
  }
}
