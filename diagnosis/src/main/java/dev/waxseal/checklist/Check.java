package dev.waxseal.checklist;

import java.util.List;
import java.util.Locale;

/**
 * One thing that receivers ask of senders, and whether a message has it.
 *
 * <p>Immutable; share it among threads.
 *
 * @param id which it is: {@code R1} to {@code R11}
 * @param title what is asked, in a few words
 * @param outcome whether the message has it
 * @param sentences what exactly, and what to do: printable ASCII, each on one line, without its
 *     first capital and its full stop
 */
public record Check(String id, String title, Outcome outcome, List<String> sentences) {

  /** What a check comes to. */
  public enum Outcome {
    /** It is as receivers ask. */
    PASSED,
    /** It is accepted today, and should be mended. */
    WARNING,
    /** Receivers that ask for it may refuse the message. */
    FAILED,
    /** It could not be looked at, or is not asked of such a message. */
    NOT_EVALUATED;

    /** The word in reports. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Copies the sentences, and makes them harmless. */
  public Check {
    sentences = sentences.stream().map(Check::printable).toList();
  }

  private static String printable(String text) {
    return text.replaceAll("\\s+", " ").replaceAll("[^ -~]", "?");
  }
}
