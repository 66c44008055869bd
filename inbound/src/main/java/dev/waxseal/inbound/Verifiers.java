package dev.waxseal.inbound;

import dev.waxseal.arc.ArcVerifier;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dmarc.DmarcVerifier;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.Limits;
import dev.waxseal.spf.SpfVerifier;
import java.time.InstantSource;

/** Who judges what. */
record Verifiers(DkimVerifier dkim, ArcVerifier arc, SpfVerifier spf, DmarcVerifier dmarc) {

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

  Verifiers with(DkimVerifier other) {
    return new Verifiers(other, arc, spf, dmarc);
  }
}
