package dev.waxseal.dns;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A TXT record (RFC 1035 section 3.3.14).
 *
 * @param strings the record's character-strings in order, one char an octet (ISO-8859-1)
 */
public record TxtRecord(List<String> strings) implements DnsRecord {

  private static final int STRING_OCTETS = 255;

  /**
   * A record of these strings.
   *
   * @param strings the strings, one char an octet
   * @throws IllegalArgumentException if a char is no octet
   */
  public TxtRecord {
    strings = List.copyOf(strings);
    for (String string : strings) {
      if (string.chars().anyMatch(c -> c > 0xFF)) {
        throw new IllegalArgumentException("A string of a TXT record has one char an octet");
      }
    }
  }

  /**
   * A record of a text, cut into strings of at most 255 octets (RFC 6376 section 3.6.2.2).
   *
   * @param text Unicode text; it becomes UTF-8
   * @throws IllegalArgumentException if it has half a surrogate pair
   */
  public static TxtRecord of(String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException("The text of a TXT record is not Unicode text");
    }
    String octets = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    List<String> strings = new ArrayList<>();
    for (int from = 0; from == 0 || from < octets.length(); from += STRING_OCTETS) {
      strings.add(octets.substring(from, Math.min(octets.length(), from + STRING_OCTETS)));
    }
    return new TxtRecord(strings);
  }

  /**
   * The record as one line of a master file (RFC 1035 section 5.1), ASCII, which {@link Dns#zone}
   * and name servers read: {@code NAME. IN TXT ( "…" "…" )}.
   */
  public String zoneLine(DomainName name) {
    StringBuilder line = new StringBuilder().append(name).append(". IN TXT (");
    for (String string : strings) {
      line.append(" \"");
      string.chars().forEach(octet -> line.append(escaped((char) octet)));
      line.append('"');
    }
    return line.append(" )").toString();
  }

  private static String escaped(char octet) {
    if (octet == '"' || octet == '\\') {
      return "\\" + octet;
    }
    return octet >= ' ' && octet < 0x7F
        ? String.valueOf(octet)
        : String.format(Locale.ROOT, "\\%03d", (int) octet);
  }

  /** {@return the strings joined with nothing between them (RFC 6376 section 3.6.2.2)} */
  public String text() {
    return String.join("", strings);
  }
}
