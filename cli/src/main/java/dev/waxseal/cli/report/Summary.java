package dev.waxseal.cli.report;

import dev.waxseal.dmarc.DmarcReason;
import dev.waxseal.dmarc.DmarcResult;
import dev.waxseal.inbound.DmarcVerdict;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The result for a message in one sentence: who vouches for it.
 *
 * @param tone good or bad
 * @param sentence without a capital at the start and a full stop at the end
 */
record Summary(Tone tone, String sentence) {

  /** Good news or bad. */
  enum Tone {
    /** Somebody vouches for the message. */
    GOOD,
    /** Nobody does, and somebody should. */
    BAD,
    /** Nobody claims to. */
    NEITHER
  }

  static Summary of(VerifyOutcome.Checked outcome) {
    Summary summary = ofResults(outcome);
    return summary.tone() == Tone.GOOD && outcome.report().hasErrors()
        ? bad(summary.sentence() + "; but something is wrong with it")
        : summary;
  }

  private static Summary ofResults(VerifyOutcome.Checked outcome) {
    DmarcVerdict dmarc = outcome.report().dmarc();
    String author = dmarc.result().facts().authorDomain().map(Object::toString).orElse("");
    return switch (dmarc.result().status()) {
      case PASS -> good(author + " vouches for this message: DMARC passes");
      case FAIL ->
          dmarc
              .override()
              .map(it -> good("the trusted sealer " + it.sealer() + " saw this message pass DMARC"))
              .orElse(
                  bad("nobody vouches for this message in the name of " + author + but(outcome)));
      case PERMERROR -> bad("the DMARC record of " + author + " cannot be used");
      case TEMPERROR -> bad("nobody vouches for this message yet: DNS did not answer");
      case NONE ->
          outcome.hasAuthor()
              ? withoutDmarc(outcome)
              : bad("nobody can vouch for this message: " + whyNobody(dmarc.result()));
    };
  }

  /** What there is in place of a signature by the author's domain. */
  private static String but(VerifyOutcome.Checked outcome) {
    List<String> domains = passes(outcome);
    if (outcome.report().dkim().results().isEmpty()) {
      return ": it has no DKIM signature";
    }
    return domains.isEmpty() ? "" : ", only in that of " + list(domains);
  }

  private static List<String> passes(VerifyOutcome.Checked outcome) {
    return outcome.report().dkim().passes().stream()
        .map(pass -> pass.domain().toString())
        .distinct()
        .toList();
  }

  private static String whyNobody(DmarcResult result) {
    return result instanceof DmarcResult.Failure why && why.reason() == DmarcReason.MALFORMED_HEADER
        ? why.reason().summary()
        : "its author cannot be determined";
  }

  private static Summary withoutDmarc(VerifyOutcome.Checked outcome) {
    List<String> domains = passes(outcome);
    if (!domains.isEmpty()) {
      String vouches = domains.size() == 1 ? " vouches" : " vouch";
      return good(list(domains) + vouches + " for this message");
    }
    int count = outcome.report().dkim().results().size();
    if (count == 0) {
      return new Summary(Tone.NEITHER, "nobody vouches for this message: it has no DKIM signature");
    }
    return bad(
        outcome.isOpen()
            ? "nobody vouches for this message yet: DNS did not answer"
            : "nobody vouches for this message: "
                + (count == 1
                    ? "its signature does not count"
                    : "none of its " + count + " signatures counts"));
  }

  private static Summary good(String sentence) {
    return new Summary(Tone.GOOD, sentence);
  }

  private static Summary bad(String sentence) {
    return new Summary(Tone.BAD, sentence);
  }

  private static String list(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : names.stream().limit(last).collect(Collectors.joining(", ")) + " and " + names.get(last);
  }
}
