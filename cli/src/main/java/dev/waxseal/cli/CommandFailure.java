package dev.waxseal.cli;

/**
 * The end of a command that cannot do what it was asked to: a sentence for people, and a status.
 */
final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ExitStatus status;

  CommandFailure(ExitStatus status, String message) {
    super(message);
    this.status = status;
  }

  ExitStatus status() {
    return status;
  }

  /** The sentence. */
  String sentence() {
    String message = getMessage();
    return message == null ? status.toString() : message;
  }
}
