package dev.waxseal.checklist;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * The results of all checks of one message.
 *
 * <p>Immutable; share it among threads.
 *
 * @param date the date of the requirements
 * @param checks R1 to R11, in order
 */
public record CheckReport(LocalDate date, List<Check> checks) {

  /** Copies the list. */
  public CheckReport {
    checks = List.copyOf(checks);
  }

  /** The result of one check. */
  public enum Result {
    /** The message meets the requirement. */
    PASSED,
    /** Receivers accept this today, but it should be fixed. */
    WARNING,
    /** Receivers with this requirement may refuse the message. */
    FAILED,
    /** The check could not be made, or does not apply to this message. */
    NOT_EVALUATED;

    /** The word in reports. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * One requirement of receivers, checked on a message.
   *
   * @param id {@code R1} to {@code R11}
   * @param title the requirement in a few words
   * @param result the result
   * @param sentences what was found and what to do: printable ASCII, each on one line, without a
   *     capital at the start and a full stop at the end
   */
  public record Check(String id, String title, Result result, List<String> sentences) {

    /** Copies the sentences, and makes them printable. */
    public Check {
      sentences = sentences.stream().map(Check::printable).toList();
    }

    private static String printable(String text) {
      return text.replaceAll("\\s+", " ").replaceAll("[^ -~]", "?");
    }
  }
}
