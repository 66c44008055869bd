package vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateReport;
import dev.waxseal.reports.ReportNote;
import dev.waxseal.reports.Word;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An aggregate report in the words of the vectors. */
final class ShownReport {

  private static final String ABSENT = "absent";

  private ShownReport() {}

  /** The value of a property of a report; of a property that occurs again, all in lines. */
  static String property(String key, AggregateReport report) {
    AggregateReport.Metadata metadata = report.metadata();
    return switch (key) {
      case "generation" -> report.form() == AggregateReport.Form.RFC_9990 ? "rfc9990" : "rfc7489";
      case "namespace" -> report.namespace().isEmpty() ? "none" : quoted(report.namespace());
      case "version" -> text(metadata.version());
      case "org-name" -> text(metadata.orgName());
      case "email" -> text(metadata.email());
      case "extra-contact-info" -> text(metadata.extraContactInfo().orElse(""));
      case "report-id" -> text(metadata.reportId());
      case "generator" -> text(metadata.generator().orElse(""));
      case "begin" -> "" + metadata.begin().getEpochSecond();
      case "end" -> "" + metadata.end().getEpochSecond();
      case "error" -> metadata.errors().isEmpty() ? ABSENT : lines(metadata.errors());
      case "domain" -> name(report.policy().domain());
      case "policy" -> policy(report.policy());
      case "records" -> "" + report.totals().records();
      case "dropped" -> "" + report.totals().dropped();
      case "messages" -> "" + report.totals().messages();
      case "note" ->
          report.notes().stream()
              .map(note -> note.kind().id())
              .sorted()
              .collect(Collectors.joining("\n"));
      default -> ofRecord(key, report);
    };
  }

  private static String ofRecord(String key, AggregateReport report) {
    int number = Integer.parseInt(key.substring(key.indexOf('.') + 1));
    AggregateRecord found = report.records().get(number - 1);
    return key.startsWith("record.") ? shown(found) : results(found, report);
  }

  private static String lines(List<String> texts) {
    return texts.stream().map(ShownReport::quoted).collect(Collectors.joining("\n"));
  }

  private static String policy(AggregateReport.PolicyPublished policy) {
    return "p="
        + word(policy.p())
        + " sp="
        + word(policy.sp())
        + " np="
        + word(policy.np())
        + " adkim="
        + word(policy.adkim())
        + " aspf="
        + word(policy.aspf())
        + " fo="
        + text(policy.fo().orElse(""))
        + " testing="
        + policy.testing().map(yes -> yes ? "y" : "n").orElse(ABSENT)
        + " discovery="
        + word(policy.discoveryMethod())
        + " pct="
        + text(policy.pct().orElse(""));
  }

  private static String shown(AggregateRecord found) {
    AggregateRecord.PolicyEvaluated evaluated = found.policyEvaluated();
    AggregateRecord.Identifiers identifiers = found.identifiers();
    return (found.address().isPresent() ? found.sourceIp() : text(found.sourceIp()))
        + " count="
        + found.count()
        + " disposition="
        + word(evaluated.disposition())
        + " dkim="
        + word(evaluated.dkim())
        + " spf="
        + word(evaluated.spf())
        + (evaluated.reasons().isEmpty() ? " reason=none" : reasons(evaluated.reasons()))
        + " header_from="
        + name(identifiers.headerFrom())
        + " envelope_from="
        + identifiers.envelopeFrom().map(ShownReport::nameOrEmpty).orElse(ABSENT)
        + " envelope_to="
        + identifiers.envelopeTo().map(ShownReport::name).orElse(ABSENT)
        + (found.dkim().isEmpty() ? " auth_dkim=none" : "")
        + found.dkim().stream().map(ShownReport::dkim).collect(Collectors.joining())
        + (found.spf().isEmpty() ? " auth_spf=none" : "")
        + found.spf().stream().map(ShownReport::spf).collect(Collectors.joining());
  }

  private static String reasons(List<AggregateRecord.Reason> reasons) {
    return reasons.stream()
        .map(
            reason ->
                " reason="
                    + word(reason.type())
                    + reason.comment().map(comment -> ":" + quoted(comment)).orElse(""))
        .collect(Collectors.joining());
  }

  private static String dkim(AggregateRecord.DkimAuthResult result) {
    return " auth_dkim="
        + (result.domain().isEmpty() ? "-" : name(result.domain()))
        + "/"
        + result.selector().map(ShownReport::selector).orElse("-")
        + "/"
        + (result.result().isAbsent() ? "-" : word(result.result()))
        + human(result.humanResult());
  }

  private static String spf(AggregateRecord.SpfAuthResult result) {
    return " auth_spf="
        + (result.domain().isEmpty() ? "-" : name(result.domain()))
        + "/"
        + word(result.scope())
        + "/"
        + (result.result().isAbsent() ? "-" : word(result.result()))
        + human(result.humanResult());
  }

  private static String human(Optional<String> result) {
    return result.map(text -> "/" + quoted(text)).orElse("");
  }

  private static String results(AggregateRecord found, AggregateReport report) {
    long cut =
        report.notes().stream()
            .filter(note -> note.kind() == ReportNote.Kind.RESULTS_CUT)
            .mapToLong(ReportNote::times)
            .sum();
    String where =
        report.notes().stream()
            .filter(note -> note.kind() == ReportNote.Kind.RESULTS_CUT)
            .map(ReportNote::example)
            .findFirst()
            .orElse("");
    return results("dkim", found.dkim().size(), where, cut)
        + " "
        + results("spf", found.spf().size(), where, cut)
        + " "
        + results("reason", found.policyEvaluated().reasons().size(), where, cut);
  }

  private static String results(String kind, int kept, String where, long cut) {
    return kind + "=" + kept + " " + kind + "_more=" + (where.equals(kind) ? cut : 0);
  }

  private static String word(Word<?> word) {
    if (word.isAbsent()) {
      return ABSENT;
    }
    return word.value().isPresent() ? word.text() : "other:" + quoted(word.text());
  }

  private static String selector(String selector) {
    return selector.matches("[A-Za-z0-9._-]+") ? selector : quoted(selector);
  }

  private static String nameOrEmpty(String name) {
    return name.isEmpty() ? "\"\"" : name(name);
  }

  private static String name(String name) {
    if (name.isEmpty()) {
      return ABSENT;
    }
    return DomainName.parse(name).isPresent() ? name : quoted(name);
  }

  private static String text(String text) {
    return text.isEmpty() ? ABSENT : quoted(text);
  }

  /** As the README has it: octets that are not printable ASCII as {@code \xHH}. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (byte octet : text.getBytes(UTF_8)) {
      switch (octet) {
        case '\r' -> quoted.append("\\r");
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        case '"', '\\' -> quoted.append('\\').append((char) octet);
        default -> {
          if (octet >= ' ' && octet < 0x7F) {
            quoted.append((char) octet);
          } else {
            quoted.append(String.format("\\x%02X", octet & 0xFF));
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
