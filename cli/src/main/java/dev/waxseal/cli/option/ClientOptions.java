package dev.waxseal.cli.option;

import dev.waxseal.spf.SpfClient;
import java.util.Optional;

/** The options for the SMTP client of a message, for SPF. */
public final class ClientOptions {

  private ClientOptions() {}

  /** Adds the options to a command. */
  public static Syntax addTo(Syntax syntax) {
    return syntax
        .value("--client-ip", "ADDRESS", "The address that the message came from, for SPF.")
        .value("--helo", "NAME", "What the client said in HELO or EHLO.")
        .value("--mail-from", "ADDRESS", "The reverse-path; <> is the null one.");
  }

  /** The client, if one was given. */
  public static Optional<SpfClient> client(Arguments arguments) {
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
        SpfClient.of(
            ClientAddress.parse(arguments, address.get()), helo.orElse(""), mailFrom.orElse("")));
  }
}
