package dev.waxseal.diagnosis.internal;

import java.time.Duration;

/** Helps to write sentences. */
public final class Sentences {

  private Sentences() {}

  /** A text on one line, with a question mark for each character that is not printable ASCII. */
  public static String printable(String text) {
    boolean isPrintable = true;
    for (int i = 0; i < text.length() && isPrintable; i++) {
      isPrintable = text.charAt(i) >= ' ' && text.charAt(i) <= '~';
    }
    return isPrintable ? text : text.replaceAll("\r?\n[ \t]*", " ").replaceAll("[^ -~]", "?");
  }

  /** A number of things: {@code 1 line}, {@code 2 lines}. */
  public static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  /** A duration in its largest unit of which it has two. */
  public static String span(Duration span) {
    Duration time = span.abs();
    if (time.toDays() >= 2) {
      return count((int) Math.min(time.toDays(), Integer.MAX_VALUE), "day");
    }
    if (time.toHours() >= 2) {
      return count((int) time.toHours(), "hour");
    }
    return time.toMinutes() >= 2
        ? count((int) time.toMinutes(), "minute")
        : count((int) time.toSeconds(), "second");
  }

  /** The verb "was", for a number of things. */
  public static String were(int number) {
    return number == 1 ? "was" : "were";
  }

  /** A text cut off after a number of characters. */
  public static String shortened(String text, int limit) {
    return text.length() <= limit ? text : text.substring(0, limit) + "...";
  }
}
