package dev.waxseal.cli;

import dev.waxseal.spf.SpfClient;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Where a message came from: the SMTP client, for SPF. */
final class ClientOptions {

  private ClientOptions() {}

  /** Adds the options to a command. */
  static Syntax addTo(Syntax syntax) {
    return syntax
        .value("--client-ip", "ADDRESS", "The address that the message came from, for SPF.")
        .value("--helo", "NAME", "What the client said in HELO or EHLO.")
        .value("--mail-from", "ADDRESS", "The reverse-path; <> is the null one.");
  }

  /** The client, if one was given. */
  static Optional<SpfClient> client(Arguments arguments) {
    Optional<String> address = arguments.value("--client-ip");
    Optional<String> helo = arguments.value("--helo");
    Optional<String> mailFrom = arguments.value("--mail-from");
    if (address.isEmpty()) {
      if (helo.isPresent() || mailFrom.isPresent()) {
        throw arguments.wrong("--helo and --mail-from go with --client-ip");
      }
      return Optional.empty();
    }
    if (helo.isEmpty() && mailFrom.isEmpty()) {
      throw arguments.wrong("--client-ip goes with --mail-from, with --helo, or with both");
    }
    return Optional.of(
        SpfClient.of(address(arguments, address.get()), helo.orElse(""), mailFrom.orElse("")));
  }

  /** An address as it is written; a name would be looked up. */
  private static InetAddress address(Arguments arguments, String text) {
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
