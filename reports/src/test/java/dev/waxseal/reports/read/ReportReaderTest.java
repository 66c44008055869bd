package dev.waxseal.reports.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateReport;
import dev.waxseal.reports.ReportNote;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportReaderTest {

  private static final String HEAD =
      """
      <feedback>
        <report_metadata>
          <org_name></org_name><email>a@quayside.example</email><report_id>&lt;1&gt;</report_id>
          <date_range><begin>1793577600</begin><end>1793663999</end></date_range>
        </report_metadata>
        <policy_published><domain>Sailmakers.example</domain><p>reject</p></policy_published>
      """;

  private static final String RECORD =
      "<record><row><source_ip>192.0.2.1</source_ip><count>2</count></row></record>";

  private static final String END = "</feedback>";

  private final ReportReader reader = ReportReader.create();

  @Test
  void whatTheStreamThrowsReachesTheCaller() {
    IOException failure = new IOException("the disk is gone");
    InputStream broken = new SequenceInputStream(stream(HEAD + RECORD), failing(failure));
    assertSame(failure, assertThrows(IOException.class, () -> reader.read(broken)));
  }

  @Test
  void whatTheSinkThrowsReachesTheCaller() {
    IOException failure = new IOException("the store is full");
    assertSame(
        failure,
        assertThrows(
            IOException.class,
            () ->
                reader.read(
                    stream(HEAD + RECORD + END),
                    found -> {
                      throw failure;
                    })));
  }

  @Test
  void theSinkIsToldOfEachStep() throws IOException {
    Steps steps = new Steps();
    reader.read(stream(HEAD + RECORD + RECORD + END), steps);
    assertEquals(List.of("begin sailmakers.example", "record 2", "record 2", "end 2"), steps.taken);
  }

  @Test
  void aReportWithoutRecordsBeginsAndEnds() throws IOException {
    Steps steps = new Steps();
    reader.read(stream(HEAD + END), steps);
    assertEquals(List.of("begin sailmakers.example", "end 0"), steps.taken);
  }

  @Test
  void aReportThatIsRefusedInItsMiddleIsAbandoned() throws IOException {
    Steps steps = new Steps();
    ReadResult result = reader.read(stream(HEAD + RECORD + "<a></b>" + END), steps);
    assertEquals(
        List.of("begin sailmakers.example", "record 2", "abandon malformed-xml"), steps.taken);
    assertEquals(
        Refusal.MALFORMED_XML, assertInstanceOf(ReadResult.Refused.class, result).reason());
  }

  /** The first try handed out a record; the second, repaired, hands out only the other one. */
  @Test
  void aRepairHandsOutEachRecordOnce() throws IOException {
    Steps steps = new Steps();
    String other = RECORD.replace("<row>", "<row><x>a & b</x>");
    reader.read(stream(HEAD + RECORD + other + END), steps);
    assertEquals(List.of("begin sailmakers.example", "record 2", "record 2", "end 2"), steps.taken);
  }

  /** Each may have signatures whose keys are looked up. */
  @Test
  void aMailOfManyMessagesIsRefused() {
    String mail =
        "Subject: x\r\nContent-Type: multipart/digest; boundary=b\r\n\r\n"
            + "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: y\r\n\r\nz\r\n".repeat(20)
            + "--b--\r\n";
    assertEquals(
        new ReadResult.Refused(Refusal.MAIL_TOO_COMPLEX, "more than 20 messages"),
        reader.read(mail.getBytes(UTF_8)));
  }

  @Test
  void theKeyIsComparable() {
    AggregateReport report = report(HEAD + RECORD + END);
    assertEquals("quayside.example", report.metadata().orgName());
    assertEquals("1", report.key().reportId());
    assertEquals("sailmakers.example", report.key().domain());
    assertEquals(86_399, report.metadata().period().toSeconds());
  }

  @Test
  void aNoteCountsAndShowsTheFirstPlace() {
    AggregateReport report = report(HEAD + RECORD.replace("<row>", "<row><x/>").repeat(3) + END);
    ReportNote note =
        report.notes().stream()
            .filter(it -> it.kind() == ReportNote.Kind.UNKNOWN_ELEMENT)
            .findFirst()
            .orElseThrow();
    assertEquals(3, note.times());
    assertEquals("x", note.example());
    assertEquals("unknown-element", note.kind().id());
  }

  @Test
  void limitsAreChecked() {
    ReportLimits few = ReportLimits.with().records(1).build();
    ReadResult result = reader.withLimits(few).read((HEAD + RECORD + RECORD + END).getBytes(UTF_8));
    assertEquals(new ReadResult.Refused(Refusal.TOO_MANY_RECORDS, "more than 1"), result);
    assertThrows(IllegalArgumentException.class, () -> ReportLimits.with().depth(-1).build());
  }

  private AggregateReport report(String xml) {
    ReadResult.Read read =
        assertInstanceOf(ReadResult.Read.class, reader.read(xml.getBytes(UTF_8)));
    return (AggregateReport) read.reports().get(0).report();
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static InputStream failing(IOException failure) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw failure;
      }

      @Override
      public int read(byte[] octets, int offset, int length) throws IOException {
        throw failure;
      }
    };
  }

  private static final class Steps implements RecordSink {

    private final List<String> taken = new ArrayList<>();

    @Override
    public void begin(AggregateReport report) {
      taken.add("begin " + report.policy().domain());
    }

    @Override
    public void record(AggregateRecord aggregateRecord) {
      taken.add("record " + aggregateRecord.count());
    }

    @Override
    public void end(AggregateReport report) {
      taken.add("end " + report.totals().records());
    }

    @Override
    public void abandon(Refusal reason) {
      taken.add("abandon " + reason.id());
    }
  }
}
