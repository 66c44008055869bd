package dev.waxseal.diagnosis.sign;

import java.util.Optional;

/**
 * Something in a message that a program may have left.
 *
 * @param weight the higher, the more it says
 * @param touches the part of a message that such a program changes
 * @param program the program; empty if it cannot be told
 * @param sentence what stands there, and what the program does when it does so
 */
public record Trace(int weight, Touch touches, Optional<String> program, String sentence) {

  /** A part of a message. */
  public enum Touch {
    /** The header. */
    HEADER,
    /** The body. */
    BODY,
    /** The header and the body. */
    BOTH;

    boolean concerns(Touch open) {
      return this == BOTH || open == BOTH || this == open;
    }
  }

  static Trace of(int weight, Touch touches, String program, String sentence) {
    return new Trace(weight, touches, Optional.of(program), sentence);
  }

  static Trace ofUnknown(int weight, Touch touches, String sentence) {
    return new Trace(weight, touches, Optional.empty(), sentence);
  }
}
