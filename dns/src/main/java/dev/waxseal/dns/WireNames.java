package dev.waxseal.dns;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xbill.DNS.Name;

/** Names on their way to dnsjava and back. */
final class WireNames {

  private static final Pattern ESCAPE = Pattern.compile("\\\\([0-9]{3}|[^0-9])");

  private WireNames() {}

  /** The name, absolute, as dnsjava has it. */
  static Name absolute(DomainName name) {
    StringBuilder escaped = new StringBuilder();
    for (char c : name.toString().toCharArray()) {
      if (c <= ' ' || c >= 0x7F) {
        escaped.append(String.format("\\%03d", (int) c));
      } else {
        escaped.append(c == '\\' ? "\\\\" : c);
      }
    }
    return Name.fromConstantString(escaped + ".");
  }

  /** A name in presentation form, without its trailing dot; "." for the root. */
  static String text(Name name) {
    return name.toString(true);
  }

  /**
   * A name in presentation form (RFC 1035 section 5.1: {@code \X}, {@code \DDD}) as one to ask for,
   * whatever its octets; empty for the root, and for a label that has a dot in it.
   */
  static Optional<DomainName> asked(String presentation) {
    StringBuilder octets = new StringBuilder();
    for (int i = 0; i < presentation.length(); i++) {
      char c = presentation.charAt(i);
      if (c == '\\') {
        Matcher escape = ESCAPE.matcher(presentation).region(i, presentation.length());
        if (!escape.lookingAt() || escape.group(1).equals(".")) {
          return Optional.empty();
        }
        String what = escape.group(1);
        c = what.length() == 3 ? (char) Integer.parseInt(what) : what.charAt(0);
        i += what.length();
      }
      octets.append(c);
    }
    return DomainName.ofOctets(octets.toString());
  }
}
