package dev.waxseal.cli;

import dev.waxseal.cli.terminal.ExitStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs {@code waxseal lookup} in a zone.
 *
 * @param directory where the zone is written
 * @param command what is looked up
 */
record ZoneLookup(Path directory, String command) {

  /** Runs it with this zone and these arguments. */
  CliRun in(String zone, Object... arguments) {
    try {
      Path file = Files.writeString(directory.resolve("zone"), zone, StandardCharsets.ISO_8859_1);
      List<Object> all = new ArrayList<>(List.of("lookup", command, "--dns-zone", file));
      all.addAll(List.of(arguments));
      return CliRun.of(all.toArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one object that it prints as JSON for a domain. */
  Json json(String zone, String domain, ExitStatus status) {
    return in(zone, domain, "--json").ended(status).json().get(0);
  }

  /** What a run has printed, without regard to lines. */
  static String words(CliRun run) {
    return run.out().replaceAll("\\s+", " ");
  }

  /** Whether nothing in an output can do harm to a terminal. */
  static boolean isHarmless(String out) {
    return out.chars()
        .noneMatch(c -> (c < ' ' && c != '\n') || (c >= 0x7F && c < 0xA0) || c == '\u202e');
  }
}
