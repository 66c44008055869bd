package vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dmarc.DmarcVerifier;
import dev.waxseal.dmarc.TreeWalk;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.dns.ZoneDns;
import dev.waxseal.reports.AggregateReport;
import dev.waxseal.reports.read.ReadResult;
import dev.waxseal.reports.read.ReportReader;
import dev.waxseal.reports.write.DayReports;
import dev.waxseal.reports.write.Destination;
import dev.waxseal.reports.write.Destinations;
import dev.waxseal.reports.write.MailAddress;
import dev.waxseal.reports.write.OutgoingReport;
import dev.waxseal.reports.write.ReportMail;
import dev.waxseal.reports.write.Reporter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every file of {@code testvectors/reports/write}. */
class ReportWriterVectorsTest {

  private static final Reporter REPORTER =
      Reporter.of("quayside.example", "dmarc-reports@quayside.example");

  private static final Pattern ID =
      Pattern.compile("[A-Za-z0-9]+(\\.[A-Za-z0-9]+)*@quayside\\.example");

  private final Schema schema = schema();

  @TestFactory
  Stream<DynamicTest> histories() {
    return WriteVector.all(false).stream()
        .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> reports(vector)));
  }

  @TestFactory
  Stream<DynamicTest> destinations() {
    return WriteVector.all(true).stream()
        .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> destinations(vector)));
  }

  @Test
  void thereAreVectors() {
    assertTrue(WriteVector.all(false).size() >= 66);
    assertTrue(WriteVector.all(true).size() >= 84);
  }

  @Test
  void anUnknownKeyIsAnError() {
    String head = "rfc: x\nabout: x\nday: 2026-11-02\nreports: 0\n";
    assertEquals("x", WriteVector.parse("good", head + "\n").one("about"));
    for (String bad :
        List.of(head, "rfd: x\n" + head + "\n", head + "day: x\n\n", head + "\na b\n")) {
      assertThrows(IllegalArgumentException.class, () -> WriteVector.parse("bad", bad), bad);
    }
    assertThrows(
        IllegalArgumentException.class, () -> WriteVector.parse("to-x", "rfc: x\nto: y\n\n"));
  }

  private void reports(WriteVector vector) throws Exception {
    DayReports day = DayReports.of(REPORTER, LocalDate.parse(vector.one("day")));
    int records = vector.set("records", 0);
    DayReports bounded = records == 0 ? day : day.withMost(records, 1 << 20);
    WriteHistory.of(vector).forEach(bounded::add);
    List<OutgoingReport> reports = new ArrayList<>(bounded.reports());
    assertEquals(vector.one("reports"), "" + reports.size(), vector.name());
    for (List<Map.Entry<String, String>> expected : vector.reports()) {
      OutgoingReport match =
          reports.stream()
              .filter(it -> fits(it, expected))
              .findFirst()
              .orElseThrow(() -> new AssertionError(vector.name() + ": no report " + expected));
      reports.remove(match);
      check(match, expected, vector.name());
    }
  }

  private static boolean fits(OutgoingReport report, List<Map.Entry<String, String>> expected) {
    return report.policyDomain().toString().equals(value(expected, "report"))
        && ShownReport.property("policy", report.report())
            .equals(value(expected, "policy-published") + " pct=absent");
  }

  private static String value(List<Map.Entry<String, String>> lines, String key) {
    return lines.stream()
        .filter(it -> it.getKey().equals(key))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private void check(OutgoingReport outgoing, List<Map.Entry<String, String>> expected, String name)
      throws Exception {
    AggregateReport report = outgoing.report();
    String file = value(expected, "file");
    assertTrue(outgoing.fileName().matches(Pattern.quote(file) + "![A-Za-z0-9]+\\.xml\\.gz"), name);
    String subject = Vector.unquoted(value(expected, "subject"));
    assertEquals(subject + report.metadata().reportId(), outgoing.subject(), name);
    assertTrue(ID.matcher(outgoing.reportId()).matches(), outgoing.reportId());
    assertEquals(value(expected, "begin"), seconds(report.metadata().begin()), name);
    assertEquals(value(expected, "end"), seconds(report.metadata().end()), name);
    String error = value(expected, "error");
    String told = String.join("|", report.metadata().errors());
    if (error.equals("absent")) {
      assertEquals("", told, name);
    } else {
      assertTrue(told.contains(Vector.unquoted(error.substring(1))), name + ": " + told);
    }
    assertEquals(value(expected, "records"), "" + report.totals().records(), name);
    assertEquals(value(expected, "messages"), "" + report.totals().messages(), name);
    records(report, expected, name);
    schema.newValidator().validate(new StreamSource(xml(outgoing)));
    mail(outgoing, name);
  }

  private static void records(
      AggregateReport report, List<Map.Entry<String, String>> expected, String name) {
    List<String> left = new ArrayList<>();
    for (int i = 1; i <= report.records().size(); i++) {
      left.add(ShownReport.property("record." + i, report));
    }
    for (Map.Entry<String, String> line : expected) {
      if (line.getKey().equals("record")) {
        Pattern pattern = RecordText.pattern(line.getValue());
        String match =
            left.stream()
                .filter(it -> pattern.matcher(it).matches())
                .findFirst()
                .orElseThrow(
                    () ->
                        new AssertionError(name + ": " + line.getValue() + "\n is not in " + left));
        left.remove(match);
      }
    }
    assertEquals(List.of(), left, name);
  }

  private static void mail(OutgoingReport outgoing, String name) throws IOException {
    ReportMail mail =
        outgoing.mail(
            MailAddress.of("rua@sailmakers.example"), Instant.parse("2026-11-03T01:00:00Z"));
    assertEquals(
        List.of(outgoing.report()),
        ((ReadResult.Read) ReportReader.create().read(new ByteArrayInputStream(mail.octets())))
            .reports().stream().map(ReadResult.Received::report).toList(),
        name);
    String text = new String(mail.octets(), StandardCharsets.US_ASCII);
    for (String line : text.split("\r\n", -1)) {
      assertTrue(line.length() <= 998 && line.matches("[ -~]*"), name + ": " + line);
    }
    String header = text.substring(0, text.indexOf("\r\n\r\n")).replace("\r\n ", " ");
    assertTrue(header.contains("Subject: " + outgoing.subject()), header);
    assertTrue(header.contains("Auto-Submitted: auto-generated"), header);
    assertTrue(text.contains("application/gzip"), text);
    assertTrue(text.contains("filename=\"" + outgoing.fileName() + "\""), text);
    String left = outgoing.reportId().replaceAll("@.*", "");
    assertTrue(mail.messageId().startsWith(left), mail.messageId());
  }

  private void destinations(WriteVector vector) {
    List<String> asked = new ArrayList<>();
    Dns dns = new Listening(zone(vector), asked);
    Destinations destinations =
        Destinations.of(dns)
            .withMost(vector.set("uris", 10), vector.set("messages-per-destination", 1_000));
    List<String> authors =
        vector.of("domain").isEmpty() ? vector.of("author") : vector.of("domain");
    List<String> actual = new ArrayList<>();
    for (String author : authors) {
      TreeWalk.Step.Found found = record(zone(vector), DomainName.of(author));
      String about = vector.of("domain").isEmpty() ? "" : " " + found.domain();
      List<Destination> all = destinations.of(found.domain(), found.valid().text());
      all.forEach(it -> actual.add(line(it) + about));
      if (vector.of("none").size() == 1) {
        assertTrue(all.stream().allMatch(Destination.Refused.class::isInstance), vector.name());
        assertEquals(all.isEmpty() ? "no-rua" : "all-refused", vector.one("none"), vector.name());
      }
    }
    List<String> expected = new ArrayList<>();
    Set<String> results = new HashSet<>(Set.of("send", "refuse", "later"));
    vector.lines().stream()
        .filter(it -> results.contains(it.getKey()))
        .forEach(it -> expected.add(it.getKey() + ": " + it.getValue()));
    assertEquals(expected, actual, vector.name());
    assertEquals(vector.of("ask"), asked, vector.name());
  }

  private static String line(Destination destination) {
    if (destination instanceof Destination.Send send) {
      return "send: " + send.address();
    }
    return destination instanceof Destination.Refused refused
        ? "refuse: \"" + refused.uri() + "\" " + refused.reason().id()
        : "later: \"" + destination.uri() + "\"";
  }

  /** The record that applies to an author domain: its own, or that of its organization. */
  private static TreeWalk.Step.Found record(Dns dns, DomainName author) {
    return DmarcVerifier.of(dns).walk(author).steps().stream()
        .filter(TreeWalk.Step.Found.class::isInstance)
        .map(TreeWalk.Step.Found.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static ZoneDns zone(WriteVector vector) {
    return new DmarcVector(vector.name(), Map.of("dns", vector.of("dns"))).dns();
  }

  /** DNS that writes down which consents are asked for. */
  private record Listening(Dns dns, List<String> asked) implements Dns {
    @Override
    public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
        DomainName name, RecordType<R> type) {
      if (name.toString().contains("._report._dmarc.")) {
        asked.add(name.toString());
      }
      return dns.lookup(name, type);
    }
  }

  private static InputStream xml(OutgoingReport report) throws Exception {
    return new GZIPInputStream(new ByteArrayInputStream(report.gzip()));
  }

  private static String seconds(Instant time) {
    return String.valueOf(time.getEpochSecond());
  }

  private static Schema schema() {
    try {
      return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
          .newSchema(ReportWriterVectorsTest.class.getResource("/reports/rfc9990-appendix-a.xsd"));
    } catch (org.xml.sax.SAXException e) {
      throw new IllegalStateException(e);
    }
  }
}
