package dev.waxseal.reports.ready;

import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.AggregateRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * The answer: can a domain go to {@code p=quarantine} or {@code p=reject}, what is to be mended
 * first, which record to publish next, and what is not known (RFC 9989 sections 5.1 and 7.4).
 *
 * <p>Immutable; share it among threads.
 *
 * @param domain the domain
 * @param verdict the answer in one word
 * @param window the days that count
 * @param reports the number of reports
 * @param reporters the receivers that report, those with most wanted messages first
 * @param daysAt the days at each policy in effect
 * @param wanted the wanted messages
 * @param spared those of them that {@code sp=none} would spare, if it is advised
 * @param forged the number of messages that nobody sent who may
 * @param sources the sources of wanted and suspected messages, by class
 * @param blocks the reasons against {@code p=reject}, in order; none if the domain is ready
 * @param mends the first things to mend, three at most, the greatest first
 * @param published the record that is published; empty if there is none
 * @param next the record to publish next, which may be the same
 * @param unknowns what these reports cannot tell
 */
public record Readiness(
    DomainName domain,
    Verdict verdict,
    Window window,
    Reports reports,
    List<Reporter> reporters,
    DaysAt daysAt,
    Counts wanted,
    Optional<Counts> spared,
    long forged,
    List<Source> sources,
    List<Block> blocks,
    List<Mend> mends,
    String published,
    String next,
    List<Unknown> unknowns) {

  /** The rule that stands before all numbers (RFC 9989 section 7.4). */
  public static final String RULE =
      "RFC 9989 section 7.4: domains whose people might post to mailing lists \"SHOULD NOT publish\""
          + " p=reject. Who wants it all the same \"SHOULD first\" publish p=none \"for at least a"
          + " month\", then p=quarantine \"for an equally long period of time\", and compare what"
          + " becomes of the messages.";

  /**
   * The days that count.
   *
   * @param from the first one
   * @param to the last one
   * @param days their number; 0 if no report counts
   * @param reported on how many of them there is a report that counts
   */
  public record Window(LocalDate from, LocalDate to, int days, int reported) {}

  /**
   * How many reports there are.
   *
   * @param counted those in the window that count
   * @param apart those of all days that stand apart, since DKIM does not vouch for their mail
   * @param apartMessages the messages in the latter
   */
  public record Reports(int counted, int apart, long apartMessages) {}

  /**
   * A receiver that reports.
   *
   * @param id the domain that signed its reports
   * @param name its name, as it says
   * @param reports the number of its reports in the window
   * @param wanted the wanted messages in them
   */
  public record Reporter(String id, String name, int reports, long wanted) {}

  /**
   * The days at each policy in effect up to the end of the window; {@code t=y} lowers it by one.
   */
  public record DaysAt(int none, int quarantine, int reject) {}

  /**
   * Numbers of messages.
   *
   * @param messages all of them
   * @param pass those that pass DMARC
   * @param rescued those that fail and that their receiver delivered nevertheless, with a reason
   * @param lost those that were quarantined or rejected, or would be under such a policy
   */
  public record Counts(long messages, long pass, long rescued, long lost) {

    /** The share of the lost, with two decimals. */
    public BigDecimal lostPercent() {
      return percent(lost, messages);
    }
  }

  /**
   * A source of messages.
   *
   * @param kind its class: own, list, forwarder or service
   * @param name its name in the class
   * @param counts its messages
   */
  public record Source(String kind, String name, Counts counts) {}

  /** Copies the lists. */
  public Readiness {
    reporters = List.copyOf(reporters);
    sources = List.copyOf(sources);
    blocks = List.copyOf(blocks);
    mends = List.copyOf(mends);
    unknowns = List.copyOf(unknowns);
  }

  /**
   * Answers a question.
   *
   * @param observations what was reported
   * @throws IOException if they cannot be read
   */
  public static Readiness of(ReadinessQuestion question, Observation.All observations)
      throws IOException {
    Thresholds thresholds = Thresholds.standard();
    LocalDate today = LocalDate.ofInstant(question.now(), ZoneOffset.UTC);
    Habits habits = Habits.of(question, today, observations);
    LocalDate end = habits.last().orElse(today);
    Publication publication = Publication.of(question.published(), end);
    Classifier classifier = new Classifier(question, habits);

    Losses losses = losses("month", habits, end, classifier, observations);
    String needed = publication.isEnforced() ? "messages-for-reject" : "messages-for-quarantine";
    if (losses.wanted().messages() < thresholds.number(needed)) {
      losses = losses("window", habits, end, classifier, observations);
    }
    losses.nameForwarders(question.names());

    Subdomains subdomains = Subdomains.of(question, losses);
    Judgement judgement = new Judgement(question, today, losses, publication, subdomains);
    List<Block> blocks = judgement.blocks();
    Verdict verdict = Judgement.verdict(blocks);
    return new Readiness(
        question.domain(),
        verdict,
        losses.window(),
        reports(losses, habits),
        losses.reporters(),
        publication.daysAt(),
        losses.wanted().counts(),
        subdomains.spared().map(Tally::counts),
        losses.sum(sender -> sender.kind() == Sender.Kind.FORGERY).messages(),
        losses.sources(),
        blocks,
        Mends.of(losses, subdomains),
        publication.record(),
        new NextRecord(question, publication, verdict, blocks, subdomains).text(),
        Unknowns.of(question, losses, habits, publication));
  }

  /**
   * Returns true if a failing message was delivered because its receiver took it for passed on, or
   * trusts who sealed it (RFC 8617 section 7.2.2).
   */
  public static boolean isRescued(AggregateRecord row) {
    return !row.policyEvaluated().passed() && Classifier.isRescued(row);
  }

  private static Losses losses(
      String length,
      Habits habits,
      LocalDate end,
      Classifier classifier,
      Observation.All observations)
      throws IOException {
    LocalDate start = end.minusDays(Thresholds.standard().number(length) - 1L);
    LocalDate from = habits.first().filter(day -> day.isAfter(start)).orElse(start);
    return Losses.of(from, end, classifier, observations);
  }

  private static Reports reports(Losses losses, Habits habits) {
    int counted = losses.reporters().stream().mapToInt(Reporter::reports).sum();
    return new Reports(counted, habits.apartReports(), habits.apartMessages());
  }

  /** The share of the wanted messages that the largest reporter has, with two decimals. */
  public BigDecimal largestReporterPercent() {
    return reporters.isEmpty()
        ? percent(0, 0)
        : percent(reporters.get(0).wanted(), wanted.messages());
  }

  /** A part of a whole with two decimals; 0 of nothing. */
  static BigDecimal percent(long part, long whole) {
    return whole == 0
        ? BigDecimal.ZERO.setScale(2)
        : BigDecimal.valueOf(part)
            .multiply(BigDecimal.valueOf(100))
            .divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_UP);
  }
}
