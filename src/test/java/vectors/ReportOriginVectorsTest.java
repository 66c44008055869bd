package vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.reports.AggregateReport;
import dev.waxseal.reports.read.ReadResult;
import dev.waxseal.reports.read.ReportOrigin;
import dev.waxseal.reports.read.ReportReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mails of reports, signed, forged and passed on: who a report is from. */
class ReportOriginVectorsTest {

  static List<ReportVector> vectors() {
    return ReportVector.all("origin");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void isKnownByDkim(ReportVector vector) {
    Instant now = Instant.parse(vector.values("now").get(0));
    InboundAuthenticator inbound =
        InboundAuthenticator.of("mx.receiver.example", VectorSetting.dns(vector.values("dns")))
            .withClock(() -> now);
    ReadResult result =
        ReportReader.create()
            .withClock(() -> now)
            .authenticatingWith(inbound)
            .read(vector.octets());
    ReadResult.Received received =
        assertInstanceOf(ReadResult.Read.class, result, vector::name).reports().get(0);
    assertEquals(vector.values("origin").get(0), word(received.origin()), vector::name);
    AggregateReport report = (AggregateReport) received.report();
    assertEquals(
        vector.values("org-name").get(0), ShownReport.property("org-name", report), vector::name);
  }

  private static String word(ReportOrigin origin) {
    return switch (origin.kind()) {
      case UNKNOWN -> "none";
      case NOT_JUDGED -> "not judged";
      case UNDECIDED -> "temperror";
      case NOT_VOUCHED -> "fail";
      case VOUCHED -> "pass " + origin.vouching().get(0);
    };
  }
}
