package dev.waxseal.cli.option;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What was written on the command line. */
public final class Arguments {

  private final ParseResult parsed;

  public Arguments(ParseResult parsed) {
    this.parsed = parsed;
  }

  /** Whether an option is there. */
  public boolean has(String name) {
    return parsed.hasMatchedOption(name);
  }

  /** The value of an option. */
  public Optional<String> value(String name) {
    List<String> values = values(name);
    if (values.size() > 1) {
      throw wrong(name + " may come only once");
    }
    return values.stream().findFirst();
  }

  /** The values of an option that may come several times. */
  public List<String> values(String name) {
    List<String> values =
        parsed.hasMatchedOption(name) ? parsed.matchedOption(name).stringValues() : List.of();
    if (values.contains("")) {
      throw wrong(name + " has an empty value");
    }
    return values;
  }

  /** The arguments that are no options. */
  public List<String> positionals() {
    return parsed.matchedPositionals().stream()
        .flatMap(positional -> positional.stringValues().stream())
        .toList();
  }

  /** The arguments that are no options, of which there are not too many. */
  public List<String> positionals(int most) {
    List<String> positionals = positionals();
    if (positionals.size() > most) {
      throw wrong("one argument too many: '" + positionals.get(most) + "'");
    }
    return positionals;
  }

  /** Tells that the command line is wrong. */
  public ParameterException wrong(String sentence) {
    return new ParameterException(parsed.commandSpec().commandLine(), sentence);
  }
}
