package dev.waxseal.inbound;

import dev.waxseal.arc.ArcReport;
import dev.waxseal.arc.ArcVerifier;
import dev.waxseal.dkim.Crypto;
import dev.waxseal.dkim.DkimReport;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dmarc.DmarcVerifier;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.Limits;
import dev.waxseal.pass.internal.Evaluator;
import dev.waxseal.pass.internal.MessagePass;
import dev.waxseal.spf.SpfVerifier;
import java.time.InstantSource;

/**
 * The four verifiers, and the evaluators of the two that take part in the pass over a message.
 *
 * <p>Immutable; share it among threads.
 */
record Verifiers(
    DkimVerifier dkim,
    ArcVerifier arc,
    SpfVerifier spf,
    DmarcVerifier dmarc,
    Evaluator<DkimReport> dkimEvaluator,
    Evaluator<ArcReport> arcEvaluator) {

  private Verifiers(DkimVerifier dkim, ArcVerifier arc, SpfVerifier spf, DmarcVerifier dmarc) {
    this(
        dkim,
        arc,
        spf,
        dmarc,
        MessagePass.evaluator(dkim.begin()),
        MessagePass.evaluator(arc.begin()));
  }

  static Verifiers of(Dns dns, String receiver) {
    return new Verifiers(
        DkimVerifier.of(dns),
        ArcVerifier.of(dns),
        SpfVerifier.of(dns).withReceiverName(receiver),
        DmarcVerifier.of(dns));
  }

  Verifiers with(Limits limits) {
    return new Verifiers(
        dkim.withLimits(limits),
        arc.withLimits(limits),
        spf.withLimits(limits),
        dmarc.withLimits(limits));
  }

  Verifiers with(InstantSource clock) {
    return new Verifiers(dkim.withClock(clock), arc.withClock(clock), spf.withClock(clock), dmarc);
  }

  Verifiers with(Crypto crypto) {
    return new Verifiers(dkim.withCrypto(crypto), arc.withCrypto(crypto), spf, dmarc);
  }

  Verifiers with(DkimVerifier other) {
    return new Verifiers(other, arc, spf, dmarc);
  }
}
