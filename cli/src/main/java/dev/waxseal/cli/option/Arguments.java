package dev.waxseal.cli.option;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parsed command line. */
public final class Arguments {

  private final Map<String, List<String>> options;
  private final List<String> positionals;

  /**
   * A parsed command line.
   *
   * @param options the values of each option that was given, in their order; those of a flag do not
   *     matter
   * @param positionals the positional arguments
   */
  public Arguments(Map<String, List<String>> options, List<String> positionals) {
    this.options = Map.copyOf(options);
    this.positionals = List.copyOf(positionals);
  }

  /** Returns true if an option was given. */
  public boolean has(String name) {
    return options.containsKey(name);
  }

  /** The value of an option. */
  public Optional<String> value(String name) {
    List<String> values = values(name);
    if (values.size() > 1) {
      throw wrong(name + " may be given only once");
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
  }

  /** The values of a repeatable option. */
  public List<String> values(String name) {
    List<String> values = options.getOrDefault(name, List.of());
    if (values.contains("")) {
      throw wrong(name + " has an empty value");
    }
    return values;
  }

  /** The positional arguments. */
  public List<String> positionals() {
    return positionals;
  }

  /** The positional arguments, with a check of their number. */
  public List<String> positionals(int most) {
    if (positionals.size() > most) {
      throw wrong("too many arguments: '" + positionals.get(most) + "'");
    }
    return positionals;
  }

  /** The exception for a wrong command line. */
  public UsageFailure wrong(String sentence) {
    return new UsageFailure(sentence);
  }
}
