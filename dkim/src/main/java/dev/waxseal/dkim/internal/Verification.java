package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import java.util.Optional;

/**
 * The last part of the way of one signature: the key, and what is verified with it (RFC 6376
 * sections 6.1.2 and 6.1.3). The steps that cost public-key work come last.
 */
public final class Verification {

  private final KeyUse use;
  private final KeyCache keys;
  private final Check check;

  /** What is verified, once there is a key. */
  @FunctionalInterface
  public interface Check {

    /** Verifies; what does not verify is refused. */
    void with(PublicKey key) throws Refusal;
  }

  /**
   * What a verification came to.
   *
   * @param keyRecord the record that decided, if there was one that could be read
   * @param refusal why the signature does not count; empty if it does
   */
  public record Outcome(Optional<DkimKeyRecord> keyRecord, Optional<Refusal> refusal) {

    /** One that never came to a key. */
    public static Outcome refused(Refusal refusal) {
      return new Outcome(Optional.empty(), Optional.of(refusal));
    }
  }

  /** The verification of one signature. */
  public Verification(KeyUse use, KeyCache keys, Check check) {
    this.use = use;
    this.keys = keys;
    this.check = check;
  }

  /**
   * Tries the records at the key name: the first that verifies decides, otherwise the one that got
   * furthest. RFC 6376 section 6.1.2 step 4 lets a verifier "cycle through the key records".
   */
  public Outcome with(DnsAnswer<DnsRecord.Txt> answer) {
    if (answer instanceof DnsAnswer.Unavailable<DnsRecord.Txt> unavailable) {
      return refused(DkimReason.KEY_UNAVAILABLE, unavailable.cause().toString());
    }
    if (!(answer instanceof DnsAnswer.Found<DnsRecord.Txt> found)) {
      return refused(DkimReason.NO_KEY, keyName());
    }
    Optional<Outcome> best = Optional.empty();
    int tried = 0;
    for (DnsRecord.Txt txt : found.records()) {
      if (tried >= keys.limits().keyRecords()) {
        break;
      }
      Outcome outcome = with(txt);
      if (outcome.refusal().isEmpty()) {
        return outcome;
      }
      best = best.map(before -> further(before, outcome)).or(() -> Optional.of(outcome));
      tried += outcome.keyRecord().isPresent() ? 1 : 0;
    }
    return best.orElseGet(() -> refused(DkimReason.NO_KEY, keyName()));
  }

  private Outcome with(DnsRecord.Txt txt) {
    PublishedKey published;
    try {
      published = keys.read(txt);
    } catch (Refusal refusal) {
      return Outcome.refused(refusal);
    }
    try {
      check.with(KeyRules.check(published, use, keys.limits()));
      return new Outcome(Optional.of(published.keyRecord()), Optional.empty());
    } catch (Refusal refusal) {
      return new Outcome(Optional.of(published.keyRecord()), Optional.of(refusal));
    }
  }

  private String keyName() {
    return use.selector() + "._domainkey." + use.domain();
  }

  private static Outcome refused(DkimReason reason, String about) {
    return Outcome.refused(new Refusal(reason, about));
  }

  /** The one whose reason comes later in the order of steps; both are refusals. */
  private static Outcome further(Outcome one, Outcome other) {
    return reason(other).compareTo(reason(one)) > 0 ? other : one;
  }

  private static DkimReason reason(Outcome outcome) {
    return outcome.refusal().map(Refusal::reason).orElseThrow();
  }
}
