package dev.waxseal.cli;

import dev.waxseal.cli.option.Arguments;
import dev.waxseal.cli.option.Command;
import dev.waxseal.cli.option.CommandModel;
import dev.waxseal.cli.option.PlainReader;
import dev.waxseal.cli.option.Syntax;
import dev.waxseal.cli.option.UsageFailure;
import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.terminal.Terminal;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** The program {@code waxseal}. */
public final class Main implements CommandModel.Program {

  private static final String NAME = "waxseal";

  private final Terminal terminal;

  private Main(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Runs it with the standard streams and ends the process with its exit status. */
  public static void main(String[] args) {
    begin();
    System.exit(new Main(Terminal.system()).run(args));
  }

  /**
   * Names what discards the log of dnsjava: otherwise all jars are searched for it, which takes as
   * long as verifying a message. The name is to be taken without a word on standard error.
   */
  static void begin() {
    System.setProperty("slf4j.internal.verbosity", "WARN");
    System.setProperty("slf4j.provider", "org.slf4j.nop.NOPServiceProvider");
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
      int status = execute(args);
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

  /**
   * Runs a plain command line at once. The model of all commands is for the others, for help and
   * for errors.
   */
  private int execute(String[] args) {
    List<String> words = List.of(args);
    if (words.size() == 1 && (words.contains("--version") || words.contains("-V"))) {
      terminal.out().println(version());
      return ExitStatus.OK.code();
    }
    int parts = Math.min(args.length, Commands.isGroup(args) ? 2 : 1);
    String name = String.join(" ", words.subList(0, parts));
    Optional<Syntax> syntax = Commands.named(name);
    Optional<Command> command = syntax.flatMap(Syntax::command);
    Optional<Arguments> arguments =
        syntax.flatMap(known -> PlainReader.read(known, words.subList(parts, words.size())));
    return command.isPresent() && arguments.isPresent()
        ? run(command.get(), arguments.get(), NAME + " " + name)
        : executeByModel(args);
  }

  private int executeByModel(String[] args) {
    boolean colors = terminal.screen().output() && terminal.screen().colors();
    int width = Math.max(terminal.screen().width(), 60);
    return new CommandModel(this)
        .commandLine(Commands.all(), width, colors)
        .setOut(new PrintWriter(terminal.out(), true, terminal.charset()))
        .setErr(new PrintWriter(terminal.err(), true, terminal.charset()))
        .execute(args);
  }

  @Override
  public int run(Command command, Arguments arguments, String name) {
    try {
      return command.run(arguments, terminal).code();
    } catch (UsageFailure e) {
      problem(e.sentence());
      problem(CommandModel.hint(name));
      return misused();
    } catch (CommandFailure e) {
      return ended(e);
    } catch (RuntimeException e) {
      return fault(e);
    }
  }

  @Override
  public String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return NAME + " " + (version == null ? "(not packaged)" : version);
  }

  @Override
  public void problem(String sentence) {
    terminal.problem(sentence);
  }

  @Override
  public int misused() {
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
