package dev.waxseal.cli.command;

import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.text.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs postconf, which prints the configuration of Postfix. */
final class Postconf {

  private static final long SECONDS = 20;
  private static final int MOST_OCTETS = 4 << 20;

  /** It is often only in the PATH of root. */
  private static final List<String> PROGRAMS = List.of("postconf", "/usr/sbin/postconf");

  private Postconf() {}

  /**
   * Its output for parameters, then for services; empty if the program does not exist.
   *
   * @param directory the directory of {@code main.cf}; empty for the default
   */
  static Optional<String> output(Optional<String> directory) {
    for (String program : PROGRAMS) {
      Optional<String> parameters = printed(program, directory);
      if (parameters.isPresent()) {
        return Optional.of(parameters.get() + "\n" + printed(program, directory, "-M").orElse(""));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> printed(
      String program, Optional<String> directory, String... options) {
    List<String> command = new ArrayList<>(List.of(program));
    directory.ifPresent(it -> command.addAll(List.of("-c", it)));
    command.addAll(List.of(options));
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      return Optional.empty();
    }
    var watch =
        process
            .onExit()
            .orTimeout(SECONDS, TimeUnit.SECONDS)
            .exceptionally(late -> process.destroyForcibly());
    String text = read(process);
    watch.cancel(false);
    return Optional.of(text);
  }

  private static String read(Process process) {
    try (InputStream in = process.getInputStream()) {
      process.getOutputStream().close();
      byte[] output = in.readNBytes(MOST_OCTETS);
      String text = new String(output, StandardCharsets.ISO_8859_1);
      if (process.waitFor() != 0) {
        throw new CommandFailure(
            ExitStatus.UNAVAILABLE, "postconf says: " + SafeText.of(text.strip()));
      }
      return text;
    } catch (IOException e) {
      throw new CommandFailure(
          ExitStatus.UNAVAILABLE, "cannot read the output of postconf: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitStatus.UNAVAILABLE, "interrupted while postconf ran");
    } finally {
      process.destroyForcibly();
    }
  }
}
