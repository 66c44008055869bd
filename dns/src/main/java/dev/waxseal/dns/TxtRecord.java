package dev.waxseal.dns;

import java.util.List;

/**
 * A TXT record (RFC 1035 section 3.3.14).
 *
 * @param strings the record's character-strings in order, one char an octet (ISO-8859-1)
 */
public record TxtRecord(List<String> strings) implements DnsRecord {

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

  /** {@return the strings joined with nothing between them (RFC 6376 section 3.6.2.2)} */
  public String text() {
    return String.join("", strings);
  }
}
