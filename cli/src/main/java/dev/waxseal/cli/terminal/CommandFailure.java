package dev.waxseal.cli.terminal;

/** Ends a command that cannot do its work: a sentence for people, and a status. */
public final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ExitStatus status;

  public CommandFailure(ExitStatus status, String message) {
    super(message);
    this.status = status;
  }

  public ExitStatus status() {
    return status;
  }

  /** The sentence. */
  public String sentence() {
    String message = getMessage();
    return message == null ? status.toString() : message;
  }
}
