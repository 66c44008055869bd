package dev.waxseal.cli.option;

import dev.waxseal.cli.terminal.Palette;

/** How results are shown. */
public final class OutputOptions {

  private OutputOptions() {}

  /** Adds the options to a command. */
  public static Syntax addTo(Syntax syntax) {
    return syntax
        .flag("--json", "Print JSON: one object on one line for each result.")
        .value(
            "--color",
            "WHEN",
            "auto (the default: on a terminal, unless NO_COLOR is set), always or never.");
  }

  /** Whether JSON is wanted. */
  public static boolean json(Arguments arguments) {
    return arguments.has("--json");
  }

  /** When colours are wanted. */
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
