package properties;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.reports.read.ReadResult;
import dev.waxseal.reports.read.ReportReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Reports are read whatever they are, in whatever pieces they come, in linear time. */
class ReportsTest {

  private static final ReportReader READER = ReportReader.create();

  private static final String XML =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <feedback xmlns="urn:ietf:params:xml:ns:dmarc-2.0">
        <report_metadata>
          <org_name>Quayside &amp; Söhne</org_name><email>a@quayside.example</email>
          <report_id>1</report_id>
          <date_range><begin>1793577600</begin><end>1793663999</end></date_range>
        </report_metadata>
        <policy_published><domain>sailmakers.example</domain><p>reject</p></policy_published>
        <record>
          <row>
            <source_ip>192.0.2.1</source_ip><count>3</count>
            <policy_evaluated>
              <disposition>pass</disposition><dkim>pass</dkim><spf>fail</spf>
              <reason><type>other</type><comment><![CDATA[a < b]]></comment></reason>
            </policy_evaluated>
          </row>
          <identifiers><header_from>sailmakers.example</header_from></identifiers>
          <auth_results>
            <dkim><domain>sailmakers.example</domain><selector>s</selector><result>pass</result></dkim>
          </auth_results>
        </record>
      </feedback>
      """;

  private static final List<byte[]> SAMPLES = samples();

  @Property(tries = 300)
  void noOctetsMakeItThrow(@ForAll byte[] octets) {
    READER.read(octets);
  }

  @Property(tries = 2000)
  void noDamageMakesItThrow(
      @ForAll @IntRange(max = 3) int sample,
      @ForAll @IntRange(min = 1, max = 8) int places,
      @ForAll long seed) {
    byte[] octets = SAMPLES.get(sample).clone();
    Random random = new Random(seed);
    for (int i = 0; i < places; i++) {
      octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
    }
    READER.read(octets);
  }

  @Property(tries = 500)
  void noCutMakesItThrow(@ForAll @IntRange(max = 3) int sample, @ForAll long seed) {
    byte[] octets = SAMPLES.get(sample);
    READER.read(Arrays.copyOf(octets, new Random(seed).nextInt(octets.length)));
  }

  @Property(tries = 300)
  void piecesDoNotMatter(
      @ForAll @IntRange(max = 3) int sample, @ForAll long seed, @ForAll boolean damaged)
      throws IOException {
    byte[] octets = SAMPLES.get(sample).clone();
    Random random = new Random(seed);
    if (damaged) {
      octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
    }
    assertEquals(READER.read(octets), READER.read(new Pieces(octets, random)));
  }

  /** A million times one piece of markup, in a text and bare, costs no more than its length. */
  @Property(tries = 60)
  void timeIsLinear(@ForAll("pieces") String piece, @ForAll boolean within) {
    String many = piece.repeat(1_000_000 / piece.length());
    byte[] octets =
        (within ? XML.replace("&amp;", many) : "<feedback>" + many).getBytes(ISO_8859_1);
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> READER.read(octets));
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(
        "<",
        "&",
        "&amp;",
        "]]>",
        "<!--",
        "<![CDATA[",
        "<?",
        "<a>",
        "<a ",
        "<a b='",
        "</",
        "a=\"",
        "<xs:schema>",
        "&#x1;",
        "&#xFFFFFF;",
        "\u0001",
        "\u00FF",
        "<record>",
        "<record/>",
        "<!DOCTYPE",
        "\n",
        "'",
        "\"",
        "<feedback xmlns:a='",
        ":",
        ";",
        "--",
        "PK\u0003\u0004");
  }

  @Property(tries = 20)
  void samplesAreRead(@ForAll @IntRange(max = 3) int sample) {
    assertTrue(READER.read(SAMPLES.get(sample)) instanceof ReadResult.Read);
  }

  private static List<byte[]> samples() {
    try {
      byte[] xml = XML.getBytes(UTF_8);
      ByteArrayOutputStream gzip = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
        out.write(xml);
      }
      ByteArrayOutputStream zip = new ByteArrayOutputStream();
      try (ZipOutputStream out = new ZipOutputStream(zip)) {
        out.putNextEntry(new ZipEntry("a.xml"));
        out.write(xml);
      }
      String mail =
          "From: a@quayside.example\r\nSubject: Report\r\nMIME-Version: 1.0\r\n"
              + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nA report.\r\n--b\r\n"
              + "Content-Type: application/gzip; name=\"a!b!1!2.xml.gz\"\r\n"
              + "Content-Transfer-Encoding: base64\r\n\r\n"
              + Base64.getMimeEncoder().encodeToString(gzip.toByteArray())
              + "\r\n--b--\r\n";
      return List.of(xml, gzip.toByteArray(), zip.toByteArray(), mail.getBytes(UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Gives the octets in pieces of any length. */
  private static final class Pieces extends InputStream {

    private final ByteArrayInputStream octets;
    private final Random random;

    Pieces(byte[] octets, Random random) {
      this.octets = new ByteArrayInputStream(octets);
      this.random = random;
    }

    @Override
    public int read() {
      return octets.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return octets.read(buffer, offset, Math.min(length, 1 + random.nextInt(40)));
    }
  }
}
