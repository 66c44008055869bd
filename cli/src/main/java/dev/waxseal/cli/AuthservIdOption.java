package dev.waxseal.cli;

import dev.waxseal.authres.AuthservIds;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** In whose name results are given: the authserv-id (RFC 8601 section 2.5). */
final class AuthservIdOption {

  private static final String NAME = "--authserv-id";

  private AuthservIdOption() {}

  /** Adds the option to a command that has a default for it. */
  static Syntax addTo(Syntax syntax) {
    return syntax.value(
        NAME, "ID", "Whose results these are, as mail headers name it; the default is this host.");
  }

  /** Adds the option to a command that has to be told. */
  static Syntax addNeededTo(Syntax syntax) {
    return syntax.needed(NAME, "ID", "Whose results the seal carries, as mail headers name it.");
  }

  /** The id that was given, or the name of this host. */
  static String id(Arguments arguments) {
    String id = arguments.value(NAME).orElseGet(AuthservIdOption::hostName);
    try {
      AuthservIds.of(id);
      return id;
    } catch (IllegalArgumentException e) {
      throw arguments.wrong(NAME + ": " + e.getMessage());
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
