package dev.waxseal.reports.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.ReportNote.Kind;
import dev.waxseal.reports.TlsReport;
import dev.waxseal.reports.TlsReport.Failure;
import dev.waxseal.reports.TlsReport.Policy;
import dev.waxseal.reports.Word;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a report on TLS (RFC 8460 section 4). */
final class TlsParser {

  private final Notes notes;
  private final Domains domains;
  private final JsonFields fields;

  private TlsParser(Notes notes) {
    this.notes = notes;
    this.domains = new Domains(notes);
    this.fields = new JsonFields(notes);
  }

  /** Reads one report to the end of the stream. */
  static TlsReport read(BufferedInputStream in, ReportLimits limits, Notes notes)
      throws IOException {
    byte[] head = FirstOctets.peek(in);
    int start = FirstOctets.start(head);
    if (start >= 3 && new String(head, 0, start, ISO_8859_1).contains("\u00EF\u00BB\u00BF")) {
      notes.add(Kind.BOM, "");
    }
    in.skipNBytes(start);
    Map<String, Object> root = JsonCursor.read(new LenientDecoder(in, notes), limits, notes);
    return new TlsParser(notes).report(root);
  }

  private TlsReport report(Map<String, Object> root) throws RefusedException {
    if (!root.containsKey("policies")
        && !root.containsKey("date-range")
        && !root.containsKey("report-id")) {
      throw new RefusedException(Refusal.NOT_A_REPORT, "");
    }
    Map<String, Object> range = fields.object(root, "date-range");
    Instant start = time(fields.text(range, "start-datetime"));
    Instant end = time(fields.text(range, "end-datetime"));
    if (end.isBefore(start)) {
      notes.add(Kind.PERIOD_REVERSED, start + " to " + end);
    }
    String contact = fields.required(root, "contact-info");
    return new TlsReport(
        organization(fields.required(root, "organization-name"), contact),
        contact,
        fields.required(root, "report-id"),
        start,
        end,
        policies(root),
        List.of());
  }

  private Instant time(Optional<String> text) throws RefusedException {
    return text.flatMap(it -> JsonTimes.read(it, notes))
        .orElseThrow(() -> new RefusedException(Refusal.NO_PERIOD, text.orElse("")));
  }

  private String organization(String name, String contact) {
    String domain = contact.substring(contact.lastIndexOf('@') + 1);
    if (!name.isEmpty() || contact.indexOf('@') < 0 || domain.isEmpty()) {
      return name;
    }
    notes.add(Kind.ORGANIZATION_FROM_CONTACT, contact);
    return domain;
  }

  private List<Policy> policies(Map<String, Object> root) {
    if (!(root.get("policies") instanceof List<?> list)) {
      notes.add(Kind.MISSING_FIELD, "policies");
      return List.of();
    }
    List<Policy> policies = new ArrayList<>();
    for (Object each : list) {
      policies.add(policy(fields.map(each, "policies")));
    }
    return policies;
  }

  private Policy policy(Map<String, Object> entry) {
    boolean flat = !entry.containsKey("policy") && entry.containsKey("policy-type");
    if (flat) {
      notes.add(Kind.FLAT_POLICY, "");
    }
    Map<String, Object> policy = flat ? entry : fields.object(entry, "policy");
    List<Failure> details = details(entry);
    Map<String, Object> summary = fields.object(entry, "summary");
    if (!entry.containsKey("summary")) {
      notes.add(Kind.MISSING_FIELD, "summary");
    }
    boolean whole = entry.containsKey("summary");
    OptionalLong listed = sum(details);
    OptionalLong failures = whole ? fields.count(summary, "total-failure-session-count") : listed;
    if (!details.isEmpty() && failures.isPresent() && !failures.equals(listed)) {
      notes.add(Kind.SUM_DIFFERS, failures.getAsLong() + " and " + listed.orElse(0));
    }
    return new Policy(
        word(Words.POLICY_TYPE, fields.required(policy, "policy-type")),
        fields.texts(policy, "policy-string"),
        domains.read(fields.required(policy, "policy-domain")),
        mxHosts(policy),
        whole ? fields.count(summary, "total-successful-session-count") : OptionalLong.empty(),
        failures,
        details);
  }

  private List<String> mxHosts(Map<String, Object> policy) {
    if (!policy.containsKey("mx-host") && policy.containsKey("mx-host-pattern")) {
      notes.add(Kind.FIELD_ALIAS, "mx-host-pattern");
      return fields.texts(policy, "mx-host-pattern");
    }
    return fields.texts(policy, "mx-host");
  }

  /** The sum of the failures that are listed; none if none is. */
  private static OptionalLong sum(List<Failure> details) {
    long sum = 0;
    for (Failure failure : details) {
      sum += Math.min(failure.sessions().orElse(0), Long.MAX_VALUE - sum);
    }
    return details.isEmpty() ? OptionalLong.empty() : OptionalLong.of(sum);
  }

  private List<Failure> details(Map<String, Object> entry) {
    List<Failure> failures = new ArrayList<>();
    if (entry.get("failure-details") instanceof List<?> list) {
      for (Object each : list) {
        failures.add(failure(fields.map(each, "failure-details")));
      }
    }
    return failures;
  }

  private Failure failure(Map<String, Object> detail) {
    return new Failure(
        word(Words.RESULT_TYPE, fields.required(detail, "result-type")),
        fields.count(detail, "failed-session-count"),
        address(fields.required(detail, "sending-mta-ip")),
        address(fields.text(detail, "receiving-ip").orElse("")),
        domains.read(fields.text(detail, "receiving-mx-hostname").orElse("")),
        fields.text(detail, "receiving-mx-helo"),
        fields.text(detail, "additional-information"),
        fields.text(detail, "failure-reason-code"));
  }

  private <E extends Enum<E>> Word<E> word(Words<E> words, String text) {
    return words.read(text, notes);
  }

  private String address(String text) {
    Optional<InetAddress> address = AggregateRecord.addressOf(text);
    if (address.isEmpty() && !text.isEmpty()) {
      notes.add(Kind.ADDRESS_ODD, text);
    }
    return address.map(AggregateRecord::text).orElse(text);
  }
}
