package dev.waxseal.cli.terminal;

/** The exit statuses, after sysexits.h; of the first five, a later one is worse. */
public enum ExitStatus {
  /** Done, or the answer is yes. */
  OK(0),
  /** The answer is no: nobody vouches for the message, the key is not usable. */
  NO(1),
  /** DNS did not answer; a later attempt may succeed. */
  TEMPORARY(75),
  /** The input is not a message, a key or a zone. */
  BAD_DATA(65),
  /** The input does not exist or cannot be read. */
  NO_INPUT(66),
  /** The command line is wrong. */
  USAGE(64),
  /** A needed resource is not available, such as an address to listen on. */
  UNAVAILABLE(69),
  /** An internal error. */
  SOFTWARE(70),
  /** The output file cannot be created. */
  CANNOT_CREATE(73),
  /** The output cannot be written. */
  IO(74),
  /** The configuration cannot be used. */
  CONFIGURATION(78),
  /** The reader of the output went away, as the shell reports SIGPIPE. */
  PIPE(141);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  /** The number that the shell sees. */
  public int code() {
    return code;
  }

  /** The worse of two. */
  public ExitStatus or(ExitStatus other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
