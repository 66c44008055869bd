package dev.waxseal.milter.config;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address, or all addresses that begin with the same bits (RFC 4632 section 3.1, RFC 4291
 * section 2.3). Immutable.
 *
 * @param address the first of them
 * @param prefix the number of common bits: 1 to 32 for IPv4, 1 to 128 for IPv6
 */
public record Network(InetAddress address, int prefix) {

  private static final Pattern NOTATION =
      Pattern.compile("(?<address>[0-9A-Fa-f:.]+)(?:/(?<prefix>0|[1-9][0-9]{0,2}))?");

  /**
   * Reads {@code 192.0.2.0/24}, {@code 2001:db8::/32}, or an address alone.
   *
   * @throws IllegalArgumentException if it is malformed, has bits after the prefix, or covers all
   *     addresses; the message says what to write
   */
  static Network parse(String text) {
    Matcher parts = NOTATION.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a network; write one such as 192.0.2.0/24 or 2001:db8::/32");
    }
    InetAddress address = Sockets.address(parts.group("address"));
    int bits = address.getAddress().length * Byte.SIZE;
    if (text.contains(":") && bits < 128) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is an IPv4 address; write it as such: " + address.getHostAddress());
    }
    String length = parts.group("prefix");
    int prefix = length == null ? bits : Integer.parseInt(length);
    if (prefix < 1 || prefix > bits) {
      throw new IllegalArgumentException(
          "\"" + text + "\" has a prefix of " + prefix + " bits; write one from 1 to " + bits);
    }
    Network network = new Network(address, prefix);
    if (!Arrays.equals(network.masked(address), address.getAddress())) {
      throw new IllegalArgumentException(
          "\"" + text + "\" has bits set after its prefix; write the first address of the network");
    }
    return network;
  }

  /** Returns true if an address belongs to the network; an IPv4 address never belongs to IPv6. */
  public boolean contains(InetAddress other) {
    return Arrays.equals(masked(other), address.getAddress());
  }

  /** Returns true if an address belongs to both. */
  boolean overlaps(Network other) {
    return contains(other.address) || other.contains(address);
  }

  /** Returns true if it holds more addresses than one operator has: shorter than /8 or /16. */
  boolean isVast() {
    return prefix < (address.getAddress().length == Integer.BYTES ? 8 : 16);
  }

  /** The notation of the configuration file. */
  @Override
  public String toString() {
    boolean single = prefix == address.getAddress().length * Byte.SIZE;
    return address.getHostAddress() + (single ? "" : "/" + prefix);
  }

  /** The octets of an address with all bits after the prefix cleared. */
  private byte[] masked(InetAddress other) {
    byte[] octets = other.getAddress();
    for (int i = 0; i < octets.length; i++) {
      int kept = Math.max(0, Math.min(Byte.SIZE, prefix - i * Byte.SIZE));
      octets[i] &= (byte) (0xFF << (Byte.SIZE - kept));
    }
    return octets;
  }
}
