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

  /** Parses a literal address; Java would look up others, such as 256.0.0.1. */
  public static InetAddress parse(Arguments arguments, String text) {
    try {
      if (LITERAL.matcher(text).matches()) {
        return InetAddress.getByName(text);
      }
    } catch (UnknownHostException e) {
      // reported below
    }
    throw arguments.wrong("not an IP address: '" + text + "'");
  }
}
