package dev.waxseal.cli.input;

import java.util.regex.Pattern;

/**
 * The line before each message of an mbox: "From ", an address, and a date (RFC 4155 appendix A).
 * Many programs also put it on top of a single message; it is never sent.
 *
 * <p>A line of text may also begin with "From "; the date distinguishes the two. It is that of
 * {@code asctime}, which some programs write with a time zone, or that of RFC 5322.
 */
public final class FromLine {

  /** The number of octets of a line that are checked; a longer line has no date. */
  public static final int MOST = 1000;

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

  /** True if a line begins with "From ", in exactly this spelling. */
  public static boolean begins(String line) {
    return line.startsWith("From ");
  }

  /**
   * True if a line separates messages of an mbox.
   *
   * @param line its octets as ISO-8859-1 with or without its end, at least {@link #MOST} if it has
   *     so many
   */
  public static boolean isDated(String line) {
    return line.length() < MOST && begins(line) && DATED.matcher(line).matches();
  }

  /** True if local delivery put a line on top of a message, now or earlier. */
  public static boolean isOnTop(String line) {
    return isDated(line.startsWith(">") ? line.substring(1) : line);
  }
}
