package dev.waxseal.dns;

import java.util.List;

/**
 * A TXT record (RFC 1035 section 3.3.14).
 *
 * <p>Immutable; share it among threads.
 *
 * @param strings its character-strings in order, one character an octet (ISO-8859-1)
 */
public record TxtRecord(List<String> strings) implements DnsRecord {

  /** Copies the list. */
  public TxtRecord {
    strings = List.copyOf(strings);
  }

  /** The strings put together with nothing between them (RFC 6376 section 3.6.2.2). */
  public String text() {
    return String.join("", strings);
  }
}
