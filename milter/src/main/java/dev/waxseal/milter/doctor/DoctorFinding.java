package dev.waxseal.milter.doctor;

import java.util.Locale;
import java.util.Objects;

/**
 * Something that is wrong with an installation, and what to do. Immutable.
 *
 * @param id its kind, lower-case words with hyphens: the same for every version, for programs and
 *     for the table of the guide
 * @param severity how bad it is
 * @param where whose configuration it is in
 * @param problem what is wrong and what comes of it, a sentence without its full stop; the texts of
 *     configuration files in it are as they stand there
 * @param remedy the line to write, or what to do
 */
public record DoctorFinding(
    String id, Severity severity, Place where, String problem, String remedy) {

  /** How bad it is. */
  public enum Severity {
    /**
     * Mail is not judged, signed or sealed as the configuration wants it, or a stranger is
     * believed.
     */
    ERROR,
    /** Some mail may not be, or some strangers may. */
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

  /** An finding of these parts. */
  public DoctorFinding {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(where, "where");
    Objects.requireNonNull(problem, "problem");
    Objects.requireNonNull(remedy, "remedy");
  }
}
