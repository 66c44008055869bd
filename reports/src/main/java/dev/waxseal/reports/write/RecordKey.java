package dev.waxseal.reports.write;

import dev.waxseal.dmarc.DmarcPolicy;
import dev.waxseal.dmarc.DmarcStatus;
import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateRecord.AuthStatus;
import dev.waxseal.reports.AggregateRecord.Disposition;
import dev.waxseal.reports.AggregateRecord.DkimAuthResult;
import dev.waxseal.reports.AggregateRecord.DmarcOutcome;
import dev.waxseal.reports.AggregateRecord.Identifiers;
import dev.waxseal.reports.AggregateRecord.PolicyEvaluated;
import dev.waxseal.reports.AggregateRecord.SpfAuthResult;
import dev.waxseal.reports.Word;
import dev.waxseal.reports.history.HistoryEntry;
import dev.waxseal.spf.SpfScope;
import java.util.List;
import java.util.Optional;

/**
 * Everything in a record but its count: messages with an equal one are one record (RFC 9990 section
 * 3.1.1.7).
 */
record RecordKey(
    String sourceIp,
    PolicyEvaluated evaluated,
    Identifiers identifiers,
    List<DkimAuthResult> dkim,
    List<SpfAuthResult> spf) {

  static RecordKey of(HistoryEntry entry, Policies policies) {
    return new RecordKey(
        entry.sourceIp(),
        evaluated(entry, policies),
        new Identifiers(
            entry.headerFrom().toString(),
            entry.envelopeFrom().map(XmlText::of),
            entry.envelopeTo().map(DomainName::toString)),
        dkim(entry),
        entry.spf().map(RecordKey::spf).map(List::of).orElse(List.of()));
  }

  AggregateRecord counted(long count) {
    return new AggregateRecord(sourceIp, count, evaluated, identifiers, dkim, spf);
  }

  private static PolicyEvaluated evaluated(HistoryEntry entry, Policies policies) {
    boolean passed = entry.dmarc() == DmarcStatus.PASS;
    Disposition done = passed ? passed(entry, policies) : entry.done();
    boolean dkim = passed && entry.dkim().stream().anyMatch(HistoryEntry.Signature::isAligned);
    boolean spf = passed && entry.spf().filter(HistoryEntry.MailFrom::aligned).isPresent();
    return new PolicyEvaluated(
        Word.of(done), outcome(dkim), outcome(spf), Reasons.of(entry, policies));
  }

  /** "pass: No action, passing DMARC w/enforcing policy" (RFC 9990 appendix A). */
  private static Disposition passed(HistoryEntry entry, Policies policies) {
    return policies.effective(entry.tag()) == DmarcPolicy.NONE
        ? Disposition.NONE
        : Disposition.PASS;
  }

  private static Word<DmarcOutcome> outcome(boolean passed) {
    return Word.of(passed ? DmarcOutcome.PASS : DmarcOutcome.FAIL);
  }

  /** The schema requires a selector: a signature without one cannot be reported. */
  private static List<DkimAuthResult> dkim(HistoryEntry entry) {
    return entry.dkim().stream()
        .filter(it -> it.selector().isPresent())
        .map(
            it ->
                new DkimAuthResult(
                    XmlText.of(it.domain()),
                    it.selector().map(XmlText::of),
                    Word.of(it.result()),
                    Optional.empty()))
        .toList();
  }

  private static SpfAuthResult spf(HistoryEntry.MailFrom spf) {
    return new SpfAuthResult(
        XmlText.of(spf.domain()),
        Word.of(SpfScope.MFROM),
        Word.of(AuthStatus.valueOf(spf.result().name())),
        Optional.empty());
  }
}
