package vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateReport;
import dev.waxseal.reports.ReportNote;
import dev.waxseal.reports.read.ReadResult;
import dev.waxseal.reports.read.RecordSink;
import dev.waxseal.reports.read.Refusal;
import dev.waxseal.reports.read.ReportLimits;
import dev.waxseal.reports.read.ReportReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Aggregate reports as they arrive, from the wild and from enemies: what the reader takes. */
class ReportsVectorsTest {

  /** Larger inputs come in one piece only. */
  private static final int SMALL = 20_000;

  private static final Set<String> REPAIRS = Set.of("truncated", "text-after-end");

  static Stream<ReportVector> vectors() {
    return Stream.of("aggregate", "hostile").flatMap(room -> ReportVector.all(room).stream());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void isRead(ReportVector vector) throws IOException {
    if (vector.isHuge()) {
      assertStreamed(vector);
      return;
    }
    byte[] octets = vector.octets();
    ReadResult whole = reader(vector).read(octets);
    assertExpected(vector, whole);
    if (octets.length < SMALL) {
      assertEquals(
          whole,
          reader(vector).read(new OneByOne(octets)),
          () -> vector.name() + ": one octet at a time");
    }
    assertSame(vector, whole, octets);
  }

  /** With a million records; only the first and their number are looked at. */
  private static void assertStreamed(ReportVector vector) throws IOException {
    List<AggregateRecord> first = new ArrayList<>();
    ReadResult result =
        reader(vector)
            .read(
                vector.open(),
                found -> {
                  if (first.size() < 10) {
                    first.add(found);
                  }
                });
    if (result instanceof ReadResult.Read read) {
      AggregateReport report = (AggregateReport) read.reports().get(0).report();
      assertProperties(vector, vector.reports().get(0), report.with(first, report.notes()));
    } else {
      assertExpected(vector, result);
    }
  }

  private static void assertExpected(ReportVector vector, ReadResult result) {
    List<List<ReportVector.Line>> expected = vector.reports();
    String first = expected.get(0).get(0).value();
    if (first.startsWith("refused ")) {
      assertTrue(
          result instanceof ReadResult.Refused, () -> vector.name() + ": " + first + " " + result);
      Refusal reason = ((ReadResult.Refused) result).reason();
      assertEquals(first, "refused " + reason.id(), () -> vector.name() + result);
      return;
    }
    assertTrue(result instanceof ReadResult.Read, () -> vector.name() + ": " + result);
    List<AggregateReport> reports = reports(result);
    assertEquals(expected.size(), reports.size(), vector::name);
    for (int i = 0; i < reports.size(); i++) {
      assertProperties(vector, expected.get(i), reports.get(i));
    }
  }

  private static void assertProperties(
      ReportVector vector, List<ReportVector.Line> expected, AggregateReport report) {
    assertEquals(expected.get(0).value(), form(report), () -> vector.name() + report.notes());
    Set<String> keys = new LinkedHashSet<>(Set.of("note", "dropped"));
    expected.forEach(line -> keys.add(line.key()));
    keys.removeAll(Set.of("expect", "never", "same-report-as", "other-report-than"));
    for (String key : keys) {
      String values =
          expected.stream()
              .filter(line -> line.key().equals(key))
              .map(ReportVector.Line::value)
              .collect(Collectors.joining("\n"));
      if (key.startsWith("results.")) {
        assertTrue(ShownReport.property(key, report).contains(values), vector::name);
        continue;
      }
      assertEquals(
          key.equals("dropped") && values.isEmpty() ? "0" : values,
          ShownReport.property(key, report),
          () -> vector.name() + ": " + key + " " + report.notes());
    }
  }

  private static String form(AggregateReport report) {
    boolean repaired =
        report.notes().stream()
            .map(note -> note.kind().id())
            .anyMatch(id -> id.startsWith("repaired-") || REPAIRS.contains(id));
    return repaired ? "repaired" : "report";
  }

  /** A sink sees what the whole report has, in whatever order it is told. */
  private static void assertSame(ReportVector vector, ReadResult whole, byte[] octets)
      throws IOException {
    Collector collector = new Collector();
    ReadResult streamed = reader(vector).read(new ByteArrayInputStream(octets), collector);
    assertEquals(notes(whole), notes(streamed), vector::name);
    if (whole instanceof ReadResult.Read) {
      assertEquals(
          reports(whole).stream().map(AggregateReport::records).toList(),
          collector.ended,
          vector::name);
    }
    for (String other : vector.values("same-report-as")) {
      assertEquals(key(vector.sibling(other)), reports(whole).get(0).key(), vector::name);
    }
    for (String other : vector.values("other-report-than")) {
      assertTrue(!key(vector.sibling(other)).equals(reports(whole).get(0).key()), other);
    }
  }

  private static AggregateReport.Key key(ReportVector vector) {
    return reports(reader(vector).read(vector.octets())).get(0).key();
  }

  private static List<List<ReportNote>> notes(ReadResult result) {
    return result instanceof ReadResult.Read
        ? reports(result).stream().map(AggregateReport::notes).toList()
        : List.of();
  }

  private static List<AggregateReport> reports(ReadResult result) {
    return ((ReadResult.Read) result)
        .reports().stream().map(received -> (AggregateReport) received.report()).toList();
  }

  private static ReportReader reader(ReportVector vector) {
    ReportLimits.Builder limits = ReportLimits.with();
    for (String limit : vector.values("limit")) {
      if (!limit.equals("xml=1GiB")) {
        throw new IllegalArgumentException(vector.name() + ": unknown limit " + limit);
      }
      limits.xmlOctets(1L << 30);
    }
    ReportReader reader = ReportReader.create().withLimits(limits.build());
    Instant now = vector.values("now").stream().findFirst().map(Instant::parse).orElse(Instant.MAX);
    return reader.withClock(() -> now);
  }

  /** Keeps the records of the reports that have ended. */
  private static final class Collector implements RecordSink {

    private final List<List<AggregateRecord>> ended = new ArrayList<>();
    private List<AggregateRecord> begun = List.of();

    @Override
    public void begin(AggregateReport report) {
      begun = new ArrayList<>();
    }

    @Override
    public void record(AggregateRecord aggregateRecord) {
      begun.add(aggregateRecord);
    }

    @Override
    public void end(AggregateReport report) {
      ended.add(begun);
    }
  }

  /** Gives one octet at a time. */
  private static final class OneByOne extends InputStream {

    private final byte[] octets;
    private int next;

    OneByOne(byte[] octets) {
      this.octets = octets;
    }

    @Override
    public int read() {
      return next < octets.length ? octets[next++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      int octet = read();
      if (octet < 0) {
        return -1;
      }
      buffer[offset] = (byte) octet;
      return 1;
    }
  }
}
