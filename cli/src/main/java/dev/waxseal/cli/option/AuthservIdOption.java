package dev.waxseal.cli.option;

import dev.waxseal.authres.AuthservIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** In whose name results are given: the authserv-id (RFC 8601 section 2.5). */
public final class AuthservIdOption {

  private static final String NAME = "--authserv-id";

  private AuthservIdOption() {}

  /** Adds the option to a command that has a default for it. */
  public static Syntax addTo(Syntax syntax) {
    return syntax.value(
        NAME, "ID", "Whose results these are, as mail headers name it; the default is this host.");
  }

  /** Adds the option to a command that has to be told. */
  public static Syntax addNeededTo(Syntax syntax) {
    return syntax.needed(NAME, "ID", "Whose results the seal carries, as mail headers name it.");
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

  /** As the machine knows it: asking DNS for it would tell the network who is at work. */
  private static String hostName() {
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
