package properties;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dmarc.DmarcStatus;
import dev.waxseal.dns.ZoneDns;
import dev.waxseal.inbound.Disposition;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.HeaderField;
import java.util.Arrays;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever somebody puts into the header of a signed message: where it is no header by RFC 5322
 * sections 2.2 and 2.3, DMARC does not pass.
 */
class MalformedHeaderTest {

  private static final String HEADER = "From: a@x.example\r\nTo: b@y.example\r\nSubject: c\r\n";

  private static final SigningKey KEY = SigningKey.generate(SigningAlgorithm.ED25519_SHA256).key();

  private static final String SIGNATURE = signature();

  private static final InboundAuthenticator RECEIVER =
      InboundAuthenticator.of(
          "mx.example",
          ZoneDns.of(
              "s._domainkey.x.example. TXT \"" + KEY.keyRecord().orElseThrow() + "\"",
              "_dmarc.x.example. TXT \"v=DMARC1; p=reject\""));

  /** A field: a name, obsolete white space, a colon, and anything (RFC 5322 section 4.5). */
  private static final Pattern FIELD = Pattern.compile("(?s)[!-9;-~]+[ \t]*:.*");

  private static final Pattern ALONE = Pattern.compile("\r(?!\n)|(?<!\r)\n|\0");

  private static String signature() {
    try {
      byte[] message = (HEADER + "\r\nd\r\n").getBytes(ISO_8859_1);
      HeaderField field = DkimSigner.of("x.example", "s", KEY).sign(message).get(0);
      return new String(field.bytes(), ISO_8859_1);
    } catch (SigningException e) {
      throw new AssertionError(e);
    }
  }

  @Provide
  Arbitrary<String> parts() {
    return Arbitraries.of(
            "X",
            "Y-1",
            ":",
            ": ",
            " ",
            "\t",
            "\r\n",
            "\r\n",
            "\r\n ",
            "\r",
            "\n",
            "\0",
            "\u0001",
            "\u007f",
            "\u00fc",
            "Dear customer",
            "From ",
            "Subject: z\r\n",
            "W: v\r\n",
            ".")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 5000)
  void onlyAHeaderPasses(@ForAll("parts") String onTop, @ForAll("parts") String within) {
    String header = onTop + SIGNATURE + HEADER.replace("To:", within + "To:");
    String whole = "\r\n" + header + "\r\n";
    String upToEmptyLine = whole.substring(0, whole.indexOf("\r\n\r\n"));
    String fields = upToEmptyLine.isEmpty() ? "" : upToEmptyLine.substring(2);
    InboundReport report = RECEIVER.authenticate((header + "\r\nd\r\n").getBytes(ISO_8859_1));
    boolean malformed =
        ALONE.matcher(fields).find()
            || !Arrays.stream(fields.split("\r\n(?![ \t])", -1))
                .allMatch(field -> FIELD.matcher(field).matches());
    boolean told = report.findings().stream().anyMatch(it -> it.id().startsWith("header-"));
    if (fields.isEmpty()) {
      assertEquals(0, report.headers().size());
    } else {
      assertEquals(malformed, told, fields);
    }
    if (malformed) {
      assertNotEquals(DmarcStatus.PASS, report.dmarc().result().status(), fields);
      assertNotEquals(Disposition.ACCEPT, report.dmarc().disposition(), fields);
    }
    assertTrue(!told || report.hasErrors());
  }

  @Property(tries = 1)
  void theMessageItselfPasses() {
    byte[] message = (SIGNATURE + HEADER + "\r\nd\r\n").getBytes(ISO_8859_1);
    assertEquals(DmarcStatus.PASS, RECEIVER.authenticate(message).dmarc().result().status());
  }
}
