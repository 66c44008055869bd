package dev.waxseal.cli;

import dev.waxseal.cli.terminal.ExitStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory with a key, its zone, and messages that the key has signed. */
final class Mailbox {

  static final String MESSAGE =
      "From: Joe <joe@example.org>\r\nTo: ann@example.net\r\nSubject: Dinner\r\n\r\nReady?\r\n";

  private final Path directory;
  private final Path zone;

  /** Makes the key. */
  Mailbox(Path directory) throws IOException {
    this.directory = directory;
    CliRun made =
        CliRun.of(
                "keygen",
                "--domain",
                "example.org",
                "--selector",
                "s1",
                "--out",
                key(),
                "--algorithm",
                "ed25519")
            .ended(ExitStatus.OK);
    this.zone = write("zone", made.out());
  }

  Path key() {
    return directory.resolve("s1.pem");
  }

  Path zone() {
    return zone;
  }

  Path path(String name) {
    return directory.resolve(name);
  }

  /** A file of these octets, one for each character. */
  Path write(String name, String octets) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The message with a signature on top. */
  String signed(String message, Object... options) {
    Object[] arguments = new Object[8 + options.length];
    Object[] first = {"sign", "--domain", "example.org", "--selector", "s1", "--key", key(), "-"};
    System.arraycopy(first, 0, arguments, 0, 8);
    System.arraycopy(options, 0, arguments, 8, options.length);
    return CliRun.withInput(message, arguments).ended(ExitStatus.OK).octets();
  }

  /** Judges with the zone of the key. */
  CliRun verify(Object... arguments) {
    Object[] all = new Object[3 + arguments.length];
    all[0] = "verify";
    all[1] = "--dns-zone";
    all[2] = zone;
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return CliRun.of(all);
  }
}
