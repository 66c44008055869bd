package dev.waxseal.cli.option;

import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.terminal.Terminal;

/** A command of the command line. */
@FunctionalInterface
public interface Command {

  /**
   * Runs the command.
   *
   * @throws CommandFailure if it cannot do its work
   */
  ExitStatus run(Arguments arguments, Terminal terminal);
}
