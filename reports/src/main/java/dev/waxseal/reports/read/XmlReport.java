package dev.waxseal.reports.read;

import dev.waxseal.reports.AggregateReport;
import dev.waxseal.reports.ReportNote.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads an aggregate report from its XML; a second time, repaired, if it is not well-formed. What
 * the first try handed to the sink stands, since a repair does not change what is well-formed.
 */
final class XmlReport {

  private final XmlCursor.Factory factory;
  private final ReportLimits limits;
  private final Instant now;
  private final Records records;
  private final RecordSink sink;

  XmlReport(XmlCursor.Factory factory, ReportLimits limits, Instant now, RecordSink sink) {
    this.factory = factory;
    this.limits = limits;
    this.now = now;
    this.sink = sink;
    this.records = new Records(sink, limits);
  }

  /**
   * Reads one report to the end of the stream.
   *
   * @param utf16 true if the first octets are those of UTF-16
   * @return the report without its records
   */
  AggregateReport read(InputStream xml, boolean utf16) throws IOException {
    try {
      AggregateReport report = utf16 ? second(xml, false) : twice(xml);
      if (!records.hasBegun()) {
        records.begin(report);
      }
      return report;
    } catch (RefusedException e) {
      abandon(e);
      throw e;
    }
  }

  /** The report is refused after all. */
  void abandon(RefusedException reason) throws IOException {
    if (records.hasBegun()) {
      sink.abandon(reason.reason());
    }
  }

  private AggregateReport twice(InputStream xml) throws IOException {
    Retained retained = new Retained(xml, limits.repairOctets());
    Attempt first = new Attempt(new Notes());
    try {
      first.parse(factory.open(retained));
      retained.release();
      return first.report();
    } catch (XmlFault e) {
      if (e.isAtEnd() && !first.metStrayTag()) {
        return first.cut();
      }
      if (!retained.isWhole()) {
        throw new RefusedException(Refusal.MALFORMED_XML, e.detail());
      }
      return second(retained.again(), first.metStrayTag());
    }
  }

  private AggregateReport second(InputStream xml, boolean withoutSchema) throws IOException {
    records.restart();
    Notes notes = new Notes();
    Attempt second = new Attempt(notes);
    try {
      second.parse(
          factory.open(new RepairReader(new LenientDecoder(xml, notes), notes, withoutSchema)));
      return second.report();
    } catch (XmlFault e) {
      if (e.isAtEnd()) {
        return second.cut();
      }
      throw new RefusedException(Refusal.MALFORMED_XML, e.detail());
    }
  }

  /** One way through the document. */
  private final class Attempt {

    private final Notes notes;
    private @Nullable AggregateParser parser;

    Attempt(Notes notes) {
      this.notes = notes;
    }

    void parse(XmlCursor cursor) throws IOException, XmlFault {
      parser = new AggregateParser(cursor, notes, limits, now, records);
      parser.parse();
    }

    boolean metStrayTag() {
      return parser != null && parser.metStrayTag();
    }

    AggregateReport report() throws RefusedException {
      if (parser == null) {
        throw new RefusedException(Refusal.NOT_A_REPORT, "");
      }
      return parser.report();
    }

    /** The report as far as it came. */
    AggregateReport cut() throws RefusedException {
      if (parser == null || !parser.isFeedback()) {
        throw new RefusedException(Refusal.NOT_A_REPORT, "");
      }
      notes.add(Kind.TRUNCATED, "");
      try {
        return report();
      } catch (RefusedException e) {
        throw new RefusedException(Refusal.TRUNCATED, e.reason().sentence());
      }
    }
  }
}
