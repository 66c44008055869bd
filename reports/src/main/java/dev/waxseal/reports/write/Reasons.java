package dev.waxseal.reports.write;

import dev.waxseal.dmarc.DmarcPolicy;
import dev.waxseal.dmarc.DmarcStatus;
import dev.waxseal.reports.AggregateRecord.Disposition;
import dev.waxseal.reports.AggregateRecord.OverrideType;
import dev.waxseal.reports.AggregateRecord.Reason;
import dev.waxseal.reports.Word;
import dev.waxseal.reports.history.HistoryEntry;
import dev.waxseal.reports.history.HistoryEntry.Cause;
import java.util.List;
import java.util.Optional;

/**
 * Why something else was done than the policy asks for: "If alignment fails and the policy applied
 * does not match the DMARC Policy Domain's configured policy, the "reason" element MUST be
 * included" (RFC 9990 section 3.1.1.9). Comments are of this list or the chain of a trusted sealer,
 * since a free text would give every message a record of its own.
 */
final class Reasons {

  private static final String NOT_BY_POLICY_ALONE =
      "p=reject was treated as quarantine (RFC 9989 7.4)";

  private static final String UNTOLD =
      "temperror: DNS did not answer, so the policy was not applied";

  private Reasons() {}

  static List<Reason> of(HistoryEntry entry, Policies policies) {
    DmarcPolicy published = policies.published(entry.tag());
    if (entry.dmarc() == DmarcStatus.PASS || entry.done() == disposition(published)) {
      return List.of();
    }
    return List.of(reason(entry, policies, published));
  }

  private static Reason reason(HistoryEntry entry, Policies policies, DmarcPolicy published) {
    if (entry.dmarc() == DmarcStatus.TEMPERROR) {
      return reason(OverrideType.OTHER, UNTOLD);
    }
    if (policies.isTesting() && entry.done() == disposition(published.lowered())) {
      return reason(OverrideType.POLICY_TEST_MODE, "");
    }
    boolean softened = published == DmarcPolicy.REJECT && entry.done() == Disposition.QUARANTINE;
    if (entry.cause().isPresent()) {
      Cause cause = entry.cause().get();
      boolean untold =
          softened && cause.type() == OverrideType.LOCAL_POLICY && cause.comment().isEmpty();
      return reason(cause.type(), untold ? NOT_BY_POLICY_ALONE : cause.comment());
    }
    return softened
        ? reason(OverrideType.LOCAL_POLICY, NOT_BY_POLICY_ALONE)
        : reason(OverrideType.OTHER, "");
  }

  private static Reason reason(OverrideType type, String comment) {
    String text = XmlText.of(comment);
    return new Reason(Word.of(type), text.isEmpty() ? Optional.empty() : Optional.of(text));
  }

  private static Disposition disposition(DmarcPolicy policy) {
    return switch (policy) {
      case NONE -> Disposition.NONE;
      case QUARANTINE -> Disposition.QUARANTINE;
      case REJECT -> Disposition.REJECT;
    };
  }
}
