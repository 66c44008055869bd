package dev.waxseal.spf;

import dev.waxseal.dns.DomainName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Expands macros (RFC 7208 section 7.3).
 *
 * @param state the values of the macros
 * @param current the domain whose record is evaluated
 * @param validated the name of the client's address, or "unknown"
 */
record MacroExpander(CheckState state, DomainName current, String validated) {
  private static final int MAX_NAME = 253;

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** RFC 3986 section 2.3, with letters and digits. */
  private static final String UNRESERVED = "-._~";

  /** The target-name; empty if the text expands to none (RFC 7208 section 4.8). */
  Optional<DomainName> name(MacroString text) {
    String name = end(text);
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    return DomainName.forLookup(fit(name));
  }

  /** The text, with no more than the given number of characters. */
  String text(MacroString text, int most) {
    StringBuilder expanded = new StringBuilder();
    for (MacroString.Part part : text.parts()) {
      if (expanded.length() >= most) {
        break;
      }
      expanded.append(expand(part));
    }
    return expanded.substring(0, Math.min(most, expanded.length()));
  }

  /** The end of the expansion, all of it that can be part of a name: its front is not even made. */
  private String end(MacroString text) {
    if (text.parts().size() == 1) {
      return expand(text.parts().get(0));
    }
    Deque<String> pieces = new ArrayDeque<>();
    int length = 0;
    for (int i = text.parts().size() - 1; i >= 0 && length <= MAX_NAME + 1; i--) {
      String piece = expand(text.parts().get(i));
      pieces.addFirst(piece);
      length += piece.length();
    }
    return String.join("", pieces);
  }

  /** "The left side is truncated to fit, by removing successive domain labels" (7.3). */
  private static String fit(String name) {
    if (name.length() <= MAX_NAME) {
      return name;
    }
    int dot = name.indexOf('.', name.length() - MAX_NAME - 1);
    return dot < 0 ? name : name.substring(dot + 1);
  }

  private String expand(MacroString.Part part) {
    if (!part.isMacro()) {
      return part.literal();
    }
    String value = transform(state.value(part.letter(), current, validated), part);
    return part.escaped() ? urlEscaped(value) : value;
  }

  /**
   * Splits, reverses if it is to be, takes the right-hand parts and joins them with dots. "The list
   * of parts might contain empty strings" (7.3). No more is split than is taken, so that the cost
   * is that of what comes out.
   */
  private static String transform(String value, MacroString.Part macro) {
    String delimiters = macro.delimiters().isEmpty() ? "." : macro.delimiters();
    // The last parts of the reversed list are the first of the other, in the order found by either.
    List<String> parts =
        macro.reversed()
            ? first(value, delimiters, macro.parts())
            : last(value, delimiters, macro.parts());
    Collections.reverse(parts);
    return String.join(".", parts);
  }

  /** The first parts, from left to right. */
  private static List<String> first(String value, String delimiters, int most) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    while (start <= value.length() && parts.size() < most) {
      int end = start;
      while (end < value.length() && delimiters.indexOf(value.charAt(end)) < 0) {
        end++;
      }
      parts.add(value.substring(start, end));
      start = end + 1;
    }
    return parts;
  }

  /** The last parts, from right to left. */
  private static List<String> last(String value, String delimiters, int most) {
    List<String> parts = new ArrayList<>();
    int end = value.length();
    while (end >= 0 && parts.size() < most) {
      int start = end;
      while (start > 0 && delimiters.indexOf(value.charAt(start - 1)) < 0) {
        start--;
      }
      parts.add(value.substring(start, end));
      end = start - 1;
    }
    return parts;
  }

  private static String urlEscaped(String value) {
    StringBuilder escaped = new StringBuilder();
    for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
      if (isUnreserved(octet)) {
        escaped.append((char) octet);
      } else {
        escaped.append('%').append(HEX.toHexDigits(octet));
      }
    }
    return escaped.toString();
  }

  private static boolean isUnreserved(int c) {
    return Texts.isAlphanumeric(c) || UNRESERVED.indexOf(c) >= 0;
  }
}
