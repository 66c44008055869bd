package dev.waxseal.cli.ready;

import dev.waxseal.dmarc.DmarcPolicy;
import dev.waxseal.dmarc.DmarcRecord;
import dev.waxseal.reports.AggregateReport.PolicyPublished;
import dev.waxseal.reports.ready.ReadinessQuestion.Published;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The policies of a domain, day by day, as reports say: that of most reports of a day. The policy
 * of a day without reports is that of the day before.
 */
final class PolicyHistory {

  private final Map<LocalDate, Map<String, Integer>> days = new TreeMap<>();

  /** Adds what a report says. */
  void add(LocalDate day, PolicyPublished policy) {
    days.computeIfAbsent(day, it -> new HashMap<>()).merge(text(policy), 1, Integer::sum);
  }

  /** The policies, each with its first day, and then the record that is published today. */
  List<Published> published(String record, LocalDate today) {
    List<Published> all = new ArrayList<>();
    days.forEach(
        (day, policies) -> {
          String most = most(policies);
          if (all.isEmpty() || !all.get(all.size() - 1).text().equals(most)) {
            all.add(new Published(day, most));
          }
        });
    int last = all.size() - 1;
    if (last >= 0 && areSame(all.get(last).text(), record)) {
      all.set(last, new Published(all.get(last).from(), record));
    } else {
      all.add(new Published(today, record));
    }
    return all;
  }

  private static String most(Map<String, Integer> policies) {
    return policies.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .orElseThrow()
        .getKey();
  }

  /** The policy as a record, as far as it matters for what is in effect. */
  private static String text(PolicyPublished policy) {
    return "v=DMARC1; p="
        + policy.p().value().map(DmarcPolicy::word).orElse("none")
        + (policy.testing().orElse(false) ? "; t=y" : "");
  }

  /** Returns true if both ask for the same treatment of the domain's own mail. */
  private static boolean areSame(String one, String other) {
    return DmarcRecord.parse(one) instanceof DmarcRecord.Parsed.Valid first
        && DmarcRecord.parse(other) instanceof DmarcRecord.Parsed.Valid second
        && policy(first.dmarcRecord()) == policy(second.dmarcRecord())
        && first.dmarcRecord().testing() == second.dmarcRecord().testing();
  }

  private static DmarcPolicy policy(DmarcRecord found) {
    return found.policy().orElse(DmarcPolicy.NONE);
  }
}
