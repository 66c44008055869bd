package dev.waxseal.reports.ready;

import dev.waxseal.reports.AggregateRecord;
import java.io.IOException;
import java.time.LocalDate;
import java.util.function.Consumer;

/**
 * A record of an aggregate report, with the report that it stands in.
 *
 * @param day the day that the report is of, in UTC
 * @param reporter who made the report
 * @param report what tells the report from others of this reporter and day
 * @param row the record
 */
public record Observation(LocalDate day, Reporter reporter, String report, AggregateRecord row) {

  /**
   * Who made a report.
   *
   * @param id what tells reporters apart: the domain that signed the mail of the report, if one did
   * @param name the name of the organization, as the report says; proves nothing
   * @param origin what is known of the origin
   */
  public record Reporter(String id, String name, Origin origin) {}

  /**
   * What is known of the origin of a report: "data contained within aggregate reports may be
   * forged".
   */
  public enum Origin {
    /** DKIM vouches for its mail, or the user for its file: it counts. */
    VOUCHED,
    /** Its mail has no aligned signature that passes: it stands apart. */
    NOT_VOUCHED,
    /** It came without its mail: it stands apart. */
    UNKNOWN
  }

  /** What was reported, in any order; it is gone through two or three times. */
  @FunctionalInterface
  public interface All {

    /**
     * Hands over the observations, each time the same.
     *
     * @throws IOException if they cannot be read
     */
    void forEach(Consumer<? super Observation> taker) throws IOException;
  }

  /** Returns true if it counts (RFC 9990 section 8.2). */
  boolean counts() {
    return reporter.origin() == Origin.VOUCHED;
  }
}
