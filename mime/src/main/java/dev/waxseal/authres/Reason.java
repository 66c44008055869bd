package dev.waxseal.authres;

/**
 * The reason for a result that is not a pass, in any of the protocols. It is a code that programs
 * can compare: every implementation is an enum, whose constants stand in the order in which the
 * specification checks.
 *
 * <p>Immutable; share it among threads.
 */
public interface Reason {

  /** The result word of RFC 8601 under which it is reported, in lower case: {@code permerror}. */
  String result();

  /** The specification and section that the reason comes from: {@code RFC 6376 section 3.5}. */
  String section();

  /** The meaning for people: a sentence without its first capital and its full stop. */
  String summary();

  /**
   * The summary, followed by what exactly is wrong.
   *
   * @param about the value or place that is wrong; may be empty
   */
  default String detail(String about) {
    return about.isEmpty() ? summary() : summary() + ": " + about;
  }
}
