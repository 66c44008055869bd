package dev.waxseal.cli.option;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** An IP address on the command line. */
public final class ClientAddress {

  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern LITERAL =
      Pattern.compile(OCTET + "(\\." + OCTET + "){3}|(?=.*:)[0-9A-Fa-f:][0-9A-Fa-f:.]*");

  private ClientAddress() {}

  /** An address as it is written: Java would look up what is none, 256.0.0.1 for one. */
  public static InetAddress parse(Arguments arguments, String text) {
    try {
      if (LITERAL.matcher(text).matches()) {
        return InetAddress.getByName(text);
      }
    } catch (UnknownHostException e) {
      // said below
    }
    throw arguments.wrong("no IP address: '" + text + "'");
  }
}
