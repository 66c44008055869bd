package differential;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A change of a message that no canonical form forgives. */
enum Change {
  /** Another octet in the value of From. */
  HEADER_OCTET {
    @Override
    String of(String message) {
      return message.replaceFirst("Alice", "Alicf");
    }
  },
  /** Another octet in the body, or a first one. */
  BODY_OCTET {
    @Override
    String of(String message) {
      int bodyStart = message.indexOf("\r\n\r\n") + 4;
      if (bodyStart < 4) {
        return message.stripTrailing() + "\r\n\r\nx\r\n";
      }
      Matcher octet = OCTET.matcher(message).region(bodyStart, message.length());
      return octet.find()
          ? message.substring(0, octet.start()) + "Q" + message.substring(octet.end())
          : message + "x\r\n";
    }
  },
  /** A From field above the one that was signed. */
  SECOND_FROM {
    @Override
    String of(String message) {
      return "From: Eve <eve@example.com>\r\n" + message;
    }
  };

  static final List<Change> ALL = List.of(values());

  private static final Pattern OCTET = Pattern.compile("[a-zA-P]");

  /** The changed message, one octet a character. */
  abstract String of(String message);

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
