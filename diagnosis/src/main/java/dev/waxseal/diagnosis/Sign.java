package dev.waxseal.diagnosis;

import dev.waxseal.diagnosis.internal.Sentences;
import java.util.Optional;

/**
 * Something in a message that a program may have left, where the diagnosis does not explain all.
 * Nothing is proved: it is the place to look first.
 *
 * @param program the program; empty if it cannot be told
 * @param sentence what stands there, and what that program does when it does so: printable ASCII on
 *     one line, without a capital at the start and a full stop at the end
 */
public record Sign(Optional<String> program, String sentence) {

  /** Makes the sentence printable. */
  public Sign {
    sentence = Sentences.printable(sentence);
  }
}
