package dev.waxseal.cli.option;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The parsed command line. */
public final class Arguments {

  private final ParseResult parsed;

  public Arguments(ParseResult parsed) {
    this.parsed = parsed;
  }

  /** Returns true if an option was given. */
  public boolean has(String name) {
    return parsed.hasMatchedOption(name);
  }

  /** The value of an option. */
  public Optional<String> value(String name) {
    List<String> values = values(name);
    if (values.size() > 1) {
      throw wrong(name + " may be given only once");
    }
    return values.stream().findFirst();
  }

  /** The values of a repeatable option. */
  public List<String> values(String name) {
    List<String> values =
        parsed.hasMatchedOption(name) ? parsed.matchedOption(name).stringValues() : List.of();
    if (values.contains("")) {
      throw wrong(name + " has an empty value");
    }
    return values;
  }

  /** The positional arguments. */
  public List<String> positionals() {
    return parsed.matchedPositionals().stream()
        .flatMap(positional -> positional.stringValues().stream())
        .toList();
  }

  /** The positional arguments, with a check of their number. */
  public List<String> positionals(int most) {
    List<String> positionals = positionals();
    if (positionals.size() > most) {
      throw wrong("too many arguments: '" + positionals.get(most) + "'");
    }
    return positionals;
  }

  /** The exception for a wrong command line. */
  public ParameterException wrong(String sentence) {
    return new ParameterException(parsed.commandSpec().commandLine(), sentence);
  }
}
