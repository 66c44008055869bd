package dev.waxseal.reports.read;

import dev.waxseal.inbound.InboundAuthenticator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads reports from whatever they arrive in: a mail, gzip, zip, or XML. The first octets decide,
 * never a media type or the name of a file.
 *
 * <p>Whatever the input is, a result says so; time is linear in the input, and memory is bounded by
 * {@link ReportLimits}.
 *
 * <p>Immutable: build it once, share it among threads.
 */
public final class ReportReader {

  private final ReportLimits limits;
  private final XmlCursor.Factory xml;
  private final InstantSource clock;
  private final Optional<InboundAuthenticator> authenticator;

  private ReportReader(
      ReportLimits limits, InstantSource clock, Optional<InboundAuthenticator> authenticator) {
    this.limits = Objects.requireNonNull(limits);
    this.xml = new XmlCursor.Factory(limits);
    this.clock = Objects.requireNonNull(clock);
    this.authenticator = authenticator;
  }

  /** A reader with the default limits and the system's clock that does not judge mail. */
  public static ReportReader create() {
    return new ReportReader(ReportLimits.defaults(), InstantSource.system(), Optional.empty());
  }

  /** This reader with other limits. */
  public ReportReader withLimits(ReportLimits other) {
    return new ReportReader(other, clock, authenticator);
  }

  /** This reader with another clock, for reports from the future. */
  public ReportReader withClock(InstantSource other) {
    return new ReportReader(limits, other, authenticator);
  }

  /**
   * This reader, judging each mail by DKIM. Reading then waits for DNS, at most the authenticator's
   * deadline for each mail.
   */
  public ReportReader authenticatingWith(InboundAuthenticator inbound) {
    return new ReportReader(limits, clock, Optional.of(inbound));
  }

  /** Reads one file or one mail in memory, with all records. */
  public ReadResult read(byte[] octets) {
    try {
      return read(new ByteArrayInputStream(octets));
    } catch (IOException e) {
      throw new IllegalStateException(e); // memory does not fail
    }
  }

  /**
   * Reads one file or one mail to its end, with all records in memory; the stream is not closed.
   *
   * @throws IOException if the stream cannot be read
   */
  public ReadResult read(InputStream in) throws IOException {
    return read(in, Reading.Collected.INSTANCE);
  }

  /**
   * Reads one file or one mail to its end, handing the records to a sink one by one; the reports of
   * the result have none. If the result is a refusal, all that the sink took is to be thrown away;
   * so is each report that the sink had to abandon.
   *
   * @throws IOException if the stream cannot be read, or the sink throws it
   */
  public ReadResult read(InputStream in, RecordSink sink) throws IOException {
    return new Reading(limits, xml, clock.instant(), authenticator, sink).read(in);
  }
}
