package properties;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.dmarc.AppliedRecord.PolicyTag;
import dev.waxseal.dmarc.DmarcStatus;
import dev.waxseal.dmarc.Identifier.Alignment;
import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.AggregateRecord.AuthStatus;
import dev.waxseal.reports.AggregateRecord.Disposition;
import dev.waxseal.reports.AggregateRecord.OverrideType;
import dev.waxseal.reports.AggregateReport;
import dev.waxseal.reports.history.HistoryEntry;
import dev.waxseal.reports.read.ReadResult;
import dev.waxseal.reports.read.ReportReader;
import dev.waxseal.reports.write.DayReports;
import dev.waxseal.reports.write.MailAddress;
import dev.waxseal.reports.write.OutgoingReport;
import dev.waxseal.reports.write.Reporter;
import dev.waxseal.spf.SpfStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.xml.sax.SAXException;

/** Whatever a history has, its reports are valid by RFC 9990's schema, and are read as written. */
class ReportsWrittenTest {

  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

  private static final List<String> POLICIES =
      List.of(
          "v=DMARC1; p=none; rua=mailto:a@x.example",
          "v=DMARC1; p=reject; sp=none; np=quarantine; t=y; rua=mailto:a@x.example",
          "v=DMARC1; p=quarantine; adkim=s; fo=1:d; ruf=mailto:a@x.example; rua=mailto:a@x.example",
          "v=DMARC1; p=block; rua=mailto:a@x.example,\u0001\u00ff&<");

  private static final List<String> TEXTS =
      List.of(
          "a.example", "b.a.example", "<&>\"'", "\u0000\u0008x", "]]>", "\ud83d\ude00", "\ufffe");

  private final Schema schema = schema();

  private static <T> T any(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static HistoryEntry entry(Random random) throws UnknownHostException {
    byte[] address = new byte[random.nextBoolean() ? 4 : 16];
    address[0] = 32;
    address[1] = (byte) random.nextInt(3);
    List<HistoryEntry.Signature> signatures = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      signatures.add(
          new HistoryEntry.Signature(
              any(random, TEXTS),
              random.nextInt(4) == 0 ? Optional.empty() : Optional.of(any(random, TEXTS)),
              any(random, List.of(AuthStatus.PASS, AuthStatus.FAIL, AuthStatus.POLICY)),
              any(random, List.of(Alignment.values()))));
    }
    return new HistoryEntry(
        NOON.plusSeconds(random.nextInt(1_000)),
        DomainName.of(random.nextBoolean() ? "a.example" : "b.example"),
        any(random, POLICIES),
        any(random, List.of(PolicyTag.values())),
        InetAddress.getByAddress(address),
        DomainName.of("a.example"),
        any(random, List.of(Optional.<String>empty(), Optional.of(""), Optional.of("c.example"))),
        random.nextBoolean() ? Optional.empty() : Optional.of(DomainName.of("to.example")),
        signatures,
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(
                new HistoryEntry.MailFrom(
                    "c.example", any(random, List.of(SpfStatus.values())), random.nextBoolean())),
        any(random, List.of(DmarcStatus.PASS, DmarcStatus.FAIL, DmarcStatus.TEMPERROR)),
        any(random, List.of(Disposition.NONE, Disposition.QUARANTINE, Disposition.REJECT)),
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(
                new HistoryEntry.Cause(
                    any(random, List.of(OverrideType.LOCAL_POLICY, OverrideType.OTHER)),
                    any(random, TEXTS))));
  }

  @Property(tries = 1_000)
  void validAndReadAsWritten(@ForAll Random random) throws IOException, SAXException {
    DayReports day =
        DayReports.of(Reporter.of("mx.example", "r@mx.example"), LocalDate.parse("2026-11-02"));
    int messages = 1 + random.nextInt(20);
    for (int i = 0; i < messages; i++) {
      day.add(entry(random));
    }
    long counted = 0;
    for (OutgoingReport report : day.reports()) {
      counted += report.report().totals().messages();
      schema
          .newValidator()
          .validate(new StreamSource(new GZIPInputStream(new ByteArrayInputStream(report.gzip()))));
      byte[] mail = report.mail(MailAddress.of("a@x.example"), NOON).octets();
      ReadResult.Read read =
          (ReadResult.Read) ReportReader.create().read(new ByteArrayInputStream(mail));
      assertEquals(1, read.reports().size());
      assertEquals(
          report.report().records().size(),
          ((AggregateReport) read.reports().get(0).report()).records().size());
      assertEquals(
          report.report().totals(), ((AggregateReport) read.reports().get(0).report()).totals());
    }
    assertEquals(messages, counted);
  }

  private static Schema schema() {
    try {
      return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
          .newSchema(ReportsWrittenTest.class.getResource("/reports/rfc9990-appendix-a.xsd"));
    } catch (SAXException e) {
      throw new IllegalStateException(e);
    }
  }
}
