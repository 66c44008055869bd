package dev.waxseal.dkim.internal;

import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a signature leaves open in the header: a field that it does not cover can have been added by
 * anyone, and may be the one that a reader is shown (RFC 6376 section 8.15, "extra header field").
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

  /** The names of which the message has more fields than {@code h=} names, lower case. */
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
