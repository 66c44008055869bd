package dev.waxseal.milter.doctor;

import dev.waxseal.dkim.DkimExplanation;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.OwnSealer;
import java.util.List;

/** Checks that DNS publishes the configured keys of our other sealers. */
final class OwnSealerChecks {

  private final DkimVerifier verifier;
  private final FindingList findings = new FindingList(DoctorFinding.Place.DNS);

  OwnSealerChecks(Dns dns) {
    this.verifier = DkimVerifier.of(dns);
  }

  List<DoctorFinding> findings(Configuration milter) {
    milter
        .seal()
        .ifPresent(seal -> seal.ownSealers().forEach(sealer -> check("own-sealers", sealer)));
    milter
        .handover()
        .ifPresent(handover -> handover.sealers().forEach(sealer -> check("sealers", sealer)));
    return findings.all();
  }

  private void check(String key, OwnSealer sealer) {
    String name = sealer.selector() + "._domainkey." + sealer.domain();
    if (DomainName.parse(name).isEmpty()) {
      return;
    }
    DkimExplanation published = verifier.explain(sealer.domain(), sealer.selector());
    if (published.answer() instanceof DnsAnswer.Unavailable<DnsRecord.Txt>) {
      findings.warn("no-answer", "DNS did not answer about " + name, "waxseal lookup dkim " + name);
    } else if (published.keys().isEmpty()) {
      differs(key, name, "there is no record at " + name + " for the sealer named in " + key);
    } else if (published.keys().stream().noneMatch(it -> isSame(it, sealer))) {
      differs(key, name, "the record at " + name + " has another key than " + key);
    }
  }

  private void differs(String key, String name, String problem) {
    findings.error(
        "own-sealer",
        problem + ": chains with its seals fail, here or elsewhere",
        "the file in " + key + ": what waxseal lookup dkim shows of " + name);
  }

  private static boolean isSame(DkimExplanation.Key published, OwnSealer sealer) {
    DkimExplanation.Key own = DkimExplanation.Key.of(DnsRecord.Txt.of(sealer.keyRecord()).text());
    return own.keyRecord().isPresent()
        && published
            .keyRecord()
            .map(DkimKeyRecord::keyData)
            .equals(own.keyRecord().map(DkimKeyRecord::keyData));
  }
}
