package dev.waxseal.milter.doctor;

import java.util.Locale;
import java.util.Objects;

/**
 * A problem of an installation, with its remedy. Immutable.
 *
 * @param id the kind of problem, lower-case words with hyphens: the same in every version, in JSON
 *     and in the table of the guide
 * @param severity error or warning
 * @param where the configuration that it is in
 * @param problem the problem and its consequence, a sentence without the full stop; it quotes
 *     configuration files verbatim
 * @param remedy the line to write, or the action to take
 */
public record DoctorFinding(
    String id, Severity severity, Place where, String problem, String remedy) {

  /** The severity of a finding. */
  public enum Severity {
    /** Mail is not verified, signed or sealed as configured, or forged results are believed. */
    ERROR,
    /** The same, for some of the mail. */
    WARNING;

    /** The word for it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The configuration that a finding is in. */
  public enum Place {
    /** {@code main.cf} or {@code master.cf}. */
    POSTFIX,
    /** {@code sendmail.cf}. */
    SENDMAIL,
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
