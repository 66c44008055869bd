package dev.waxseal.reports.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.ReportNote;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OctetsTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "0.0.0.0, 0.0.0.0",
    "::, ::",
    "::1, ::1",
    "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "1::, 1::",
    "::ffff:192.0.2.1, 192.0.2.1",
    "64:ff9b::192.0.2.33, 64:ff9b::c000:221"
  })
  void addressesAreReadAndWritten(String text, String canonical) {
    assertEquals(
        canonical, AggregateRecord.addressOf(text).map(AggregateRecord::text).orElse("none"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "192.0.2",
        "192.0.2.256",
        "192.0.2.01",
        "1.2.3.4.5",
        "1:2:3",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7:8:9",
        "::1%eth0",
        "[::1]",
        "12345::",
        "1:",
        ":1",
        "::1.2.3",
        "1.2.3.4::",
        "\u0661.0.0.1"
      })
  void otherTextsAreNotAddresses(String text) {
    assertTrue(AggregateRecord.addressOf(text).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "YWJj, abc, false",
    "YW Jj, abc, false",
    "YWI=, ab, false",
    "YWI, ab, true",
    "YWJ=, ab, true",
    "YW*Jj, abc, true",
    "YWI=x, ab, true"
  })
  void base64IsReadAsItComes(String text, String decoded, boolean odd) throws IOException {
    Base64Input in = new Base64Input(new ByteArrayInputStream(text.getBytes(ISO_8859_1)));
    assertEquals(decoded, new String(in.readAllBytes(), ISO_8859_1));
    assertEquals(odd, in.isOdd());
  }

  /** What was read before a fault stands, since a repair leaves it as it is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a b='1 &amp; 2' c=\"d>e\">x &lt; y &#65; ]] > <![CDATA[ & < ]]><!-- & < --><?p & <?></a>",
        "<n:a xmlns:n='u'><n:b/>\u00E5\uD83D\uDEA2</n:a>"
      })
  void aRepairLeavesWellFormedXmlAlone(String xml) throws IOException {
    Notes notes = new Notes();
    assertEquals(xml, repaired(xml, notes));
    assertEquals(List.of(), notes.list());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<a>b & c</a>|<a>b &amp; c</a>",
        "<a>b < c</a>|<a>b &lt; c</a>",
        "<a>&nbsp;</a>|<a>&amp;nbsp;</a>",
        "<a><x@y.example></a>|<a>&lt;x@y.example></a>",
        "<a>b&#0;c</a>|<a>bc</a>",
        "<a b='&'/>|<a b='&amp;'/>"
      })
  void aRepairMakesTextOfBareMarkup(String xml, String repaired) throws IOException {
    Notes notes = new Notes();
    assertEquals(repaired, repaired(xml, notes));
    assertFalse(notes.list().isEmpty());
  }

  @Test
  void octetsThatAreNotUtf8AreWindows1252() throws IOException {
    byte[] octets = {
      '<', 'a', '>', (byte) 0xC3, (byte) 0xA5, (byte) 0xE5, (byte) 0x93, '<', '/', 'a', '>'
    };
    Notes notes = new Notes();
    StringWriter text = new StringWriter();
    new LenientDecoder(new ByteArrayInputStream(octets), notes).transferTo(text);
    assertEquals("<a>\u00E5\u00E5\u201C</a>", text.toString());
    assertEquals(ReportNote.Kind.REPAIRED_ENCODING, notes.list().get(0).kind());
  }

  @Test
  void textIsDecodedAcrossBuffers() throws IOException {
    String text = "<a>" + "\u20AC".repeat(20_000) + "</a>";
    Notes notes = new Notes();
    StringWriter read = new StringWriter();
    new LenientDecoder(new ByteArrayInputStream(text.getBytes(UTF_8)), notes).transferTo(read);
    assertEquals(text, read.toString());
    assertEquals(List.of(), notes.list());
  }

  private static String repaired(String xml, Notes notes) throws IOException {
    StringWriter out = new StringWriter();
    new RepairReader(new StringReader(xml), notes, false).transferTo(out);
    return out.toString();
  }
}
