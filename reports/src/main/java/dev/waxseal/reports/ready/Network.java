package dev.waxseal.reports.ready;

import dev.waxseal.reports.AggregateRecord;
import java.net.InetAddress;
import java.util.Optional;

/**
 * The addresses that begin with the same bits.
 *
 * @param address the first address
 * @param bits the number of bits that they have in common
 */
public record Network(InetAddress address, int bits) {

  /** Checks the number of bits. */
  public Network {
    if (bits < 0 || bits > address.getAddress().length * Byte.SIZE) {
      throw new IllegalArgumentException("not a length of a prefix: " + bits);
    }
  }

  /** A single address. */
  public static Network of(InetAddress address) {
    return new Network(address, address.getAddress().length * Byte.SIZE);
  }

  /** Reads an address, or a network as {@code 192.0.2.0/24} and {@code 2001:db8::/32}. */
  public static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    Optional<InetAddress> address =
        AggregateRecord.addressOf(slash < 0 ? text : text.substring(0, slash));
    if (slash < 0) {
      return address.map(Network::of);
    }
    String bits = text.substring(slash + 1);
    return address
        .filter(it -> bits.matches("[0-9]{1,3}"))
        .filter(it -> Integer.parseInt(bits) <= it.getAddress().length * Byte.SIZE)
        .map(it -> new Network(it, Integer.parseInt(bits)));
  }

  /** Returns true if an address is in it. */
  public boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] its = other.getAddress();
    if (mine.length != its.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (mine[i] != its[i]) {
        return false;
      }
    }
    int rest = bits % Byte.SIZE;
    return rest == 0 || ((mine[whole] ^ its[whole]) & 0xFF) >> (Byte.SIZE - rest) == 0;
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    String text = AggregateRecord.text(address);
    return bits == address.getAddress().length * Byte.SIZE ? text : text + "/" + bits;
  }
}
