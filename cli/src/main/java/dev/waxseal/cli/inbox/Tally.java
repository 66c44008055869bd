package dev.waxseal.cli.inbox;

import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateRecord.AuthStatus;
import dev.waxseal.reports.AggregateRecord.DkimAuthResult;
import dev.waxseal.reports.AggregateRecord.PolicyEvaluated;
import dev.waxseal.reports.AggregateRecord.Reason;
import dev.waxseal.reports.AggregateRecord.SpfAuthResult;
import dev.waxseal.reports.store.StoredReport;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the reports that count say of one policy domain. Memory is bounded, whatever they say. */
final class Tally {

  /** Strangers write what is grouped, so there is an end; what is beyond it is one group. */
  private static final int MOST_GROUPS = 20_000;

  private static final String OTHERS = "(others)";

  private final Map<String, String> hosts;
  private final Map<LocalDate, Counts> days = new TreeMap<>();
  private final Map<Source, Counts> sources = new HashMap<>();
  private final Map<String, Counts> failures = new HashMap<>();
  private final Map<String, Counts> overrides = new HashMap<>();
  private final Set<String> reporters = new HashSet<>();
  private final Counts all = new Counts();
  private long reports;

  /**
   * A source of mail.
   *
   * @param host the address, or the name that the user gives it
   * @param domain the domain that it authenticates as: by DKIM, or else by SPF; may be empty
   */
  record Source(String host, String domain) {}

  /** A group and its numbers. */
  record Group<K>(K key, Counts counts) {}

  Tally(Map<String, String> hosts) {
    this.hosts = hosts;
  }

  void add(StoredReport report) {
    reports++;
    if (reporters.size() < MOST_GROUPS) {
      reporters.add(
          report.voucher().isEmpty()
              ? report.report().metadata().submitter().toLowerCase(Locale.ROOT)
              : report.voucher());
    }
  }

  void add(StoredReport report, AggregateRecord line) {
    all.add(line);
    days.computeIfAbsent(report.day(), day -> new Counts()).add(line);
    Source source =
        new Source(hosts.getOrDefault(line.sourceIp(), line.sourceIp()), authenticated(line));
    group(sources, source, new Source(OTHERS, "")).add(line);
    PolicyEvaluated evaluated = line.policyEvaluated();
    if (!evaluated.passed()) {
      group(failures, why(line), OTHERS).add(line);
    }
    for (Reason reason : evaluated.passed() ? List.<Reason>of() : evaluated.reasons()) {
      group(overrides, override(reason), OTHERS).add(line);
    }
  }

  private static <K> Counts group(Map<K, Counts> groups, K key, K others) {
    K known = groups.containsKey(key) || groups.size() < MOST_GROUPS ? key : others;
    return groups.computeIfAbsent(known, made -> new Counts());
  }

  long reports() {
    return reports;
  }

  int reporters() {
    return reporters.size();
  }

  Counts all() {
    return all;
  }

  Map<LocalDate, Counts> days() {
    return days;
  }

  List<Group<Source>> sources() {
    return sorted(sources, Comparator.comparing(Source::host).thenComparing(Source::domain));
  }

  List<Group<String>> failures() {
    return sorted(failures, Comparator.naturalOrder());
  }

  List<Group<String>> overrides() {
    return sorted(overrides, Comparator.naturalOrder());
  }

  private static <K> List<Group<K>> sorted(Map<K, Counts> groups, Comparator<K> order) {
    return groups.entrySet().stream()
        .map(group -> new Group<>(group.getKey(), group.getValue()))
        .sorted(
            Comparator.comparingLong((Group<K> group) -> -group.counts().all())
                .thenComparing(Group::key, order))
        .toList();
  }

  /** The domain of the first DKIM signature that passes, or that SPF passes for. */
  private static String authenticated(AggregateRecord line) {
    for (DkimAuthResult result : line.dkim()) {
      if (result.result().is(AuthStatus.PASS)) {
        return result.domain();
      }
    }
    for (SpfAuthResult result : line.spf()) {
      if (result.result().is(AuthStatus.PASS)) {
        return result.domain();
      }
    }
    return "";
  }

  private static String why(AggregateRecord line) {
    return dkim(line) + "; " + spf(line);
  }

  private static String dkim(AggregateRecord line) {
    if (line.dkim().stream().anyMatch(result -> result.result().is(AuthStatus.PASS))) {
      return "DKIM passes for another domain";
    }
    if (line.dkim().stream().allMatch(result -> result.result().is(AuthStatus.NONE))) {
      return "no DKIM signature";
    }
    boolean own =
        line.dkim().stream()
            .anyMatch(result -> isOf(result.domain(), line.identifiers().headerFrom()));
    return own ? "the signature of the author's domain fails" : "a foreign DKIM signature fails";
  }

  private static String spf(AggregateRecord line) {
    if (line.spf().stream().anyMatch(result -> result.result().is(AuthStatus.PASS))) {
      return "SPF passes for another domain";
    }
    return line.spf().stream().allMatch(result -> result.result().is(AuthStatus.NONE))
        ? "no SPF"
        : "SPF fails";
  }

  private static boolean isOf(String domain, String author) {
    return author.equals(domain) || author.endsWith("." + domain) || domain.endsWith("." + author);
  }

  /** The kind of an override; with what ARC said, as RFC 8617 section 7.2.2 has it. */
  private static String override(Reason reason) {
    String type = reason.type().value().isPresent() ? reason.type().text() : "other";
    String comment = reason.comment().orElse("").strip().toLowerCase(Locale.ROOT);
    if (comment.startsWith("arc=pass")) {
      return type + ", ARC passes";
    }
    return comment.startsWith("arc=") ? type + ", ARC does not pass" : type;
  }
}
