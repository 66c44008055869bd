package dev.waxseal.reports.history;

import java.net.InetAddress;

/** IP addresses as text, each in one form only: a dotted quad or RFC 5952. */
final class Addresses {

  private static final int GROUPS = 8;

  private Addresses() {}

  /** The address without the zone, which means nothing elsewhere. */
  static String text(InetAddress address) {
    byte[] octets = address.getAddress();
    return octets.length == 4 ? address.getHostAddress() : ip6(octets);
  }

  private static String ip6(byte[] octets) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = (octets[2 * i] & 0xff) << 8 | (octets[2 * i + 1] & 0xff);
    }
    int start = 0;
    int longest = 1; // a single group of zeros is written out (RFC 5952 section 4.2.2)
    for (int i = 0; i < GROUPS; i++) {
      int length = zeros(groups, i);
      if (length > longest) {
        start = i;
        longest = length;
      }
    }
    return longest == 1
        ? joined(groups, 0, GROUPS)
        : joined(groups, 0, start) + "::" + joined(groups, start + longest, GROUPS);
  }

  private static int zeros(int[] groups, int from) {
    int to = from;
    while (to < GROUPS && groups[to] == 0) {
      to++;
    }
    return to - from;
  }

  private static String joined(int[] groups, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }
}
