package dev.waxseal.reports.write;

import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateReport;
import dev.waxseal.reports.AggregateReport.Metadata;
import dev.waxseal.reports.AggregateReport.PolicyPublished;
import dev.waxseal.reports.history.HistoryEntry;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The messages of one day under one policy, on their way to a report. */
final class PolicyDay {

  private final DomainName domain;
  private final PolicyPublished published;
  private final Map<RecordKey, Integer> counts = new HashMap<>();
  private Optional<HistoryEntry> last = Optional.empty();
  private long unreadable;
  private long leftOut;

  PolicyDay(DomainName domain, PolicyPublished published) {
    this.domain = domain;
    this.published = published;
  }

  DomainName domain() {
    return domain;
  }

  PolicyPublished published() {
    return published;
  }

  void add(HistoryEntry entry, Policies policies) {
    RecordKey key = RecordKey.of(entry, policies);
    if (counts.size() < DayReports.MOST_RECORDS || counts.containsKey(key)) {
      counts.merge(key, 1, Integer::sum);
    } else {
      leftOut++;
    }
    if (key.dkim().isEmpty() && !entry.dkim().isEmpty()) {
      unreadable++;
    }
    if (last.isEmpty() || !entry.time().isBefore(last.get().time())) {
      last = Optional.of(entry);
    }
  }

  /** True if the last record names a place for reports: without one, none may be made. */
  boolean isWanted() {
    return last.isPresent() && !ReportUris.of(last.get().policyRecord()).isEmpty();
  }

  OutgoingReport report(Reporter reporter, LocalDate day, int mostRecords, long mostOctets) {
    List<AggregateRecord> all = new ArrayList<>();
    counts.forEach((key, count) -> all.add(key.counted(count)));
    all.sort(
        Comparator.comparingLong(AggregateRecord::count)
            .reversed()
            .thenComparing(AggregateRecord::sourceIp)
            .thenComparing(AggregateRecord::toString));
    int kept = Math.min(all.size(), mostRecords);
    OutgoingReport report = report(reporter, day, all, kept);
    while (report.gzip().length > mostOctets && kept > 1) {
      long fitting = kept * mostOctets / report.gzip().length;
      kept = (int) Math.max(1, Math.min(kept - 1, fitting * 19 / 20));
      report = report(reporter, day, all, kept);
    }
    return report;
  }

  private OutgoingReport report(
      Reporter reporter, LocalDate day, List<AggregateRecord> all, int kept) {
    HistoryEntry latest = last.orElseThrow();
    Instant begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    ReportNames names = ReportNames.of(reporter.domain(), domain, begin, published.toString());
    Metadata metadata =
        new Metadata(
            "1.0",
            XmlText.of(reporter.orgName()),
            reporter.address().toString(),
            reporter.extraContactInfo().map(XmlText::of),
            names.reportId(),
            names.begin(),
            names.end(),
            errors(latest, all.subList(kept, all.size())),
            Optional.of("Waxseal"));
    AggregateReport report = AggregateReport.of(metadata, published, all.subList(0, kept));
    return new OutgoingReport(reporter, domain, latest.policyRecord(), report, names);
  }

  /** The errors, as one text: the schema has one element for them. */
  private List<String> errors(HistoryEntry latest, List<AggregateRecord> dropped) {
    List<String> errors = new ArrayList<>();
    Policies.of(latest.policyRecord()).flatMap(Policies::faults).ifPresent(errors::add);
    if (unreadable > 0) {
      errors.add(unreadable + " messages have no signature with a selector that can be read");
    }
    if (!dropped.isEmpty()) {
      long messages = dropped.stream().mapToLong(AggregateRecord::count).sum();
      errors.add(
          "the report is too large: "
              + dropped.size()
              + " records of "
              + messages
              + " messages were left out");
    }
    if (leftOut > 0) {
      errors.add("there are too many records: " + leftOut + " messages were not counted");
    }
    return errors.isEmpty() ? List.of() : List.of(XmlText.of(String.join(". ", errors)));
  }
}
