package dev.waxseal.cli.terminal;

/** The exit statuses, after sysexits.h; of the first five, a later one is worse. */
public enum ExitStatus {
  /** What was asked for is so, or was done. */
  OK(0),
  /** It is not so: nobody vouches for the message, the key is not usable. */
  NO(1),
  /** DNS did not answer; a later attempt may succeed. */
  TEMPORARY(75),
  /** The input is no message, no key, no zone. */
  BAD_DATA(65),
  /** The input is not there or cannot be read. */
  NO_INPUT(66),
  /** The command line is wrong. */
  USAGE(64),
  /** Something that is needed is not to be had: an address to listen on. */
  UNAVAILABLE(69),
  /** A fault of the program. */
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
