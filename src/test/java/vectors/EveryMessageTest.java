package vectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.checklist.CheckReport;
import dev.waxseal.checklist.Checklist;
import dev.waxseal.cli.page.MessagePage;
import dev.waxseal.cli.page.PageContent;
import dev.waxseal.diagnosis.Diagnosis;
import dev.waxseal.diagnosis.Diagnostician;
import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The debugger on every message of the test vectors, however odd: it ends, and has a page. */
class EveryMessageTest {

  private static final Diagnostician.SearchLimits LIMITS =
      new Diagnostician.SearchLimits(1 << 20, 1 << 20, 1 << 20, 300, 20, 12);

  static Stream<Vector> vectors() {
    return Stream.of("dkim", "arc", "authres", "diagnosis")
        .flatMap(room -> Vector.all(room).stream());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void hasAPage(Vector vector) {
    Dns dns = VectorSetting.dns(vector);
    InboundReport report =
        InboundAuthenticator.of("mx.receiver.example", dns)
            .withClock(VectorSetting.clock(vector))
            .authenticate(vector.bytes());
    int end = vector.message().indexOf("\r\n\r\n");
    byte[] body = vector.message().substring(end < 0 ? 0 : end + 4).getBytes(ISO_8859_1);
    Diagnosis diagnosis =
        Diagnostician.of(dns)
            .withClock(VectorSetting.clock(vector))
            .withLimits(LIMITS)
            .diagnose(report, body);
    CheckReport checklist = Checklist.of(dns).check(report, Optional.empty(), OptionalLong.empty());
    String page =
        MessagePage.of(
            new PageContent(
                vector.name(),
                "summary",
                false,
                List.of(),
                report,
                diagnosis,
                Optional.of(checklist),
                Optional.of(body)));
    assertTrue(page.endsWith("</html>"), page);
  }
}
