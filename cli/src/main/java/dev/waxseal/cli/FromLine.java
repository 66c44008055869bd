package dev.waxseal.cli;

import java.util.regex.Pattern;

/**
 * The line before each message of an mbox: "From ", an address, and a date (RFC 4155 appendix A).
 * Many programs put it on top of a single message, too; it is never sent.
 *
 * <p>A line of text may begin with "From " as well; what tells the two apart is the date. It is
 * that of {@code asctime}, which some programs write with a time zone, or that of RFC 5322.
 */
final class FromLine {

  /** How many octets of a line are looked at; one that is longer has no date. */
  static final int MOST = 1000;

  private static final String DAY = "(?:sun|mon|tue|wed|thu|fri|sat)";
  private static final String MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)";
  private static final String TIME = "\\d{1,2}:\\d\\d(?::\\d\\d)?";
  private static final String ZONE = "(?: +[-+a-z0-9()]{1,10}){0,2}";

  private static final Pattern DATED =
      Pattern.compile(
          "From .*?(?<![a-z])"
              + DAY
              + ("(?: +" + MONTH + " +\\d{1,2} +" + TIME + ZONE + " +\\d{4}" + ZONE)
              + ("|, +\\d{1,2} +" + MONTH + " +\\d{4} +" + TIME + ZONE + ")")
              + "(?: +remote from \\S+)?\\s*",
          Pattern.CASE_INSENSITIVE);

  private FromLine() {}

  /** Tells whether a line begins with "From ", in this very spelling. */
  static boolean begins(String line) {
    return line.startsWith("From ");
  }

  /**
   * Tells whether a line stands before a message of an mbox.
   *
   * @param line its octets as ISO-8859-1 with or without its end, at least {@link #MOST} if it has
   *     so many
   */
  static boolean isDated(String line) {
    return line.length() < MOST && begins(line) && DATED.matcher(line).matches();
  }

  /** Tells whether local delivery has put a line on top of a message: that one, or one of old. */
  static boolean isOnTop(String line) {
    return isDated(line.startsWith(">") ? line.substring(1) : line);
  }
}
