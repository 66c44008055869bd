package dev.waxseal.cli;

/** A command of the command line. */
@FunctionalInterface
interface Command {

  /**
   * Does it.
   *
   * @throws CommandFailure if it cannot be done
   */
  ExitStatus run(Arguments arguments, Terminal terminal);
}
