package properties;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waxseal.reports.read.ReadResult;
import dev.waxseal.reports.read.ReportLimits;
import dev.waxseal.reports.read.ReportReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** A program that reads a report with as many records as it is told, and says how many it read. */
final class ManyRecords {

  private static final String HEAD =
      """
      <feedback xmlns="urn:ietf:params:xml:ns:dmarc-2.0">
        <report_metadata>
          <org_name>Quayside</org_name><email>a@quayside.example</email>
          <report_id>1</report_id>
          <date_range><begin>1793577600</begin><end>1793663999</end></date_range>
        </report_metadata>
        <policy_published><domain>sailmakers.example</domain><p>reject</p></policy_published>
      """;

  private static final String RECORD =
      """
        <record>
          <row>
            <source_ip>2001:db8::%x</source_ip>
            <count>1</count>
            <policy_evaluated>
              <disposition>pass</disposition><dkim>pass</dkim><spf>fail</spf>
            </policy_evaluated>
          </row>
          <identifiers><header_from>h%d.sailmakers.example</header_from></identifiers>
          <auth_results>
            <dkim>
              <domain>sailmakers.example</domain><selector>s</selector><result>pass</result>
            </dkim>
          </auth_results>
        </record>
      """;

  private ManyRecords() {}

  public static void main(String[] arguments) throws IOException {
    int records = Integer.parseInt(arguments[0]);
    AtomicLong read = new AtomicLong();
    ReadResult result =
        ReportReader.create()
            .withLimits(ReportLimits.with().xmlOctets(Long.MAX_VALUE).build())
            .read(new Document(records), found -> read.addAndGet(found.count()));
    System.out.println(result instanceof ReadResult.Read ? read : result);
  }

  /** Written as it is read. */
  private static final class Document extends InputStream {

    private final int records;
    private int written = -1;
    private byte[] octets = HEAD.getBytes(UTF_8);
    private int next;

    Document(int records) {
      this.records = records;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      while (next == octets.length && written < records) {
        written++;
        String text =
            written < records ? RECORD.formatted(written & 0xFFFF, written) : "</feedback>\n";
        octets = text.getBytes(UTF_8);
        next = 0;
      }
      int count = Math.min(length, octets.length - next);
      System.arraycopy(octets, next, buffer, offset, count);
      next += count;
      return count == 0 ? -1 : count;
    }
  }
}
