package dev.waxseal.milter.role;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses as sendmail sends them. It writes every field with addresses again: one space after
 * each comma, and quotes around a name with one of {@code .'[]}, its option MustQuoteChars. It
 * leaves the rest of a plain address alone; of what is not plain, the form is not predicted.
 */
final class SendmailAddresses {

  /** Sendmail cuts an address of more than about 240 octets, with its name. */
  private static final int LONGEST = 200;

  private static final String ATOM = "[A-Za-z0-9!#$%&*+/=?^_`{|}~\u0080-\u00ff-]";
  private static final String QUOTED = "\"(?:[^\"\\\\]|\\\\.)*+\"";
  private static final String REMARK = "\\((?:[^()\\\\]|\\\\.)*+\\)";
  private static final String COMMENT = "(?: ?" + REMARK + ")?";
  private static final String LOCAL = "[A-Za-z0-9_+=~#$&*?^`{|}/'-]++";
  private static final String LABEL = "[A-Za-z0-9-]++";

  /** In a domain of one's own network, one label is completed, and localhost becomes the host. */
  private static final String ADDRESS =
      LOCAL + "(?:\\." + LOCAL + ")*+@(?!(?i:localhost))" + LABEL + "(?:\\." + LABEL + ")++";

  /** Addresses that stay as they are, and groups without members. */
  private static final Pattern STABLE =
      Pattern.compile(
          "(?:(?:"
              + ATOM
              + "++|"
              + QUOTED
              + "|"
              + REMARK
              + ") ?+)*+<"
              + ADDRESS
              + ">"
              + COMMENT
              + "|"
              + ADDRESS
              + COMMENT
              + "|"
              + ATOM
              + "++(?: "
              + ATOM
              + "++)*+: ?;");

  /** A name that gets quotes, and the address. */
  private static final Pattern QUOTABLE =
      Pattern.compile(
          "((?:"
              + ATOM
              + "|[.'\\[\\]])++(?: (?:"
              + ATOM
              + "|[.'\\[\\]])++)*+)( <"
              + ADDRESS
              + ">)");

  private SendmailAddresses() {}

  /**
   * The value that sendmail sends, on one line, with runs of white space as one space; empty if it
   * is not known.
   *
   * @param value of a field with addresses, as it was received
   */
  static Optional<String> sent(String value) {
    List<String> sent = new ArrayList<>();
    for (String address : split(oneLine(value))) {
      String plain = address.strip();
      var quotable = QUOTABLE.matcher(plain);
      if (plain.length() > LONGEST) {
        return Optional.empty();
      } else if (STABLE.matcher(plain).matches()) {
        sent.add(plain);
      } else if (quotable.matches()) {
        sent.add('"' + quotable.group(1) + '"' + quotable.group(2));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(String.join(", ", sent));
  }

  /** A value without folds, with runs of white space as one space, and none at its ends. */
  static String oneLine(String value) {
    return value.replaceAll("[ \t\r\n]+", " ").strip();
  }

  /** The texts between commas, except commas in quotes or comments. */
  private static List<String> split(String list) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int comments = 0;
    int start = 0;
    for (int i = 0; i < list.length(); i++) {
      switch (list.charAt(i)) {
        case '\\' -> i++;
        case '"' -> quoted ^= comments == 0;
        case '(' -> comments += quoted ? 0 : 1;
        case ')' -> comments -= quoted ? 0 : 1;
        case ',' -> {
          if (!quoted && comments == 0) {
            parts.add(list.substring(start, i));
            start = i + 1;
          }
        }
        default -> {} // a part of the address
      }
    }
    parts.add(list.substring(start));
    return parts;
  }
}
