package vectors;

import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateReport.PolicyPublished;
import dev.waxseal.reports.Word;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Parts of reports in the form that the vectors have them in. */
final class RecordText {

  private static final Pattern REASON =
      Pattern.compile(" reason=([a-z_]+)(~\"((?:[^\"\\\\]|\\\\.)*)\")?(?= )");

  private RecordText() {}

  static String of(PolicyPublished policy) {
    return "p=%s sp=%s np=%s adkim=%s aspf=%s fo=%s testing=%s discovery=%s"
        .formatted(
            word(policy.p()),
            word(policy.sp()),
            word(policy.np()),
            word(policy.adkim()),
            word(policy.aspf()),
            policy.fo().map(RecordText::quoted).orElse("absent"),
            policy.testing().map(it -> it ? "y" : "n").orElse("absent"),
            word(policy.discoveryMethod()));
  }

  static String of(AggregateRecord one) {
    return "%s count=%d disposition=%s dkim=%s spf=%s%s header_from=%s envelope_from=%s envelope_to=%s%s%s"
        .formatted(
            one.sourceIp(),
            one.count(),
            word(one.policyEvaluated().disposition()),
            word(one.policyEvaluated().dkim()),
            word(one.policyEvaluated().spf()),
            all("reason", one.policyEvaluated().reasons(), RecordText::reason),
            name(one.identifiers().headerFrom()),
            one.identifiers().envelopeFrom().map(RecordText::name).orElse("absent"),
            one.identifiers().envelopeTo().map(RecordText::name).orElse("absent"),
            all("auth_dkim", one.dkim(), RecordText::dkim),
            all("auth_spf", one.spf(), RecordText::spf));
  }

  private static String reason(AggregateRecord.Reason reason) {
    return word(reason.type()) + reason.comment().map(it -> ":" + quoted(it)).orElse("");
  }

  private static String dkim(AggregateRecord.DkimAuthResult dkim) {
    String selector = dkim.selector().map(RecordText::name).orElse("-");
    return name(dkim.domain()) + "/" + selector + "/" + word(dkim.result());
  }

  private static String spf(AggregateRecord.SpfAuthResult spf) {
    return name(spf.domain()) + "/" + word(spf.scope()) + "/" + word(spf.result());
  }

  private interface Text<T> {
    String of(T value);
  }

  private static <T> String all(String key, List<T> values, Text<T> text) {
    return values.isEmpty()
        ? " " + key + "=none"
        : values.stream()
            .map(it -> " " + key + "=" + text.of(it))
            .collect(Collectors.joining());
  }

  private static String word(Word<?> word) {
    return word.isAbsent() ? "absent" : word.text();
  }

  private static String name(String text) {
    Optional<DomainName> name = DomainName.parse(text);
    return name.isPresent() && name.get().toString().equals(text) ? text : quoted(text);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** What a record of a vector stands for: a reason may leave its comment open. */
  static Pattern pattern(String expected) {
    StringBuilder pattern = new StringBuilder();
    Matcher reasons = REASON.matcher(expected);
    int at = 0;
    while (reasons.find()) {
      String part = reasons.group(3);
      String comment =
          part == null
              ? "(:\"(?:[^\"\\\\]|\\\\.)*\")?"
              : ":\"(?:[^\"\\\\]|\\\\.)*" + Pattern.quote(part) + "(?:[^\"\\\\]|\\\\.)*\"";
      boolean none = reasons.group(1).equals("none");
      pattern.append(Pattern.quote(expected.substring(at, reasons.start())));
      pattern.append(Pattern.quote(" reason=" + reasons.group(1))).append(none ? "" : comment);
      at = reasons.end();
    }
    return Pattern.compile(pattern.append(Pattern.quote(expected.substring(at))).toString());
  }
}
