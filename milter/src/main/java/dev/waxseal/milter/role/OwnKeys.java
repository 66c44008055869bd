package dev.waxseal.milter.role;

import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.milter.config.OwnSealer;
import dev.waxseal.milter.config.SealSettings;
import dev.waxseal.milter.config.SelectedKey;
import java.util.ArrayList;
import java.util.List;

/**
 * The key records of our own sealers, to check their seals without DNS queries.
 *
 * @param dns a resolver that has these records and no others
 * @param domains the domains of the sealers
 */
record OwnKeys(Dns dns, List<String> domains) {

  static OwnKeys of(SealSettings settings) {
    List<OwnSealer> sealers = new ArrayList<>(settings.ownSealers());
    for (SelectedKey key : settings.keys()) {
      DomainName selector = DomainName.of(key.selector());
      key.key()
          .keyRecord()
          .ifPresent(text -> sealers.add(new OwnSealer(settings.domain(), selector, text)));
    }
    return of(sealers);
  }

  static OwnKeys of(List<OwnSealer> sealers) {
    String[] zone = sealers.stream().map(OwnKeys::line).toArray(String[]::new);
    List<String> domains =
        sealers.stream().map(sealer -> sealer.domain().toString()).distinct().toList();
    return new OwnKeys(Dns.zone(zone), domains);
  }

  private static String line(OwnSealer sealer) {
    DomainName name = DomainName.of(sealer.selector() + "._domainkey." + sealer.domain());
    return DnsRecord.Txt.of(sealer.keyRecord().replaceAll("\\s+", " ")).zoneLine(name);
  }
}
