package dev.waxseal.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waxseal.reports.read.ReadResult;
import dev.waxseal.reports.read.ReportReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * An aggregate report read; the limit is the same XML pulled through Woodstox alone. Twice that is
 * allowed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 8, time = 750, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ReportBenchmark {

  static final String HEAD =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <feedback>
        <version>1.0</version>
        <report_metadata>
          <org_name>Receiver</org_name>
          <email>dmarc@receiver.example</email>
          <report_id>20261102.4711@receiver.example</report_id>
          <date_range>
            <begin>1793577600</begin>
            <end>1793663999</end>
          </date_range>
        </report_metadata>
        <policy_published>
          <domain>author.example</domain>
          <adkim>r</adkim>
          <aspf>r</aspf>
          <p>none</p>
          <pct>100</pct>
        </policy_published>
      """;

  private static final String RECORD =
      """
        <record>
          <row>
            <source_ip>%s</source_ip>
            <count>%d</count>
            <policy_evaluated>
              <disposition>none</disposition>
              <dkim>pass</dkim>
              <spf>fail</spf>
            </policy_evaluated>
          </row>
          <identifiers>
            <header_from>author.example</header_from>
          </identifiers>
          <auth_results>
            <dkim>
              <domain>author.example</domain>
              <selector>s2026</selector>
              <result>pass</result>
            </dkim>
            <spf>
              <domain>bounces.lists.example</domain>
              <result>pass</result>
            </spf>
          </auth_results>
        </record>
      """;

  /** The number of records. */
  @Param({"1000", "20000"})
  public int records = 1000;

  /** Woodstox, which offers itself as a service. */
  private final XMLInputFactory woodstox = XMLInputFactory.newFactory();

  private final ReportReader reader = ReportReader.create();
  private byte[] xml = new byte[0];

  /** Writes the report. */
  @Setup
  public void write() {
    if (!woodstox.getClass().getName().startsWith("com.ctc.wstx.")) {
      throw new IllegalStateException("not Woodstox: " + woodstox.getClass());
    }
    woodstox.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    StringBuilder text = new StringBuilder(HEAD);
    for (int i = 0; i < records; i++) {
      text.append(record(i, i % 90 + 1));
    }
    xml = text.append("</feedback>\n").toString().getBytes(UTF_8);
  }

  /** A record; a quarter of the addresses are IPv6. */
  static String record(int number, int count) {
    String address =
        number % 4 == 0
            ? "2001:db8:77::" + Integer.toHexString(number & 0xFFFF)
            : "192.0." + (number >> 8 & 0xFF) + "." + (number & 0xFF);
    return RECORD.formatted(address, count);
  }

  /** Reads the report, a record at a time. */
  @Benchmark
  public ReadResult waxseal(Blackhole records) throws IOException {
    return reader.read(new ByteArrayInputStream(xml), records::consume);
  }

  /** Goes through the XML and takes nothing of it. */
  @Benchmark
  public int limit() throws XMLStreamException {
    XMLStreamReader stream = woodstox.createXMLStreamReader(new ByteArrayInputStream(xml));
    int events = 0;
    while (stream.hasNext()) {
      events += stream.next();
    }
    return events;
  }
}
