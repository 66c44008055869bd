package dev.waxseal.reports.ready;

import dev.waxseal.reports.ready.Sender.Kind;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Compares what is known with the thresholds. */
final class Judgement {

  private final Thresholds thresholds = Thresholds.standard();
  private final ReadinessQuestion question;
  private final LocalDate today;
  private final Losses losses;
  private final Publication publication;
  private final Subdomains subdomains;
  private final Set<Block> blocks = EnumSet.noneOf(Block.class);

  Judgement(
      ReadinessQuestion question,
      LocalDate today,
      Losses losses,
      Publication publication,
      Subdomains subdomains) {
    this.question = question;
    this.today = today;
    this.losses = losses;
    this.publication = publication;
    this.subdomains = subdomains;
  }

  /** The blocks in their order. */
  List<Block> blocks() {
    knowledge();
    periods();
    sources();
    shares();
    return List.copyOf(blocks);
  }

  static Verdict verdict(List<Block> blocks) {
    if (blocks.isEmpty()) {
      return Verdict.READY_FOR_REJECT;
    }
    return blocks.stream().anyMatch(Block::isBeforeQuarantine)
        ? Verdict.NOT_YET
        : Verdict.READY_FOR_QUARANTINE;
  }

  private void knowledge() {
    Readiness.Window window = losses.window();
    long wanted = losses.wanted().messages();
    long largest =
        losses.reporters().stream().mapToLong(Readiness.Reporter::wanted).max().orElse(0);
    block(Block.PERIOD_TOO_SHORT, window.days() < thresholds.number("month"));
    block(
        Block.REPORTS_TOO_OLD,
        window.to().plusDays(thresholds.number("report-age")).isBefore(today));
    block(
        Block.DAYS_WITHOUT_REPORTS,
        !thresholds.reaches("days-reported", window.reported(), window.days()));
    block(Block.TOO_FEW_MESSAGES, wanted < thresholds.number("messages-for-quarantine"));
    block(Block.TOO_FEW_REPORTERS, losses.reporters().size() < thresholds.number("reporters"));
    block(Block.ONE_REPORTER_DOMINATES, thresholds.isAbove("reporter-share", largest, wanted));
    block(Block.TOO_FEW_MESSAGES_FOR_REJECT, wanted < thresholds.number("messages-for-reject"));
  }

  private void periods() {
    Readiness.DaysAt at = publication.daysAt();
    int month = thresholds.number("month");
    block(Block.MONTH_AT_NONE_MISSING, at.none() + at.quarantine() + at.reject() < month);
    block(Block.MONTH_AT_QUARANTINE_MISSING, at.quarantine() + at.reject() < month);
  }

  private void sources() {
    Tally own = losses.sum(sender -> sender.kind() == Kind.OWN);
    long suspected = losses.sum(sender -> sender.kind() == Kind.SERVICE).messages();
    block(Block.OWN_SOURCE_UNALIGNED, subdomains.hasUnalignedSource());
    block(Block.SUBDOMAIN_UNALIGNED, subdomains.hasUnalignedSubdomain());
    block(
        Block.UNKNOWN_SERVICE,
        thresholds.isAbove("unknown-service", suspected, losses.wanted().messages() + suspected));
    block(Block.SPF_ONLY, thresholds.isAbove("spf-alone", own.spfOnly(), own.pass()));
  }

  /** What a subdomain loses that {@code sp} would spare does not count here. */
  private void shares() {
    Tally wanted = losses.wanted();
    Tally spared = subdomains.spared().orElse(new Tally());
    long lost = wanted.lost() - spared.lost();
    long messages = wanted.messages() - spared.messages();
    long broken =
        losses.sum(sender -> sender.kind().isList()).failing()
            + losses.sum(sender -> sender.kind() == Kind.FORWARDER).overLists();
    block(Block.LOST_ABOVE_QUARANTINE, thresholds.isAbove("lost-for-quarantine", lost, messages));
    block(Block.LOST_ABOVE_REJECT, thresholds.isAbove("lost-for-reject", lost, messages));
    block(
        Block.POSTS_TO_LISTS,
        !question.usersInformed()
            && thresholds.isAbove("broken-over-lists", broken, wanted.messages()));
  }

  private void block(Block block, boolean stands) {
    if (stands) {
      blocks.add(block);
    }
  }
}
