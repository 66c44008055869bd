package dev.waxseal.reports.ready;

import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.ready.Sender.Kind;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The messages of a window, by sender: a pass over the observations. */
final class Losses {

  /** The forwarders whose names are asked for; the others have their addresses. */
  private static final int NAMED = 100;

  private final LocalDate from;
  private final LocalDate to;
  private final Map<Sender, Tally> senders = new HashMap<>();
  private final Map<String, Reporter> reporters = new LinkedHashMap<>();
  private final Set<LocalDate> days = new HashSet<>();

  private Losses(LocalDate from, LocalDate to) {
    this.from = from;
    this.to = to;
  }

  /** A reporter in the window. */
  private static final class Reporter {
    private final String name;
    private final Set<String> reports = new HashSet<>();
    private long wanted;

    Reporter(String name) {
      this.name = name;
    }
  }

  static Losses of(
      LocalDate from, LocalDate to, Classifier classifier, Observation.All observations)
      throws IOException {
    Losses losses = new Losses(from, to);
    observations.forEach(
        seen -> {
          if (seen.counts() && !seen.day().isBefore(from) && !seen.day().isAfter(to)) {
            losses.add(seen, classifier);
          }
        });
    return losses;
  }

  private void add(Observation seen, Classifier classifier) {
    Sender sender = classifier.sender(seen.row());
    senders.computeIfAbsent(sender, it -> new Tally()).add(seen.row());
    Reporter reporter =
        reporters.computeIfAbsent(seen.reporter().id(), it -> new Reporter(seen.reporter().name()));
    reporter.reports.add(Habits.reportKey(seen));
    reporter.wanted += sender.kind().isWanted() ? seen.row().count() : 0;
    days.add(seen.day());
  }

  /** Gives the forwarders their names; those that lose most come first. */
  void nameForwarders(ReadinessQuestion.Names names) {
    List<Sender> forwarders =
        senders.keySet().stream()
            .filter(sender -> sender.kind() == Kind.FORWARDER)
            .sorted(
                Comparator.comparingLong((Sender it) -> -tally(it).lost())
                    .thenComparingLong(it -> -tally(it).messages()))
            .toList();
    Map<String, String> known = new HashMap<>();
    for (Sender each : forwarders) {
      if (known.size() < NAMED || known.containsKey(each.name())) {
        String name = known.computeIfAbsent(each.name(), text -> name(text, names));
        Tally tally = tally(each);
        senders.remove(each);
        senders.computeIfAbsent(each.named(name), it -> new Tally()).add(tally);
      }
    }
  }

  private static String name(String address, ReadinessQuestion.Names names) {
    return AggregateRecord.addressOf(address).flatMap(names::nameOf).orElse(address);
  }

  private Tally tally(Sender sender) {
    return senders.getOrDefault(sender, new Tally());
  }

  /** The streams of mail, each of one sender and author domain. */
  Map<Sender, Tally> streams() {
    return senders;
  }

  /** The sum of the streams of some senders. */
  Tally sum(Predicate<Sender> chosen) {
    Tally sum = new Tally();
    senders.forEach((sender, tally) -> sum.add(chosen.test(sender) ? tally : new Tally()));
    return sum;
  }

  /** The wanted messages. */
  Tally wanted() {
    return sum(sender -> sender.kind().isWanted());
  }

  /** The author domains of wanted messages. */
  Set<DomainName> wantedAuthors() {
    Set<DomainName> authors = new HashSet<>();
    senders.keySet().stream()
        .filter(sender -> sender.kind().isWanted())
        .forEach(sender -> authors.add(sender.author()));
    return authors;
  }

  /** The sources of wanted and suspected messages, the greatest of each class first. */
  List<Readiness.Source> sources() {
    Map<String, Tally> named = new HashMap<>();
    senders.forEach(
        (sender, tally) -> {
          if (sender.kind() != Kind.FORGERY) {
            named
                .computeIfAbsent(sender.kind().word() + ' ' + sender.name(), it -> new Tally())
                .add(tally);
          }
        });
    return named.entrySet().stream()
        .map(
            entry -> {
              String[] words = entry.getKey().split(" ", 2);
              return new Readiness.Source(words[0], words[1], entry.getValue().counts());
            })
        .sorted(
            Comparator.comparingInt((Readiness.Source it) -> rank(it.kind()))
                .thenComparingLong(it -> -it.counts().messages())
                .thenComparing(Readiness.Source::name))
        .toList();
  }

  private static int rank(String word) {
    return List.of("own", "list", "forwarder", "service").indexOf(word);
  }

  /** The reporters, those with most wanted messages first. */
  List<Readiness.Reporter> reporters() {
    return reporters.entrySet().stream()
        .map(
            entry ->
                new Readiness.Reporter(
                    entry.getKey(),
                    entry.getValue().name,
                    entry.getValue().reports.size(),
                    entry.getValue().wanted))
        .sorted(
            Comparator.comparingLong((Readiness.Reporter it) -> -it.wanted())
                .thenComparing(Readiness.Reporter::id))
        .toList();
  }

  Readiness.Window window() {
    int length = (int) (to.toEpochDay() - from.toEpochDay()) + 1;
    return new Readiness.Window(from, to, days.isEmpty() ? 0 : length, days.size());
  }
}
