package dev.waxseal.diagnosis.body;

/** CR CR LF, which programs make of CRLF that expect LF. One character per octet. */
public final class ReturnsBeforeLineEnds {

  private ReturnsBeforeLineEnds() {}

  /** The number of lines that end in more than one CR before the LF. */
  public static int count(String text) {
    int count = 0;
    for (int lf = text.indexOf('\n'); lf >= 0; lf = text.indexOf('\n', lf + 1)) {
      count += text.startsWith("\r\r", lf - 2) ? 1 : 0;
    }
    return count;
  }

  /** The text with one CR at most before each LF. */
  public static String single(String text) {
    StringBuilder single = new StringBuilder(text.length());
    int start = 0;
    for (int lf = text.indexOf('\n'); lf >= 0; lf = text.indexOf('\n', lf + 1)) {
      int end = lf;
      while (end - 2 >= start && text.startsWith("\r\r", end - 2)) {
        end--;
      }
      single.append(text, start, end).append('\n');
      start = lf + 1;
    }
    return single.append(text, start, text.length()).toString();
  }
}
