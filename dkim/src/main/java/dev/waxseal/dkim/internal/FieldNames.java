package dev.waxseal.dkim.internal;

import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Names of header fields in lower case. The usual ones are shared, not made each time. */
final class FieldNames {

  private static final String[][] BY_LENGTH =
      byLength(
          "from",
          "to",
          "cc",
          "subject",
          "date",
          "message-id",
          "reply-to",
          "sender",
          "in-reply-to",
          "references",
          "mime-version",
          "content-type",
          "content-transfer-encoding",
          "list-id",
          "list-post",
          "list-help",
          "list-archive",
          "list-unsubscribe",
          "list-unsubscribe-post",
          "dkim-signature");

  private FieldNames() {}

  /** The name that stands there, in lower case. */
  static String lowerCase(String text, int start, int end) {
    int length = end - start;
    if (length < BY_LENGTH.length) {
      for (String known : BY_LENGTH[length]) {
        if (text.regionMatches(true, start, known, 0, length)) {
          return known;
        }
      }
    }
    return text.substring(start, end).toLowerCase(Locale.ROOT);
  }

  private static String[][] byLength(String... names) {
    int longest = Stream.of(names).mapToInt(String::length).max().orElseThrow();
    return IntStream.rangeClosed(0, longest)
        .mapToObj(n -> Stream.of(names).filter(name -> name.length() == n).toArray(String[]::new))
        .toArray(String[][]::new);
  }
}
