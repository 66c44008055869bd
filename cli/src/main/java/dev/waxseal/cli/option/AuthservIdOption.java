package dev.waxseal.cli.option;

import dev.waxseal.authres.AuthservIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The authserv-id of results (RFC 8601 section 2.5). */
public final class AuthservIdOption {

  private static final String NAME = "--authserv-id";

  private AuthservIdOption() {}

  /** Adds the option with a default. */
  public static Syntax addTo(Syntax syntax) {
    return syntax.value(
        NAME, "ID", "The authserv-id of the results; the default is the name of this host.");
  }

  /** Adds the option as required. */
  public static Syntax addNeededTo(Syntax syntax) {
    return syntax.needed(NAME, "ID", "The authserv-id of the results that the seal carries.");
  }

  /** The id that was given, or the name of this host. */
  public static String id(Arguments arguments) {
    String id = arguments.value(NAME).orElseGet(AuthservIdOption::hostName);
    try {
      AuthservIds.of(id);
      return id;
    } catch (IllegalArgumentException e) {
      throw arguments.wrong(NAME + ": " + e.getMessage());
    }
  }

  /** The local name of the machine; a DNS query would tell the network who is working. */
  public static String hostName() {
    return named(System.getenv("HOSTNAME"))
        .or(() -> firstLine(Path.of("/proc/sys/kernel/hostname")))
        .or(() -> firstLine(Path.of("/etc/hostname")))
        .or(() -> named(System.getenv("COMPUTERNAME")))
        .orElse("localhost");
  }

  private static Optional<String> firstLine(Path file) {
    try {
      return named(Files.readString(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> named(@Nullable String text) {
    return Optional.ofNullable(text).map(String::strip).filter(name -> !name.isEmpty());
  }
}
