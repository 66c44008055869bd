package dev.waxseal.checklist;

import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** R8: the message came over TLS, according to the server that received it (RFC 3848). */
final class TransportCheck {

  private static final Pattern WITH =
      Pattern.compile("(?i)\\bwith\\s+((?:UTF8)?(?:E?SMTP|LMTP)(S?A?))\\b");

  private TransportCheck() {}

  static CheckReport.Check check(Headers headers) {
    CheckBuilder check = new CheckBuilder("R8", "it came over TLS");
    Optional<HeaderField> received = headers.first("Received");
    if (received.isEmpty()) {
      return check.notEvaluated("the message has no Received field");
    }
    String value = received.get().value().replaceAll("\\([^()]*\\)", " ");
    Matcher with = WITH.matcher(value);
    if (!with.find()) {
      return check.notEvaluated("the topmost Received field does not name the protocol");
    }
    boolean encrypted = with.group(2).toUpperCase(Locale.ROOT).startsWith("S");
    return encrypted
        ? check.good("with " + with.group(1)).build()
        : check.failed("it came with " + with.group(1) + ", without TLS").build();
  }
}
