package dev.waxseal.dns;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The data of one resource record: one record type for each {@link RecordType}.
 *
 * <p>Immutable; share it among threads.
 */
public sealed interface DnsRecord {

  /**
   * An A record: an IPv4 address of a host (RFC 1035 section 3.4.1).
   *
   * @param address the address, without a name
   */
  record A(Inet4Address address) implements DnsRecord {

    /**
     * A record of this address.
     *
     * @param address the address
     */
    public A {
      Objects.requireNonNull(address, "address");
    }
  }

  /**
   * An AAAA record: an IPv6 address of a host (RFC 3596 section 2).
   *
   * @param address the address, without a name or a scope; one that maps an IPv4 address stays the
   *     IPv6 address that it is
   */
  record Aaaa(Inet6Address address) implements DnsRecord {

    /**
     * A record of this address.
     *
     * @param address the address
     */
    public Aaaa {
      Objects.requireNonNull(address, "address");
    }
  }

  /**
   * A CNAME record: its name is an alias (RFC 1035 section 3.3.1).
   *
   * @param target the name that it is an alias of, in master-file form without the trailing dot; it
   *     may be one that {@link DomainName} refuses
   */
  record Cname(String target) implements DnsRecord {}

  /**
   * An MX record: a host that takes a domain's mail (RFC 1035 section 3.3.9).
   *
   * @param preference its place in the order: lower is tried first, 0 to 65535
   * @param exchange the host as DNS has it: a name in presentation form (RFC 1035 section 5.1),
   *     printable ASCII without a trailing dot, or "." for the root
   */
  record Mx(int preference, String exchange) implements DnsRecord {

    /**
     * A record of this host.
     *
     * @param preference its place in the order
     * @param exchange the host
     * @throws IllegalArgumentException if the preference is not from 0 to 65535
     */
    public Mx {
      Objects.requireNonNull(exchange, "exchange");
      if (preference < 0 || preference > 0xFFFF) {
        throw new IllegalArgumentException("The preference of an MX record is from 0 to 65535");
      }
    }

    /**
     * The host's name; empty for the root, and for a name that hosts cannot have, such as one with
     * spaces: DNS carries any octets (RFC 2181 section 11), mail goes to hosts only.
     */
    public Optional<DomainName> host() {
      return DomainName.parse(exchange);
    }

    /**
     * The host's name as one to ask for, whatever its octets (RFC 2181 section 11): SPF has "an
     * address lookup on each MX name returned" (RFC 7208 section 5.4). Empty for the root, and for
     * a name with a dot within a label. Its text may have any octets, one character each: make it
     * printable before you show it.
     */
    public Optional<DomainName> lookupName() {
      return WireNames.asked(exchange);
    }
  }

  /**
   * A PTR record: where a name points to, the host of an address as a rule (RFC 1035 section
   * 3.3.12).
   *
   * @param target the name as DNS has it: in presentation form (RFC 1035 section 5.1), printable
   *     ASCII without a trailing dot, or "." for the root
   */
  record Ptr(String target) implements DnsRecord {

    /**
     * A record of this name.
     *
     * @param target the name
     */
    public Ptr {
      Objects.requireNonNull(target, "target");
    }

    /** The name; empty for the root, and for a name that hosts cannot have. */
    public Optional<DomainName> name() {
      return DomainName.parse(target);
    }

    /**
     * The name as one to ask for, whatever its octets: as {@link Mx#lookupName} (RFC 7208 section
     * 5.5).
     */
    public Optional<DomainName> lookupName() {
      return WireNames.asked(target);
    }
  }

  /**
   * A TXT record (RFC 1035 section 3.3.14).
   *
   * @param strings the record's character-strings in order, one char an octet (ISO-8859-1)
   */
  record Txt(List<String> strings) implements DnsRecord {

    private static final int STRING_OCTETS = 255;

    /**
     * A record of these strings.
     *
     * @param strings the strings, one char an octet
     * @throws IllegalArgumentException if a char is not an octet
     */
    public Txt {
      strings = List.copyOf(strings);
      for (String string : strings) {
        if (string.chars().anyMatch(c -> c > 0xFF)) {
          throw new IllegalArgumentException("A string of a TXT record has one char an octet");
        }
      }
    }

    // Java links these of a record when they are first called, which takes longer than a lookup.

    @Override
    public boolean equals(Object other) {
      return other instanceof Txt txt && strings.equals(txt.strings);
    }

    @Override
    public int hashCode() {
      return strings.hashCode();
    }

    /**
     * A record of a text, cut into strings of at most 255 octets (RFC 6376 section 3.6.2.2).
     *
     * @param text Unicode text; it becomes UTF-8
     * @throws IllegalArgumentException if it has half a surrogate pair
     */
    public static Txt of(String text) {
      if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
        throw new IllegalArgumentException("The text of a TXT record is not Unicode text");
      }
      String octets =
          new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      List<String> strings = new ArrayList<>();
      for (int from = 0; from == 0 || from < octets.length(); from += STRING_OCTETS) {
        strings.add(octets.substring(from, Math.min(octets.length(), from + STRING_OCTETS)));
      }
      return new Txt(strings);
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
      return strings.size() == 1 ? strings.get(0) : String.join("", strings);
    }
  }
}
