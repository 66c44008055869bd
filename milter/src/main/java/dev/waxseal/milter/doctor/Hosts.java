package dev.waxseal.milter.doctor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.regex.Pattern;

/** Hosts as configuration files write them. Nothing is looked up. */
final class Hosts {

  private static final String LOCALHOST = "localhost";

  /** RFC 1122 section 3.2.1.3 (g): all of 127.0.0.0/8. */
  private static final Pattern LOOPBACK = Pattern.compile("127(?:\\.[0-9]{1,3}){3}");

  private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9A-Fa-f:.]+");

  /** The addresses that the name localhost stands for. */
  private static final Set<String> NAMED = Set.of("127.0.0.1", plain("::1"));

  private Hosts() {}

  /** The host without its brackets, an IPv6 address in one spelling. */
  static String plain(String host) {
    String bare = host.replaceAll("[\\[\\]]", "");
    if (!IPV6.matcher(bare).matches()) {
      return bare;
    }
    try {
      return InetAddress.getByName(bare).getHostAddress();
    } catch (UnknownHostException e) {
      return bare;
    }
  }

  static boolean isLoopback(String host) {
    String plain = plain(host);
    return plain.equals(LOCALHOST) || NAMED.contains(plain) || LOOPBACK.matcher(plain).matches();
  }

  /** True if both are one address; the name localhost stands for 127.0.0.1 and for ::1. */
  static boolean isSame(String one, String other) {
    String first = plain(one);
    String second = plain(other);
    return first.equals(second)
        || (first.equals(LOCALHOST) && NAMED.contains(second))
        || (second.equals(LOCALHOST) && NAMED.contains(first));
  }
}
