package dev.waxseal.cli.page;

import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateRecord.AuthStatus;

/** Why messages fail, as far as a report tells. */
enum Cause {
  /** There is a signature of the domain, and it does not verify. */
  SIGNATURE_FAILS(
      "A signature of the domain fails: the message was changed, or the key is missing"),
  /** Only others signed. */
  OTHERS_SIGNED("Only another domain signed: a service, or a list that writes its own signature"),
  /** Only the envelope is of others. */
  OTHERS_SENT("Nobody signed, and SPF passes for another domain"),
  /** Nothing is there. */
  NOTHING("Neither a signature nor SPF passes: forged mail, or an own host that does not sign");

  private final String sentence;

  Cause(String sentence) {
    this.sentence = sentence;
  }

  static Cause of(AggregateRecord row, String domain) {
    boolean ours = row.dkim().stream().anyMatch(it -> isOf(it.domain(), domain));
    if (ours) {
      return SIGNATURE_FAILS;
    }
    if (row.dkim().stream().anyMatch(it -> it.result().is(AuthStatus.PASS))) {
      return OTHERS_SIGNED;
    }
    return row.spf().stream().anyMatch(it -> it.result().is(AuthStatus.PASS))
        ? OTHERS_SENT
        : NOTHING;
  }

  String sentence() {
    return sentence;
  }

  /** Returns true if a name is the domain or below it. */
  static boolean isOf(String name, String domain) {
    return DomainName.parse(domain)
        .flatMap(ours -> DomainName.parse(name).filter(it -> it.isSameOrBelow(ours)))
        .isPresent();
  }
}
