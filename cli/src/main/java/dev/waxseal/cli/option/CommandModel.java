package dev.waxseal.cli.option;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * All commands as picocli sees them, for help, errors and unusual command lines. Built in code:
 * picocli's annotation scan takes longer than verifying a message.
 */
public final class CommandModel {

  private final Program program;

  /** The program, as picocli needs it. */
  public interface Program {

    /** The version, in a line. */
    String version();

    /** Runs a command that goes by a name such as {@code waxseal lookup dkim}. */
    int run(Command command, Arguments arguments, String name);

    /** Reports a problem, in a line. */
    void problem(String sentence);

    /** The exit status after a wrong command line. */
    int misused();
  }

  /** A model that runs what is chosen in a program. */
  public CommandModel(Program program) {
    this.program = program;
  }

  /**
   * The command line to run.
   *
   * @param width the width of the help in characters
   * @param colors true if the help has colours
   */
  public CommandLine commandLine(Syntax all, int width, boolean colors) {
    return new CommandLine(spec(all))
        .setExpandAtFiles(false)
        .setUsageHelpWidth(width)
        .setColorScheme(Help.defaultColorScheme(colors ? Ansi.ON : Ansi.OFF))
        .setExecutionStrategy(this::dispatch)
        .setParameterExceptionHandler(this::misused);
  }

  /** Runs the selected command, or shows its help. */
  private int dispatch(ParseResult parsed) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    CommandSpec spec = last.commandSpec();
    if (spec.userObject() instanceof Command command) {
      return program.run(command, arguments(last), spec.qualifiedName());
    }
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  private static Arguments arguments(ParseResult parsed) {
    Map<String, List<String>> options = new HashMap<>();
    for (OptionSpec option : parsed.matchedOptionsSet()) {
      options.put(option.longestName(), option.stringValues());
    }
    return new Arguments(
        options,
        parsed.matchedPositionals().stream()
            .distinct() // picocli names them once for each option between their values
            .flatMap(positional -> positional.stringValues().stream())
            .toList());
  }

  /** Reports a wrong command line: the error, suggestions, and where the help is. */
  private int misused(ParameterException wrong, String[] arguments) {
    CommandLine line = wrong.getCommandLine();
    if (arguments.length == 0) {
      line.usage(line.getErr(), line.getColorScheme());
      return program.misused();
    }
    program.problem(String.valueOf(wrong.getMessage()));
    StringWriter suggestions = new StringWriter();
    if (UnmatchedArgumentException.printSuggestions(wrong, new PrintWriter(suggestions, true))) {
      suggestions.toString().lines().forEach(program::problem);
    }
    program.problem(hint(line.getCommandSpec().qualifiedName()));
    return program.misused();
  }

  private CommandSpec spec(Syntax syntax) {
    CommandSpec spec =
        syntax
            .command()
            .map(CommandSpec::wrapWithoutInspection)
            .orElseGet(CommandSpec::create)
            .name(syntax.name());
    describe(spec, syntax);
    spec.addOption(option("-h", "--help").usageHelp(true).description("Show this help.").build());
    spec.addOption(
        option("-V", "--version").versionHelp(true).description("Show the version.").build());
    syntax.positionals().forEach(positional -> spec.addPositional(positional(positional)));
    syntax.options().forEach(option -> spec.addOption(option(option)));
    for (Syntax subcommand : syntax.subcommands()) {
      spec.addSubcommand(subcommand.name(), spec(subcommand));
    }
    return spec;
  }

  private void describe(CommandSpec spec, Syntax syntax) {
    spec.versionProvider(() -> new String[] {program.version()});
    spec.usageMessage().optionListHeading("%nOptions:%n").parameterListHeading("%n");
    spec.usageMessage().sortOptions(false).sortSynopsis(false);
    spec.usageMessage().header(syntax.about());
    List<String> examples = syntax.examples();
    spec.usageMessage()
        .footerHeading("%n" + (examples.size() > 1 ? "Examples" : "Example") + ":%n")
        .footer(examples.toArray(String[]::new));
    if (syntax.command().isEmpty()) {
      spec.usageMessage().synopsisSubcommandLabel("COMMAND").commandListHeading("%nCommands:%n");
    }
  }

  private static OptionSpec.Builder option(String brief, String name) {
    return OptionSpec.builder(brief, name).type(boolean.class);
  }

  private static OptionSpec option(Syntax.Option option) {
    OptionSpec.Builder builder =
        OptionSpec.builder(option.name()).required(option.needed()).description(option.sentence());
    return switch (option.kind()) {
      case FLAG -> builder.type(boolean.class).build();
      case VALUE -> builder.type(String.class).paramLabel(option.label()).build();
      case VALUES -> builder.type(List.class).paramLabel(option.label()).build();
    };
  }

  private static PositionalParamSpec positional(Syntax.Positional positional) {
    PositionalParamSpec.Builder builder =
        PositionalParamSpec.builder()
            .paramLabel(positional.label())
            .description(positional.sentence());
    if (positional.single()) {
      return builder.type(String.class).index("0").required(true).build();
    }
    String most = positional.most() == Integer.MAX_VALUE ? "*" : "" + positional.most();
    return builder.type(List.class).arity(positional.least() + ".." + most).build();
  }

  /** Where the help of a command is. */
  public static String hint(String command) {
    return "'" + command + " --help' shows the usage";
  }
}
