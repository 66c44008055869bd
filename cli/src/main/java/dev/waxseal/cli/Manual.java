package dev.waxseal.cli;

import dev.waxseal.cli.option.ManualPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the manual page, for the package; from what {@code --help} shows. */
final class Manual {

  private Manual() {}

  /** Writes it into a file, the first argument, for a version, the second. */
  public static void main(String[] args) throws IOException {
    String page = ManualPage.of(Commands.all(), "waxseal " + args[1]);
    Files.writeString(Path.of(args[0]), page, StandardCharsets.UTF_8);
  }
}
