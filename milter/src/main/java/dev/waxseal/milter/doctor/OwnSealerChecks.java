package dev.waxseal.milter.doctor;

import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.OwnSealer;
import java.util.List;
import java.util.Optional;

/** Checks that DNS publishes the configured keys of our other sealers. */
final class OwnSealerChecks {

  private final Dns dns;
  private final FindingList findings = new FindingList(DoctorFinding.Place.DNS);

  OwnSealerChecks(Dns dns) {
    this.dns = dns;
  }

  List<DoctorFinding> findings(Configuration milter) {
    milter.seal().ifPresent(seal -> seal.ownSealers().forEach(this::check));
    return findings.all();
  }

  private void check(OwnSealer sealer) {
    String name = sealer.selector() + "._domainkey." + sealer.domain();
    Optional<DomainName> question = DomainName.parse(name);
    if (question.isEmpty()) {
      return;
    }
    DnsAnswer<DnsRecord.Txt> answer =
        dns.lookup(question.get(), RecordType.TXT).toCompletableFuture().join();
    if (answer instanceof DnsAnswer.Unavailable<DnsRecord.Txt>) {
      findings.warn("no-answer", "DNS did not answer about " + name, "waxseal lookup dkim " + name);
    } else if (!(answer instanceof DnsAnswer.Found<DnsRecord.Txt> found)) {
      differs(name, "there is no record at " + name + " for the sealer named in own-sealers");
    } else if (found.records().stream()
        .noneMatch(it -> isSame(it, DnsRecord.Txt.of(sealer.keyRecord())))) {
      differs(name, "the record at " + name + " has another key than own-sealers");
    }
  }

  private void differs(String name, String problem) {
    findings.error(
        "own-sealer",
        problem + ": chains with its seals fail, here or elsewhere",
        "the file in own-sealers: what waxseal lookup dkim shows of " + name);
  }

  private static boolean isSame(DnsRecord.Txt one, DnsRecord.Txt other) {
    return DkimKeyRecord.parse(one.text()) instanceof DkimKeyRecord.Parsed.Valid first
        && DkimKeyRecord.parse(other.text()) instanceof DkimKeyRecord.Parsed.Valid second
        && first.keyRecord().keyData().equals(second.keyRecord().keyData());
  }
}
