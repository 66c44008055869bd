package dev.waxseal.milter.doctor;

import java.util.Locale;
import java.util.Objects;

/**
 * Something that breaks signing or sealing, and what to do. Immutable.
 *
 * @param severity how bad it is
 * @param where whose configuration it is in
 * @param problem what is wrong and what comes of it, a sentence without its full stop; the texts of
 *     configuration files in it are as they stand there
 * @param remedy the line to write, or what to do
 */
public record Ailment(Severity severity, Place where, String problem, String remedy) {

  /** How bad it is. */
  public enum Severity {
    /** Mail goes out without a seal, or with one that does not hold. */
    ERROR,
    /** Some mail may, or somebody may tell lies. */
    WARNING;

    /** The word for it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whose configuration it is in. */
  public enum Place {
    /** {@code main.cf} or {@code master.cf}. */
    POSTFIX,
    /** {@code mailman.cfg}. */
    MAILMAN,
    /** The daemon's. */
    MILTER,
    /** The records of the domains that are signed for. */
    DNS;

    /** The word for it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** An ailment of these parts. */
  public Ailment {
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(where, "where");
    Objects.requireNonNull(problem, "problem");
    Objects.requireNonNull(remedy, "remedy");
  }

  static Ailment error(Place where, String problem, String remedy) {
    return new Ailment(Severity.ERROR, where, problem, remedy);
  }

  static Ailment warning(Place where, String problem, String remedy) {
    return new Ailment(Severity.WARNING, where, problem, remedy);
  }
}
