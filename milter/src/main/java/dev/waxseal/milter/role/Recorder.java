package dev.waxseal.milter.role;

import dev.waxseal.inbound.InboundReport;
import dev.waxseal.milter.protocol.Modification;
import dev.waxseal.milter.protocol.Reply;
import dev.waxseal.reports.AggregateRecord.Disposition;
import dev.waxseal.reports.AggregateRecord.OverrideType;
import dev.waxseal.reports.history.HistoryEntry;
import dev.waxseal.reports.history.HistoryEntry.Cause;
import dev.waxseal.spf.SpfClient;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Records what was found of a message and what was done with it, once a message, for aggregate
 * reports (RFC 9990). Immutable.
 *
 * @param history takes the entries; thread-safe and fast
 */
record Recorder(Consumer<HistoryEntry> history) {

  private static final Cause DELIVERED =
      new Cause(OverrideType.LOCAL_POLICY, "delivered, with the result in Authentication-Results");

  /**
   * Records a message with its final result. A message that is deferred comes again, and one that
   * did not come over the network has no client; neither is recorded.
   *
   * @return the result; it does not change if recording fails, and the log says that it did
   */
  RoleResult recorded(InboundReport report, Optional<SpfClient> client, RoleResult result) {
    if (client.isEmpty() || result.reply().kind() == Reply.Kind.TEMP_FAIL) {
      return result;
    }
    Disposition done = done(result);
    try {
      HistoryEntry.of(report, client.get(), Instant.now(), done, cause(report, result, done))
          .ifPresent(history);
      return result;
    } catch (RuntimeException fault) { // on-error is not for this: the mail was judged
      return result.fact("unrecorded", "internal error: " + fault);
    }
  }

  private static Disposition done(RoleResult result) {
    if (result.reply().kind() == Reply.Kind.REJECT) {
      return Disposition.REJECT;
    }
    boolean held = result.additions().stream().anyMatch(Modification.Quarantine.class::isInstance);
    return held ? Disposition.QUARANTINE : Disposition.NONE;
  }

  /** The reason if less was done than the policy asks for, as we apply it. */
  private static Optional<Cause> cause(InboundReport report, RoleResult result, Disposition done) {
    Optional<Cause> exempt =
        Optional.ofNullable(result.facts().get(ExemptMail.FACT))
            .map(ExemptMail::override)
            .map(Cause::of);
    if (exempt.isPresent() || done != Disposition.NONE) {
      return exempt;
    }
    return switch (report.dmarc().disposition()) {
      case QUARANTINE, REJECT -> Optional.of(DELIVERED);
      case ACCEPT, DEFER -> Optional.empty();
    };
  }
}
