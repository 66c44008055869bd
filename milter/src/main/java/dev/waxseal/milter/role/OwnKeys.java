package dev.waxseal.milter.role;

import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.milter.config.ArrivalSeal;
import dev.waxseal.milter.config.OwnSealer;
import dev.waxseal.milter.config.SealSettings;
import dev.waxseal.milter.config.SelectedKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The key records of our own sealers, to check their seals without DNS queries.
 *
 * @param dns a resolver that has these records and no others
 * @param domains the domains of the sealers
 */
record OwnKeys(Dns dns, List<String> domains) {

  /**
   * The keys of our sealers.
   *
   * @param arrival the seal of mail that comes in here, if this daemon makes one
   */
  static OwnKeys of(SealSettings settings, Optional<ArrivalSeal> arrival) {
    List<OwnSealer> sealers = new ArrayList<>(settings.ownSealers());
    for (SelectedKey key : settings.keys()) {
      sealer(settings.domain(), key).ifPresent(sealers::add);
    }
    arrival.flatMap(seal -> sealer(seal.domain(), seal.key())).ifPresent(sealers::add);
    return of(sealers);
  }

  static OwnKeys of(List<OwnSealer> sealers) {
    String[] zone = sealers.stream().map(OwnKeys::line).toArray(String[]::new);
    List<String> domains =
        sealers.stream().map(sealer -> sealer.domain().toString()).distinct().toList();
    return new OwnKeys(Dns.zone(zone), domains);
  }

  private static Optional<OwnSealer> sealer(DomainName domain, SelectedKey key) {
    DomainName selector = DomainName.of(key.selector());
    return key.key().keyRecord().map(text -> new OwnSealer(domain, selector, text));
  }

  private static String line(OwnSealer sealer) {
    DomainName name = DomainName.of(sealer.selector() + "._domainkey." + sealer.domain());
    return DnsRecord.Txt.of(sealer.keyRecord().replaceAll("\\s+", " ")).zoneLine(name);
  }
}
