package dev.waxseal.authres;

import java.util.Optional;

/**
 * The way back from an A-label to its U-label (RFC 3492 section 6.2).
 *
 * <p>The JDK's own first asks IDNA 2003 for permission, and so does not know labels with a sharp s,
 * a final sigma or a joiner, which are other names under IDNA 2008.
 */
final class Punycode {

  private static final String PREFIX = "xn--";
  private static final int MAX_LABEL = 63;

  private static final int BASE = 36;
  private static final int T_MIN = 1;
  private static final int T_MAX = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int INITIAL_BIAS = 72;
  private static final int INITIAL_N = 0x80;

  private final String digits;
  private final StringBuilder output;
  private int at;

  private Punycode(String encoded) {
    int delimiter = encoded.lastIndexOf('-');
    this.output = new StringBuilder(encoded.substring(0, Math.max(delimiter, 0)));
    this.digits = encoded.substring(delimiter + 1);
  }

  /** The U-label of an A-label, which is in lower case; empty if it is none. */
  static Optional<String> uLabel(String label) {
    boolean encoded =
        label.startsWith(PREFIX)
            && label.length() <= MAX_LABEL
            && label.chars().allMatch(c -> c < 0x80);
    return encoded ? decode(label.substring(PREFIX.length())) : Optional.empty();
  }

  /** Decodes; empty if that fails, or if nothing comes of it that ASCII could not have said. */
  static Optional<String> decode(String encoded) {
    Punycode punycode = new Punycode(encoded);
    return punycode.digits.isEmpty() ? Optional.empty() : punycode.decode();
  }

  private Optional<String> decode() {
    long n = INITIAL_N;
    long i = 0;
    int bias = INITIAL_BIAS;
    int length = output.length();
    boolean first = true;
    while (at < digits.length()) {
      long delta = delta(bias);
      length++;
      n += (i + delta) / length;
      if (delta < 0 || n > Character.MAX_CODE_POINT) {
        return Optional.empty();
      }
      i = (i + delta) % length;
      output.insert(output.offsetByCodePoints(0, (int) i), Character.toString((int) n));
      i++;
      bias = adapt(delta, length, first);
      first = false;
    }
    return Optional.of(output.toString());
  }

  /** A generalized variable-length integer; negative if it does not end or is too large. */
  private long delta(int bias) {
    long delta = 0;
    long weight = 1;
    for (int k = BASE; at < digits.length(); k += BASE) {
      int digit = Character.digit(digits.charAt(at), BASE);
      // Java's digits go from 0 to 9 and then from a on, those of Punycode the other way round.
      int value = digit < 10 ? digit + 26 : digit - 10;
      at++;
      delta += value * weight;
      if (digit < 0 || delta > Integer.MAX_VALUE) {
        return -1;
      }
      int threshold = Math.max(T_MIN, Math.min(T_MAX, k - bias));
      if (value < threshold) {
        return delta;
      }
      weight = Math.min(weight * (BASE - threshold), Integer.MAX_VALUE);
    }
    return -1;
  }

  /** RFC 3492 section 6.1. */
  private static int adapt(long delta, int length, boolean first) {
    long rest = first ? delta / DAMP : delta / 2;
    rest += rest / length;
    int k = 0;
    while (rest > ((BASE - T_MIN) * T_MAX) / 2) {
      rest /= BASE - T_MIN;
      k += BASE;
    }
    return k + (int) ((BASE - T_MIN + 1) * rest / (rest + SKEW));
  }
}
