package dev.waxseal.reports.store;

import java.io.IOException;
import java.util.Locale;

/**
 * The store cannot be used, or something cannot be written to it. What was stored before is still
 * there, and of the report that was being stored there is nothing.
 */
public final class StoreException extends IOException {

  private static final long serialVersionUID = 1L;

  /** The kind of fault. */
  private final Fault fault;

  /** The kinds of faults; each has a sentence. */
  public enum Fault {
    /** Another program holds its lock for too long; a later attempt may succeed. */
    LOCKED("another program is writing to it and does not end; try again later"),
    /** The disk is full, or a quota. */
    FULL("there is no room left; make room and run the same command again"),
    /** It was made by a later version of this program. */
    NEWER("a newer version of this program made it; use that version"),
    /** It is another kind of database or file. */
    FOREIGN("it is not a store of reports; name another file"),
    /** It may not be written to. */
    READ_ONLY("it may not be written to; change its permissions"),
    /** The server does not answer, or refuses the user. */
    UNREACHABLE("it cannot be reached; see to the server, its address and the user's rights"),
    /** What is in it cannot be understood. */
    DAMAGED("it is damaged; keep the file, and read the reports into a new store"),
    /** Another fault, which the database tells. */
    OTHER("the database refuses");

    private final String sentence;

    Fault(String sentence) {
      this.sentence = sentence;
    }

    /** The fault, for people: a sentence without a capital and full stop. */
    public String sentence() {
      return sentence;
    }

    /** The identifier, which programs may rely on: {@code read-only}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  StoreException(Fault fault, String detail) {
    super(detail.isEmpty() ? fault.sentence() : fault.sentence() + ": " + detail);
    this.fault = fault;
  }

  StoreException(Fault fault, Throwable cause) {
    this(fault, fault == Fault.OTHER || fault == Fault.UNREACHABLE ? firstLine(cause) : "");
    initCause(cause);
  }

  /** The kind of fault. */
  public Fault fault() {
    return fault;
  }

  private static String firstLine(Throwable cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }
}
