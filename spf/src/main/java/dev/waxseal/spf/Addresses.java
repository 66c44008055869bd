package dev.waxseal.spf;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** IP addresses as text, and compared. Java's own reader looks up in DNS what is not an address. */
final class Addresses {
  private static final int IPV4_OCTETS = 4;
  private static final int IPV6_GROUPS = 8;
  private static final int LONGEST_TEXT = 45;

  private Addresses() {}

  /** A client's address; an IPv4 address that IPv6 maps is that IPv4 address (RFC 7208 5). */
  static InetAddress client(InetAddress address) {
    byte[] octets = address.getAddress();
    boolean mapped =
        octets.length == 16
            && Arrays.equals(
                octets, 0, 12, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1}, 0, 12);
    return mapped ? of(Arrays.copyOfRange(octets, 12, 16)) : of(octets);
  }

  /** True if the first bits of two addresses of one family are equal. */
  static boolean sameNetwork(InetAddress one, InetAddress other, int bits) {
    byte[] a = one.getAddress();
    byte[] b = other.getAddress();
    if (a.length != b.length) {
      return false;
    }
    int whole = bits / 8;
    int mask = (0xFF00 >> (bits % 8)) & 0xFF;
    return Arrays.equals(a, 0, whole, b, 0, whole)
        && (mask == 0 || ((a[whole] ^ b[whole]) & mask) == 0);
  }

  /** {@code ip4-network = qnum "." qnum "." qnum "." qnum}: no zeros in front. */
  static Optional<InetAddress> ip4(String text) {
    byte[] octets = new byte[IPV4_OCTETS];
    return readIp4(text, octets, 0) ? Optional.of(of(octets)) : Optional.empty();
  }

  /** An IPv6 address in one of the forms of RFC 4291 section 2.2. */
  static Optional<InetAddress> ip6(String text) {
    if (text.length() > LONGEST_TEXT) {
      return Optional.empty();
    }
    int gap = text.indexOf("::");
    List<Integer> front = new ArrayList<>();
    List<Integer> back = new ArrayList<>();
    if (gap < 0) {
      return readGroups(text, front) && front.size() == IPV6_GROUPS
          ? Optional.of(of(octets(front)))
          : Optional.empty();
    }
    // The groups between the two colons are at least one (RFC 4291: "one or more groups").
    if (!readGroupsOrNone(text.substring(0, gap), front)
        || text.substring(0, gap).contains(".")
        || !readGroupsOrNone(text.substring(gap + 2), back)
        || front.size() + back.size() >= IPV6_GROUPS) {
      return Optional.empty();
    }
    front.addAll(Collections.nCopies(IPV6_GROUPS - front.size() - back.size(), 0));
    front.addAll(back);
    return Optional.of(of(octets(front)));
  }

  /** The macro i: dotted quad, or the nibbles with dots between (RFC 7208 section 7.3). */
  static String dotted(InetAddress address) {
    return address instanceof Inet4Address
        ? address.getHostAddress()
        : String.join(".", HexFormat.of().formatHex(address.getAddress()).split(""));
  }

  /** The macro v. */
  static String family(InetAddress address) {
    return address instanceof Inet4Address ? "in-addr" : "ip6";
  }

  /** The name under which the address has its PTR records (RFC 7208 section 5.5). */
  static String reverseName(InetAddress address) {
    List<String> labels = new ArrayList<>(List.of(dotted(address).split("\\.")));
    Collections.reverse(labels);
    return String.join(".", labels) + "." + family(address) + ".arpa";
  }

  private static InetAddress of(byte[] octets) {
    try {
      return octets.length == IPV4_OCTETS
          ? InetAddress.getByAddress(octets)
          : Inet6Address.getByAddress(null, octets, -1);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static boolean readIp4(String text, byte[] octets, int from) {
    int start = 0;
    for (int i = 0; i < IPV4_OCTETS; i++) {
      boolean last = i == IPV4_OCTETS - 1;
      int end = last ? text.length() : text.indexOf('.', start);
      int value = end < 0 ? -1 : Texts.number(text.substring(start, end));
      if (value < 0 || value > 255) {
        return false;
      }
      octets[from + i] = (byte) value;
      start = end + 1;
    }
    return true;
  }

  private static boolean readGroupsOrNone(String text, List<Integer> groups) {
    return text.isEmpty() || readGroups(text, groups);
  }

  /** Groups of hexadecimal digits; a dotted quad may be the last, as two groups. */
  private static boolean readGroups(String text, List<Integer> groups) {
    String[] written = text.split(":", -1);
    for (int i = 0; i < written.length; i++) {
      String group = written[i].toLowerCase(Locale.ROOT);
      byte[] quad = new byte[IPV4_OCTETS];
      if (i == written.length - 1 && readIp4(group, quad, 0)) {
        groups.add(((quad[0] & 0xFF) << 8) | (quad[1] & 0xFF));
        groups.add(((quad[2] & 0xFF) << 8) | (quad[3] & 0xFF));
      } else if (group.length() <= 4 && !group.isEmpty() && isHexadecimal(group)) {
        groups.add(Integer.parseInt(group, 16));
      } else {
        return false;
      }
    }
    return true;
  }

  private static boolean isHexadecimal(String text) {
    return text.chars().allMatch(c -> Texts.isDigit(c) || (c >= 'a' && c <= 'f'));
  }

  private static byte[] octets(List<Integer> groups) {
    byte[] octets = new byte[2 * groups.size()];
    for (int i = 0; i < groups.size(); i++) {
      octets[2 * i] = (byte) (groups.get(i) >> 8);
      octets[2 * i + 1] = (byte) (int) groups.get(i);
    }
    return octets;
  }
}
