package dev.waxseal.cli.option;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The syntax of a command. Built in code: picocli's annotation scan takes longer than verifying a
 * message.
 */
public final class Syntax {

  private final CommandSpec spec;

  private Syntax(CommandSpec spec) {
    this.spec = spec;
  }

  /** The syntax of a command that runs. */
  public static Syntax of(String name, Command command) {
    return new Syntax(CommandSpec.wrapWithoutInspection(command).name(name)).standard();
  }

  /** The syntax of a command with subcommands. */
  public static Syntax group(String name) {
    Syntax group = new Syntax(CommandSpec.create().name(name)).standard();
    group
        .spec
        .usageMessage()
        .synopsisSubcommandLabel("COMMAND")
        .commandListHeading("%nCommands:%n");
    return group;
  }

  /** The purpose in one sentence. */
  public Syntax about(String sentence) {
    spec.usageMessage().header(sentence);
    return this;
  }

  /** The lines at the end of the help. */
  public Syntax examples(String... lines) {
    spec.usageMessage()
        .footerHeading("%n" + (lines.length > 1 ? "Examples" : "Example") + ":%n")
        .footer(lines);
    return this;
  }

  /** An option without a value. */
  public Syntax flag(String name, String sentence) {
    return add(OptionSpec.builder(name).type(boolean.class), sentence);
  }

  /** An option with a value. */
  public Syntax value(String name, String label, String sentence) {
    return add(OptionSpec.builder(name).type(String.class).paramLabel(label), sentence);
  }

  /** A repeatable option with a value. */
  public Syntax values(String name, String label, String sentence) {
    return add(OptionSpec.builder(name).type(List.class).paramLabel(label), sentence);
  }

  /** A required option with a value. */
  public Syntax needed(String name, String label, String sentence) {
    return add(
        OptionSpec.builder(name).type(String.class).required(true).paramLabel(label), sentence);
  }

  /** A required, repeatable option with a value. */
  public Syntax neededValues(String name, String label, String sentence) {
    return add(
        OptionSpec.builder(name).type(List.class).required(true).paramLabel(label), sentence);
  }

  /** The positional arguments. */
  public Syntax positionals(String arity, String label, String sentence) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(List.class)
            .arity(arity)
            .paramLabel(label)
            .description(sentence)
            .build());
    return this;
  }

  /** A single required positional argument. */
  public Syntax positional(String label, String sentence) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(String.class)
            .index("0")
            .required(true)
            .paramLabel(label)
            .description(sentence)
            .build());
    return this;
  }

  /** Adds a subcommand. */
  public void add(Syntax command) {
    spec.addSubcommand(command.spec.name(), command.spec);
  }

  /** The command line of this syntax. */
  public CommandSpec spec() {
    return spec;
  }

  private Syntax standard() {
    spec.usageMessage().optionListHeading("%nOptions:%n").parameterListHeading("%n");
    spec.usageMessage().sortOptions(false).sortSynopsis(false);
    spec.versionProvider(() -> new String[] {"waxseal " + version()});
    add(OptionSpec.builder("-h", "--help").type(boolean.class).usageHelp(true), "Show this help.");
    return add(
        OptionSpec.builder("-V", "--version").type(boolean.class).versionHelp(true),
        "Show the version.");
  }

  private Syntax add(OptionSpec.Builder option, String sentence) {
    spec.addOption(option.description(sentence).build());
    return this;
  }

  private static String version() {
    String version = Syntax.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }
}
