package dev.waxseal.dkim.internal;

import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The fields that a signature does not cover. Anyone can have added such a field, and a reader may
 * be shown it (RFC 6376 section 8.15, "extra header field").
 */
public final class Coverage {

  /** Fields that people see, or that decide what they see. */
  private static final List<String> SEEN =
      List.of(
          "from",
          "sender",
          "reply-to",
          "to",
          "cc",
          "subject",
          "date",
          "message-id",
          "mime-version",
          "content-type",
          "content-transfer-encoding");

  private Coverage() {}

  /** The names, lower case, that the message has more often than {@code h=} does. */
  public static List<String> uncovered(Headers headers, List<String> signedHeaders) {
    List<String> uncovered = new ArrayList<>(0);
    for (String name : SEEN) {
      int fields = headers.count(name);
      if (fields > 0 && fields > Collections.frequency(signedHeaders, name)) {
        uncovered.add(name);
      }
    }
    return List.copyOf(uncovered);
  }
}
