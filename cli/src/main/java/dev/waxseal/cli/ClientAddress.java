package dev.waxseal.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** An IP address on the command line. */
final class ClientAddress {

  private ClientAddress() {}

  /** An address as it is written; a name, which would be looked up, is refused. */
  static InetAddress parse(Arguments arguments, String text) {
    boolean literal = text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");
    try {
      if (literal) {
        return InetAddress.getByName(text);
      }
    } catch (UnknownHostException e) {
      // said below
    }
    throw arguments.wrong("no IP address: '" + text + "'");
  }
}
