package dev.waxseal.milter.protocol;

import java.util.Objects;
import java.util.regex.Pattern;

/** The reply to the client of the mail server. Switch on {@link #kind()}. Immutable. */
public sealed interface Reply {

  /** The kinds of reply, one for each record of this interface. */
  enum Kind {
    /** {@link Accept}. */
    ACCEPT,
    /** {@link TempFail}. */
    TEMP_FAIL,
    /** {@link Reject}. */
    REJECT
  }

  /** {@return which of the records of this interface this is} */
  Kind kind();

  /** The message is accepted. */
  record Accept() implements Reply {

    @Override
    public Kind kind() {
      return Kind.ACCEPT;
    }
  }

  /**
   * The client is asked to try again later, with reply code 451.
   *
   * @param code the enhanced status code (RFC 3463), of class 4: {@code 4.7.5}
   * @param text the sentence for the client; characters outside printable ASCII become question
   *     marks
   */
  record TempFail(String code, String text) implements Reply {

    private static final Pattern CODE = Pattern.compile("4\\.\\d{1,3}\\.\\d{1,3}");

    /** For a filter that has failed: "other or undefined mail system status". */
    public static final TempFail OUT_OF_ORDER =
        new TempFail("4.3.0", "The mail filter has failed, please try again later");

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the code is not one of class 4
     */
    public TempFail {
      requireCode(CODE, code);
      Objects.requireNonNull(text, "text");
    }

    @Override
    public Kind kind() {
      return Kind.TEMP_FAIL;
    }
  }

  /**
   * The message is refused permanently, with reply code 550; with 552 if the enhanced status code
   * is {@link #TOO_LARGE} (RFC 1870 section 6.3, RFC 3463 section 3.4).
   *
   * @param code the enhanced status code (RFC 3463), of class 5: {@code 5.7.1}
   * @param text the sentence for the client; characters outside printable ASCII become question
   *     marks
   */
  record Reject(String code, String text) implements Reply {

    /** "Message too big for system" (RFC 3463 section 3.4). */
    public static final String TOO_LARGE = "5.3.4";

    private static final Pattern CODE = Pattern.compile("5\\.\\d{1,3}\\.\\d{1,3}");

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the code is not one of class 5
     */
    public Reject {
      requireCode(CODE, code);
      Objects.requireNonNull(text, "text");
    }

    @Override
    public Kind kind() {
      return Kind.REJECT;
    }
  }

  private static void requireCode(Pattern pattern, String code) {
    if (!pattern.matcher(code).matches()) {
      throw new IllegalArgumentException(
          "Not an enhanced status code such as 4.7.5 or 5.7.1: '" + code + "'");
    }
  }
}
