package dev.waxseal.reports.read;

import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateReport;
import dev.waxseal.reports.FailureReport;
import dev.waxseal.reports.Report;
import dev.waxseal.reports.ReportNote;
import dev.waxseal.reports.ReportNote.Kind;
import dev.waxseal.reports.TlsReport;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The reading of one input: opens what it is in, and gathers what is found. */
final class Reading {

  /** Mails, the messages within them included: each may cost look-ups in DNS. */
  private static final int MAILS = 20;

  private final ReportLimits limits;
  private final XmlCursor.Factory xml;
  private final Instant now;
  private final Optional<InboundAuthenticator> authenticator;
  private final RecordSink sink;
  private final List<Found> found = new ArrayList<>();
  private final List<ReadResult.Refused> refused = new ArrayList<>();
  private int mails;

  /** A report, and what is added to it once the mail around it is known. */
  static final class Found {
    private final Report report;
    private final Notes notes;
    private ReportOrigin origin = ReportOrigin.UNKNOWN;

    Found(Report report, Notes notes) {
      this.report = report;
      this.notes = notes;
    }

    Report report() {
      return report;
    }

    Notes notes() {
      return notes;
    }

    void comesFrom(ReportOrigin other) {
      origin = other;
    }

    ReadResult.Received received() {
      if (report instanceof AggregateReport aggregate) {
        List<ReportNote> all = Notes.joined(aggregate.notes(), notes);
        return new ReadResult.Received(aggregate.with(aggregate.records(), all), origin);
      }
      if (report instanceof FailureReport failure) {
        return new ReadResult.Received(failure.with(Notes.joined(failure.notes(), notes)), origin);
      }
      return new ReadResult.Received(
          ((TlsReport) report).with(Notes.joined(report.notes(), notes)), origin);
    }
  }

  Reading(
      ReportLimits limits,
      XmlCursor.Factory xml,
      Instant now,
      Optional<InboundAuthenticator> authenticator,
      RecordSink sink) {
    this.limits = limits;
    this.xml = xml;
    this.now = now;
    this.authenticator = authenticator;
    this.sink = sink;
  }

  ReadResult read(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(new Filling(in));
    try {
      FirstOctets first = FirstOctets.of(FirstOctets.peek(buffered));
      switch (first) {
        case XML, JSON, GZIP, ZIP -> part(buffered, first, new Notes());
        case MAIL -> mail(buffered, 0);
        default -> throw new RefusedException(Refusal.NOT_A_REPORT, "");
      }
    } catch (RefusedException e) {
      return e.result();
    }
    if (found.isEmpty()) {
      return refused.stream()
          .filter(part -> part.reason() != Refusal.NOT_A_REPORT)
          .findFirst()
          .orElseGet(() -> new ReadResult.Refused(Refusal.NOT_A_REPORT, ""));
    }
    return new ReadResult.Read(found.stream().map(Found::received).toList(), refused);
  }

  ReportLimits limits() {
    return limits;
  }

  Optional<InboundAuthenticator> authenticator() {
    return authenticator;
  }

  /** Reads a mail, at this depth of messages within messages. */
  void mail(BufferedInputStream in, int depth) throws IOException {
    mails++;
    if (mails > MAILS) {
      throw new RefusedException(Refusal.MAIL_TOO_COMPLEX, "more than " + MAILS + " messages");
    }
    new MailReading(this, depth).read(in);
  }

  /** The reports so far. */
  List<Found> found() {
    return found;
  }

  Found found(Report report, Notes notes) {
    Found read = new Found(report, notes);
    found.add(read);
    return read;
  }

  void refuse(RefusedException fault) {
    refused.add(fault.result());
  }

  /** Reads a part that is XML or JSON, or an archive of it. */
  Found part(BufferedInputStream in, FirstOctets container, Notes notes) throws IOException {
    CountedInput octets =
        container == FirstOctets.XML || container == FirstOctets.JSON
            ? new CountedInput(in, limits.xmlOctets(), Refusal.XML_TOO_LARGE)
            : new CountedInput(in, limits.compressedOctets(), Refusal.COMPRESSED_TOO_LARGE);
    switch (container) {
      case GZIP -> {
        try (GzipInput gzip = new GzipInput(octets, notes)) {
          return expanded(new ExpandedInput(gzip, octets, limits), octets, notes);
        }
      }
      case ZIP -> {
        boolean hasEntry = FirstOctets.peek(in)[2] == 3;
        return expanded(new ZipReport(octets, hasEntry, notes, limits).open(), octets, notes);
      }
      default -> {
        return expanded(octets, octets, notes);
      }
    }
  }

  /** Reads what is in the container, and then the rest of the container: it counts, too. */
  private Found expanded(InputStream content, InputStream container, Notes notes)
      throws IOException {
    BufferedInputStream in = new BufferedInputStream(content);
    byte[] head = FirstOctets.peek(in);
    switch (FirstOctets.of(head)) {
      case GZIP, ZIP -> throw new RefusedException(Refusal.NESTED_ARCHIVE, "");
      case JSON -> {
        TlsReport report = TlsParser.read(in, limits, notes);
        container.transferTo(OutputStream.nullOutputStream());
        return found(report, notes);
      }
      case XML -> {
        leading(in, head, notes);
        return aggregate(in, FirstOctets.isUtf16(head), container, notes);
      }
      default -> throw new RefusedException(Refusal.NOT_A_REPORT, "");
    }
  }

  private Found aggregate(InputStream octets, boolean utf16, InputStream container, Notes notes)
      throws IOException {
    List<AggregateRecord> records = new ArrayList<>();
    XmlReport report = new XmlReport(xml, limits, now, sink(records));
    AggregateReport read = report.read(octets, utf16);
    try {
      container.transferTo(OutputStream.nullOutputStream());
    } catch (RefusedException e) {
      report.abandon(e);
      throw e;
    }
    sink.end(read);
    return found(read.with(records, read.notes()), notes);
  }

  private RecordSink sink(List<AggregateRecord> records) {
    return sink == Collected.INSTANCE ? records::add : sink;
  }

  /** Drops what stands before the XML declaration. */
  private static void leading(BufferedInputStream in, byte[] head, Notes notes) throws IOException {
    int start = FirstOctets.isUtf16(head) ? 0 : FirstOctets.start(head);
    boolean declared = start + 5 <= head.length && head[start] == '<' && head[start + 1] == '?';
    boolean mark = start == 3 && (head[0] & 0xFF) == 0xEF;
    if (start > 0 && !mark) {
      in.skipNBytes(start);
      if (declared) {
        notes.add(Kind.REPAIRED_LEADING_OCTETS, "");
      }
    }
  }

  /** Stands for no sink: the records stay with their report. */
  enum Collected implements RecordSink {
    INSTANCE;

    @Override
    public void record(AggregateRecord aggregateRecord) {}
  }

  /** Fills each buffer, so that nothing depends on the pieces of the stream. */
  private static final class Filling extends InputStream {

    private final InputStream in;

    Filling(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
      int count = in.readNBytes(octets, offset, length);
      return count == 0 && length > 0 ? -1 : count;
    }
  }
}
