package dev.waxseal.cli.option;

import dev.waxseal.cli.terminal.Palette;

/** The options for the format of the output. */
public final class OutputOptions {

  private OutputOptions() {}

  /** Adds the options to a command. */
  public static Syntax addTo(Syntax syntax) {
    return syntax
        .flag("--json", "Print JSON: one object per result, each on one line.")
        .value(
            "--color",
            "WHEN",
            "auto (the default: on a terminal, unless NO_COLOR is set), always or never.");
  }

  /** Returns true for JSON. */
  public static boolean json(Arguments arguments) {
    return arguments.has("--json");
  }

  /** The mode of colours. */
  public static Palette.Mode color(Arguments arguments) {
    String word = arguments.value("--color").orElse("auto");
    return switch (word) {
      case "auto" -> Palette.Mode.AUTO;
      case "always" -> Palette.Mode.ALWAYS;
      case "never" -> Palette.Mode.NEVER;
      default -> throw arguments.wrong("--color takes auto, always or never, not '" + word + "'");
    };
  }
}
