package dev.waxseal.diagnosis;

import dev.waxseal.diagnosis.internal.Sentences;
import java.util.List;

/**
 * One change that was made to a message after it was signed; undoing it, with the others of its
 * diagnosis, leads to what was signed.
 *
 * <p>Immutable; share it among threads.
 *
 * @param kind what was done
 * @param sentence the same for people: printable ASCII on one line, without its first capital and
 *     its full stop
 * @param signed the lines that it was done to, as they were signed, without their line ends; empty
 *     if something was added. As they stand: not checked, one character an octet (ISO-8859-1)
 * @param arrived the same lines as they arrived; empty if something was taken away
 */
public record Change(ChangeKind kind, String sentence, List<String> signed, List<String> arrived) {

  /** Copies the lists, and makes the sentence harmless. */
  public Change {
    sentence = Sentences.printable(sentence);
    signed = List.copyOf(signed);
    arrived = List.copyOf(arrived);
  }

  /** A change of which nothing is shown. */
  public static Change of(ChangeKind kind, String sentence) {
    return new Change(kind, sentence, List.of(), List.of());
  }
}
