package dev.waxseal.cli.lookup;

import dev.waxseal.dns.DomainName;

/** A TXT record as a line of a master file (RFC 1035 section 5). */
public final class ZoneLine {

  private static final int STRING_OCTETS = 255;

  private ZoneLine() {}

  /**
   * The line, its text cut into strings of at most 255 octets (RFC 6376 section 3.6.2.2).
   *
   * @param text printable ASCII
   */
  public static String txt(DomainName name, String text) {
    StringBuilder line = new StringBuilder().append(name).append(". IN TXT (");
    for (int from = 0; from < text.length(); from += STRING_OCTETS) {
      String part = text.substring(from, Math.min(text.length(), from + STRING_OCTETS));
      line.append(" \"").append(part.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }
    return line.append(" )").toString();
  }
}
