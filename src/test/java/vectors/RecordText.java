package vectors;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Records of reports as the vectors of the writer have them. */
final class RecordText {

  private static final Pattern REASON =
      Pattern.compile(" reason=([a-z_]+)(~\"((?:[^\"\\\\]|\\\\.)*)\")?(?= )");

  private RecordText() {}

  /** What a record of a vector stands for: a reason may leave its comment open. */
  static Pattern pattern(String expected) {
    StringBuilder pattern = new StringBuilder();
    Matcher reasons = REASON.matcher(expected);
    int at = 0;
    while (reasons.find()) {
      String part = reasons.group(3);
      String comment =
          part == null
              ? "(:\"(?:[^\"\\\\]|\\\\.)*\")?"
              : ":\"(?:[^\"\\\\]|\\\\.)*" + Pattern.quote(part) + "(?:[^\"\\\\]|\\\\.)*\"";
      boolean none = reasons.group(1).equals("none");
      pattern.append(Pattern.quote(expected.substring(at, reasons.start())));
      pattern.append(Pattern.quote(" reason=" + reasons.group(1))).append(none ? "" : comment);
      at = reasons.end();
    }
    return Pattern.compile(pattern.append(Pattern.quote(expected.substring(at))).toString());
  }
}
