package dev.waxseal.cli;

import dev.waxseal.cli.command.DoctorCommand;
import dev.waxseal.cli.command.KeygenCommand;
import dev.waxseal.cli.command.LookupDkimCommand;
import dev.waxseal.cli.command.LookupDmarcCommand;
import dev.waxseal.cli.command.LookupSpfCommand;
import dev.waxseal.cli.command.MilterCommand;
import dev.waxseal.cli.command.SealCommand;
import dev.waxseal.cli.command.SignCommand;
import dev.waxseal.cli.command.VerifyCommand;
import dev.waxseal.cli.option.Arguments;
import dev.waxseal.cli.option.Command;
import dev.waxseal.cli.option.Syntax;
import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.terminal.Terminal;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program {@code waxseal}. */
public final class Main {

  private final Terminal terminal;

  private Main(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Runs it with the standard streams and ends the process with its exit status. */
  public static void main(String[] args) {
    System.exit(new Main(Terminal.system()).run(args));
  }

  /**
   * Runs it with other streams, as if they were files or pipes, and in UTF-8.
   *
   * @return the exit status
   */
  public static int run(String[] args, InputStream in, OutputStream out, OutputStream err) {
    return new Main(Terminal.piped(in, out, err)).run(args);
  }

  private int run(String[] args) {
    try {
      int status = commands().execute(args);
      if (status != ExitStatus.IO.code() && status != ExitStatus.PIPE.code()) {
        terminal.flush();
      }
      return status;
    } catch (CommandFailure e) {
      return ended(e);
    } catch (OutOfMemoryError | StackOverflowError e) {
      return fault(e);
    }
  }

  private CommandLine commands() {
    Syntax waxseal = Syntax.group("waxseal").about("Waxseal: who vouches for this mail?");
    waxseal.examples("  waxseal verify message.eml");
    Syntax lookup =
        Syntax.group("lookup")
            .about("Fetches a record from DNS, explains it and lists what is wrong with it.")
            .examples(
                "  waxseal lookup dkim s1 example.org",
                "  waxseal lookup spf example.org",
                "  waxseal lookup dmarc example.org");
    lookup.add(LookupDkimCommand.syntax());
    lookup.add(LookupSpfCommand.syntax());
    lookup.add(LookupDmarcCommand.syntax());
    waxseal.add(VerifyCommand.syntax());
    waxseal.add(SignCommand.syntax());
    waxseal.add(SealCommand.syntax());
    waxseal.add(KeygenCommand.syntax());
    waxseal.add(MilterCommand.syntax());
    waxseal.add(DoctorCommand.syntax());
    waxseal.add(lookup);
    boolean colors = terminal.screen().output() && terminal.screen().colors();
    return new CommandLine(waxseal.spec())
        .setExpandAtFiles(false)
        .setUsageHelpWidth(Math.max(terminal.screen().width(), 60))
        .setColorScheme(Help.defaultColorScheme(colors ? Ansi.ON : Ansi.OFF))
        .setOut(new PrintWriter(terminal.out(), true, terminal.charset()))
        .setErr(new PrintWriter(terminal.err(), true, terminal.charset()))
        .setExecutionStrategy(this::dispatch)
        .setParameterExceptionHandler((wrong, arguments) -> misused(wrong, arguments));
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
    if (last.commandSpec().userObject() instanceof Command command) {
      return run(command, new Arguments(last));
    }
    throw new ParameterException(last.commandSpec().commandLine(), "a command is missing");
  }

  private int run(Command command, Arguments arguments) {
    try {
      return command.run(arguments, terminal).code();
    } catch (CommandFailure e) {
      return ended(e);
    } catch (ParameterException e) {
      throw e; // picocli passes it to misused
    } catch (RuntimeException e) {
      return fault(e);
    }
  }

  /** Reports a wrong command line: the error, suggestions, and where the help is. */
  private int misused(ParameterException wrong, String[] arguments) {
    if (arguments.length == 0) {
      wrong.getCommandLine().usage(terminal.err(), wrong.getCommandLine().getColorScheme());
      return ExitStatus.USAGE.code();
    }
    terminal.problem(String.valueOf(wrong.getMessage()));
    StringWriter suggestions = new StringWriter();
    if (UnmatchedArgumentException.printSuggestions(wrong, new PrintWriter(suggestions, true))) {
      suggestions.toString().lines().forEach(terminal::problem);
    }
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    terminal.problem("'" + command + " --help' shows the usage");
    return ExitStatus.USAGE.code();
  }

  private int ended(CommandFailure failure) {
    if (!failure.sentence().isEmpty()) {
      terminal.problem(failure.sentence());
    }
    return failure.status().code();
  }

  private int fault(Throwable fault) {
    terminal.problem("internal error: " + fault + "; set WAXSEAL_DEBUG=1 to see where");
    if ("1".equals(System.getenv("WAXSEAL_DEBUG"))) {
      fault.printStackTrace(terminal.err());
    }
    return ExitStatus.SOFTWARE.code();
  }
}
