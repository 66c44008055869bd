package vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateReport;
import dev.waxseal.reports.ReportNote;
import dev.waxseal.reports.TlsReport;
import dev.waxseal.reports.Word;
import dev.waxseal.reports.read.ReadResult;
import dev.waxseal.reports.read.ReportReader;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reports on TLS as they arrive, and what the reader takes from them. */
class TlsReportVectorsTest {

  private static final String ABSENT = "absent";
  private static final Set<String> ALONE =
      Set.of("rfc", "about", "container", "encoding", "make", "expect", "never");

  /** A reader of reports on TLS alone refuses it; ours reads all kinds. */
  private static final String OF_ANOTHER_KIND = "tls/other-report.vec";

  static List<ReportVector> vectors() {
    return ReportVector.all("tls");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void isRead(ReportVector vector) {
    ReadResult result = ReportReader.create().read(vector.octets());
    String expected = vector.values("expect").get(0);
    if (vector.name().equals(OF_ANOTHER_KIND)) {
      ReadResult.Read read = assertInstanceOf(ReadResult.Read.class, result, vector::name);
      assertInstanceOf(AggregateReport.class, read.reports().get(0).report());
      return;
    }
    if (expected.startsWith("refused ")) {
      ReadResult.Refused refused = assertInstanceOf(ReadResult.Refused.class, result, vector::name);
      assertEquals(expected, "refused " + refused.reason().id(), () -> vector.name() + refused);
      return;
    }
    ReadResult.Read read =
        assertInstanceOf(ReadResult.Read.class, result, () -> vector.name() + result);
    TlsReport report = (TlsReport) read.reports().get(0).report();
    Set<String> keys = new LinkedHashSet<>(Set.of("note"));
    vector.head().forEach(line -> keys.add(line.key()));
    keys.removeAll(ALONE);
    for (String key : keys) {
      assertEquals(
          String.join("\n", vector.values(key)),
          property(key, report),
          () -> vector.name() + ": " + key + " " + report.notes());
    }
  }

  private static String property(String key, TlsReport report) {
    return switch (key) {
      case "organization-name" -> quoted(report.organizationName());
      case "contact-info" -> quoted(report.contactInfo());
      case "report-id" -> quoted(report.reportId());
      case "start" -> "" + report.start().truncatedTo(ChronoUnit.SECONDS);
      case "end" -> "" + report.end().truncatedTo(ChronoUnit.SECONDS);
      case "policies" -> "" + report.policies().size();
      case "sessions" -> "success=" + report.successes() + " failure=" + report.failures();
      case "note" ->
          report.notes().stream()
              .map(ReportNote::kind)
              .map(ReportNote.Kind::id)
              .sorted()
              .collect(Collectors.joining("\n"));
      default -> ofPolicy(key.split("[.]", -1), report);
    };
  }

  private static String ofPolicy(String[] key, TlsReport report) {
    TlsReport.Policy policy = report.policies().get(Integer.parseInt(key[1]) - 1);
    return key[0].equals("policy")
        ? shown(policy)
        : shown(policy.details().get(Integer.parseInt(key[2]) - 1));
  }

  private static String shown(TlsReport.Policy policy) {
    return "type="
        + word(policy.type())
        + " domain="
        + name(policy.domain())
        + " success="
        + number(policy.successes())
        + " failure="
        + number(policy.failures())
        + all(" string=", policy.strings())
        + all(" mx=", policy.mxHosts());
  }

  private static String all(String key, List<String> texts) {
    return texts.stream().map(text -> key + ShownReport.quoted(text)).collect(Collectors.joining());
  }

  private static String shown(TlsReport.Failure failure) {
    return "type="
        + word(failure.type())
        + " count="
        + number(failure.sessions())
        + " sending-ip="
        + address(failure.sendingIp())
        + " mx="
        + name(failure.mxHostname())
        + " helo="
        + optional(failure.mxHelo())
        + " receiving-ip="
        + address(failure.receivingIp())
        + " info="
        + optional(failure.additionalInformation())
        + " code="
        + optional(failure.reasonCode());
  }

  private static String word(Word<?> word) {
    if (word.isAbsent()) {
      return ABSENT;
    }
    return word.value().isPresent() ? word.text() : "other:" + ShownReport.quoted(word.text());
  }

  private static String number(OptionalLong number) {
    return number.isPresent() ? "" + number.getAsLong() : ABSENT;
  }

  private static String address(String text) {
    return AggregateRecord.addressOf(text).isPresent() ? text : quoted(text);
  }

  private static String name(String text) {
    return DomainName.parse(text).isPresent() ? text : quoted(text);
  }

  private static String optional(Optional<String> text) {
    return text.map(ShownReport::quoted).orElse(ABSENT);
  }

  private static String quoted(String text) {
    return text.isEmpty() ? ABSENT : ShownReport.quoted(text);
  }
}
