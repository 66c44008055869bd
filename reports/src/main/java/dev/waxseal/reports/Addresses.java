package dev.waxseal.reports;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** IP addresses as text. Java's own reader asks DNS for what is not an address. */
final class Addresses {

  private static final int LONGEST = 45;
  private static final int GROUPS = 8;
  private static final int NOT_A_NUMBER = -1;

  private Addresses() {}

  /** The address that a text spells (RFC 3986 section 3.2.2), without brackets around it. */
  static Optional<InetAddress> parse(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return Optional.empty();
    }
    byte[] octets = text.indexOf(':') < 0 ? ip4(text) : ip6(text);
    return octets.length == 0 ? Optional.empty() : Optional.of(of(octets));
  }

  /** RFC 5952 section 4. */
  static String text(InetAddress address) {
    byte[] octets = address.getAddress();
    if (octets.length == 4) {
      return address.getHostAddress();
    }
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = (octets[2 * i] & 0xFF) << 8 | (octets[2 * i + 1] & 0xFF);
    }
    int gap = 0;
    int length = 1; // a single group of zero is not shortened
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && groups[end] == 0) {
        end++;
      }
      if (end - i > length) {
        gap = i;
        length = end - i;
      }
    }
    return length == 1
        ? joined(groups, 0, GROUPS)
        : joined(groups, 0, gap) + "::" + joined(groups, gap + length, GROUPS);
  }

  private static String joined(int[] groups, int from, int to) {
    StringBuilder text = new StringBuilder(LONGEST);
    for (int i = from; i < to; i++) {
      text.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }

  /** The octets of {@code dec-octet "." dec-octet "." dec-octet "." dec-octet}; none if not one. */
  private static byte[] ip4(String text) {
    byte[] octets = new byte[4];
    int at = 0;
    for (int i = 0; i < 4; i++) {
      int end = i == 3 ? text.length() : text.indexOf('.', at);
      int value = end < 0 || end - at > 3 ? NOT_A_NUMBER : number(text, at, end, 10);
      if (value < 0 || value > 255 || (end - at > 1 && text.charAt(at) == '0')) {
        return new byte[0];
      }
      octets[i] = (byte) value;
      at = end + 1;
    }
    return octets;
  }

  private static byte[] ip6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      byte[] all = groups(text);
      return all.length == 2 * GROUPS ? all : new byte[0];
    }
    String before = text.substring(0, gap);
    String after = text.substring(gap + 2);
    byte[] front = groups(before);
    byte[] back = groups(after);
    boolean faulty =
        (front.length == 0 && !before.isEmpty())
            || (back.length == 0 && !after.isEmpty())
            || before.indexOf('.') >= 0
            || front.length + back.length > 2 * (GROUPS - 1);
    if (faulty) {
      return new byte[0];
    }
    byte[] octets = Arrays.copyOf(front, 2 * GROUPS);
    System.arraycopy(back, 0, octets, octets.length - back.length, back.length);
    return octets;
  }

  /** The octets of groups between colons, the last of which may be an IPv4 address. */
  private static byte[] groups(String text) {
    byte[] octets = new byte[2 * GROUPS];
    int length = 0;
    for (int at = 0; at < text.length(); ) {
      int colon = text.indexOf(':', at);
      int end = colon < 0 ? text.length() : colon;
      byte[] group =
          colon < 0 && text.indexOf('.', at) >= 0 ? ip4(text.substring(at)) : group(text, at, end);
      if (group.length == 0 || length + group.length > octets.length || end == text.length() - 1) {
        return new byte[0];
      }
      System.arraycopy(group, 0, octets, length, group.length);
      length += group.length;
      at = end + 1;
    }
    return Arrays.copyOf(octets, length);
  }

  private static byte[] group(String text, int from, int to) {
    int value = to - from > 4 ? NOT_A_NUMBER : number(text, from, to, 16);
    return value < 0 ? new byte[0] : new byte[] {(byte) (value >> 8), (byte) value};
  }

  private static int number(String text, int from, int to, int radix) {
    int value = from == to ? NOT_A_NUMBER : 0;
    for (int i = from; i < to && value >= 0; i++) {
      char c = text.charAt(i);
      int digit = c < 128 ? Character.digit(c, radix) : NOT_A_NUMBER;
      value = digit < 0 ? NOT_A_NUMBER : value * radix + digit;
    }
    return value;
  }

  private static InetAddress of(byte[] octets) {
    try {
      return InetAddress.getByAddress(octets); // an IPv4 address within IPv6 comes out as IPv4
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // it has 4 or 16 octets
    }
  }
}
