package dev.waxseal.diagnosis;

import dev.waxseal.diagnosis.internal.Sentences;

/**
 * Something that is known of a signature: read or calculated, never guessed.
 *
 * @param kind what it is about
 * @param sentence for people: printable ASCII on one line, without its first capital and its full
 *     stop
 */
public record Fact(FactKind kind, String sentence) {

  /** Makes the sentence harmless. */
  public Fact {
    sentence = Sentences.printable(sentence);
  }
}
