package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.cli.terminal.ExitStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One run of the program, in this process.
 *
 * @param octets standard output, one character an octet
 */
record CliRun(int status, String octets, String err) {

  /** Runs it with nothing on standard input. */
  static CliRun of(Object... arguments) {
    return withInput("", arguments);
  }

  /** Runs it with text on standard input, one character an octet. */
  static CliRun withInput(String input, Object... arguments) {
    String[] args = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Main.run(
            args, new ByteArrayInputStream(input.getBytes(StandardCharsets.ISO_8859_1)), out, err);
    return new CliRun(
        status, out.toString(StandardCharsets.ISO_8859_1), err.toString(StandardCharsets.UTF_8));
  }

  /** Standard output as text. */
  String out() {
    return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** This run, which has ended with that status. */
  CliRun ended(ExitStatus expected) {
    assertEquals(expected.code(), status, () -> out() + err);
    return this;
  }

  /** The JSON object on each line. */
  List<Json> json() {
    return out().lines().map(Json::parse).toList();
  }
}
