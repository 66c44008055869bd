package dev.waxseal.cli.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The syntax of a command, as plain data: {@link PlainReader} reads the usual command lines by it,
 * and {@link CommandModel} the others, and writes the help.
 */
public final class Syntax {

  private final String name;
  private final Optional<Command> command;
  private final List<Option> options = new ArrayList<>();
  private final List<Positional> positionals = new ArrayList<>();
  private final List<Syntax> subcommands = new ArrayList<>();
  private String about = "";
  private List<String> examples = List.of();

  /** What follows an option. */
  enum Kind {
    /** Nothing. */
    FLAG,
    /** A value. */
    VALUE,
    /** A value, each time. */
    VALUES
  }

  /** An option; its label stands for its value in the help. */
  record Option(Kind kind, boolean needed, String name, String label, String sentence) {}

  /** Positional arguments, a single one or a list of them. */
  record Positional(boolean single, int least, int most, String label, String sentence) {}

  private Syntax(String name, Optional<Command> command) {
    this.name = name;
    this.command = command;
  }

  /** The syntax of a command that runs. */
  public static Syntax of(String name, Command command) {
    return new Syntax(name, Optional.of(command));
  }

  /** The syntax of a command with subcommands. */
  public static Syntax group(String name) {
    return new Syntax(name, Optional.empty());
  }

  /** The purpose in one sentence. */
  public Syntax about(String sentence) {
    about = sentence;
    return this;
  }

  /** The lines at the end of the help. */
  public Syntax examples(String... lines) {
    examples = List.of(lines);
    return this;
  }

  /** An option without a value. */
  public Syntax flag(String option, String sentence) {
    return add(new Option(Kind.FLAG, false, option, "", sentence));
  }

  /** An option with a value. */
  public Syntax value(String option, String label, String sentence) {
    return add(new Option(Kind.VALUE, false, option, label, sentence));
  }

  /** A repeatable option with a value. */
  public Syntax values(String option, String label, String sentence) {
    return add(new Option(Kind.VALUES, false, option, label, sentence));
  }

  /** A required option with a value. */
  public Syntax needed(String option, String label, String sentence) {
    return add(new Option(Kind.VALUE, true, option, label, sentence));
  }

  /** A required, repeatable option with a value. */
  public Syntax neededValues(String option, String label, String sentence) {
    return add(new Option(Kind.VALUES, true, option, label, sentence));
  }

  /** The positional arguments: so many at least and at most. */
  public Syntax positionals(int least, int most, String label, String sentence) {
    positionals.add(new Positional(false, least, most, label, sentence));
    return this;
  }

  /** A single required positional argument. */
  public Syntax positional(String label, String sentence) {
    positionals.add(new Positional(true, 1, 1, label, sentence));
    return this;
  }

  /** Adds a subcommand. */
  public Syntax add(Syntax subcommand) {
    subcommands.add(subcommand);
    return this;
  }

  /** What runs; empty for a group. */
  public Optional<Command> command() {
    return command;
  }

  String name() {
    return name;
  }

  String about() {
    return about;
  }

  List<String> examples() {
    return examples;
  }

  List<Option> options() {
    return options;
  }

  List<Positional> positionals() {
    return positionals;
  }

  List<Syntax> subcommands() {
    return subcommands;
  }

  private Syntax add(Option option) {
    options.add(option);
    return this;
  }
}
