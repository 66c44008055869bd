package vectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.waxseal.dkim.signature.Octets;
import dev.waxseal.reports.FailureReport;
import dev.waxseal.reports.ReportNote;
import dev.waxseal.reports.Word;
import dev.waxseal.reports.read.ReadResult;
import dev.waxseal.reports.read.ReportReader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mails with failure reports, and what the reader takes from them. */
class FailureReportVectorsTest {

  private static final String ABSENT = "absent";
  private static final Set<String> ALONE = Set.of("rfc", "about", "make", "expect", "never");

  static List<ReportVector> vectors() {
    return ReportVector.all("failure");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void isRead(ReportVector vector) {
    ReadResult result = ReportReader.create().read(vector.octets());
    String expected = vector.values("expect").get(0);
    if (expected.startsWith("refused ")) {
      ReadResult.Refused refused = assertInstanceOf(ReadResult.Refused.class, result, vector::name);
      assertEquals(expected, "refused " + refused.reason().id(), vector::name);
      return;
    }
    ReadResult.Read read = assertInstanceOf(ReadResult.Read.class, result, vector::name);
    FailureReport report = (FailureReport) read.reports().get(0).report();
    boolean repaired =
        report.has(ReportNote.Kind.PLAIN_TEXT) || report.has(ReportNote.Kind.TRUNCATED);
    assertEquals(expected, repaired ? "repaired" : "report", vector::name);
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

  private static String property(String key, FailureReport report) {
    return switch (key) {
      case "feedback-type" -> feedbackType(report);
      case "version" -> quoted(report.version());
      case "user-agent" -> quoted(report.userAgent());
      case "auth-failure" -> word(report.authFailure());
      case "authentication-results" -> lines(report.authenticationResults(), ShownReport::quoted);
      case "identity-alignment" ->
          report.identityAlignment().map(FailureReportVectorsTest::methods).orElse(ABSENT);
      case "delivery-result" -> word(report.deliveryResult());
      case "dkim-domain" -> report.dkim().domain().orElse(ABSENT);
      case "dkim-identity" -> optional(report.dkim().identity());
      case "dkim-selector" -> report.dkim().selector().orElse(ABSENT);
      case "dkim-canonicalized-header" -> octets(report.dkim().canonicalizedHeader());
      case "dkim-canonicalized-body" -> octets(report.dkim().canonicalizedBody());
      case "spf-dns" ->
          lines(
              report.spfDns(),
              spf -> spf.type() + " " + spf.domain() + " " + ShownReport.quoted(spf.text()));
      case "original-envelope-id" -> optional(report.originalEnvelopeId());
      case "original-mail-from" -> optional(report.originalMailFrom());
      case "original-rcpt-to" -> lines(report.originalRcptTo(), ShownReport::quoted);
      case "source-ip" ->
          report.address().isPresent() ? report.sourceIp() : quoted(report.sourceIp());
      case "source-port" ->
          report.sourcePort().isPresent() ? "" + report.sourcePort().getAsInt() : ABSENT;
      case "reported-domain" -> lines(report.reportedDomains(), it -> it);
      case "reported-uri" -> lines(report.reportedUris(), ShownReport::quoted);
      case "arrival-date" -> report.arrivalDate().map(Object::toString).orElse(ABSENT);
      case "reporting-mta" -> optional(report.reportingMta());
      case "incidents" -> "" + report.incidents();
      case "original" -> report.original().name().toLowerCase(Locale.ROOT);
      case "note" ->
          report.notes().stream()
              .map(note -> note.kind().id())
              .sorted()
              .collect(Collectors.joining("\n"));
      default -> throw new IllegalArgumentException(key);
    };
  }

  /** A report of another type is refused, so that it is not in the model. */
  private static String feedbackType(FailureReport report) {
    boolean missing =
        report.notes().stream()
            .filter(note -> note.kind() == ReportNote.Kind.MISSING_FIELD)
            .anyMatch(note -> note.example().equals("feedback-type"));
    return missing || report.has(ReportNote.Kind.PLAIN_TEXT) ? ABSENT : "auth-failure";
  }

  private static String methods(List<FailureReport.Method> methods) {
    return methods.isEmpty()
        ? "none"
        : methods.stream()
            .map(method -> method.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(","));
  }

  private static <T> String lines(List<T> values, Function<T, String> shown) {
    return values.isEmpty() ? ABSENT : values.stream().map(shown).collect(Collectors.joining("\n"));
  }

  private static String word(Word<?> word) {
    if (word.isAbsent()) {
      return ABSENT;
    }
    return word.value().isPresent() ? word.text() : "other:" + ShownReport.quoted(word.text());
  }

  private static String octets(Optional<Octets> octets) {
    return octets.map(it -> ShownReport.quoted(new String(it.bytes(), UTF_8))).orElse(ABSENT);
  }

  private static String optional(Optional<String> text) {
    return text.map(ShownReport::quoted).orElse(ABSENT);
  }

  private static String quoted(String text) {
    return text.isEmpty() ? ABSENT : ShownReport.quoted(text);
  }
}
