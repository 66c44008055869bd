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
   * @param container the deviations of what the XML was in, which may still grow
   * @return the report without its records
   */
  AggregateReport read(InputStream xml, Notes container) throws IOException {
    try {
      AggregateReport report = twice(xml, container);
      if (!records.hasBegun()) {
        records.begin(report);
      }
      return report;
    } catch (RefusedException e) {
      if (records.hasBegun()) {
        sink.abandon(e.reason());
      }
      throw e;
    }
  }

  private AggregateReport twice(InputStream xml, Notes container) throws IOException {
    Retained retained = new Retained(xml, limits.repairOctets());
    Attempt first = new Attempt(new Notes());
    try {
      first.parse(factory.open(retained));
      retained.release();
      return first.report(container);
    } catch (XmlFault e) {
      if (e.isAtEnd() && !first.metStrayTag()) {
        return first.cut(container);
      }
      if (!retained.isWhole()) {
        throw new RefusedException(Refusal.MALFORMED_XML, e.detail());
      }
      return second(retained.again(), first.metStrayTag(), container);
    }
  }

  private AggregateReport second(InputStream xml, boolean withoutSchema, Notes container)
      throws IOException {
    records.restart();
    Notes notes = new Notes();
    Attempt second = new Attempt(notes);
    try {
      second.parse(
          factory.open(new RepairReader(new LenientDecoder(xml, notes), notes, withoutSchema)));
      return second.report(container);
    } catch (XmlFault e) {
      if (e.isAtEnd()) {
        return second.cut(container);
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

    AggregateReport report(Notes container) throws RefusedException {
      if (parser == null) {
        throw new RefusedException(Refusal.NOT_A_REPORT, "");
      }
      notes.addAll(container);
      return parser.report();
    }

    /** What came before the end. */
    AggregateReport cut(Notes container) throws RefusedException {
      if (parser == null || !parser.isFeedback()) {
        throw new RefusedException(Refusal.NOT_A_REPORT, "");
      }
      notes.add(Kind.TRUNCATED, "");
      try {
        return report(container);
      } catch (RefusedException e) {
        throw new RefusedException(Refusal.TRUNCATED, e.reason().sentence());
      }
    }
  }
}
