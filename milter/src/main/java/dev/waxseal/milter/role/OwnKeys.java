package dev.waxseal.milter.role;

import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.milter.config.OwnSealer;
import dev.waxseal.milter.config.SealSettings;
import dev.waxseal.milter.config.SelectedKey;
import java.util.ArrayList;
import java.util.List;

/**
 * The key records of our own sealers, at hand, so that their seals are checked without a question
 * to DNS.
 *
 * @param dns a resolver that knows these and nothing else
 * @param domains the domains of the sealers
 */
record OwnKeys(Dns dns, List<String> domains) {

  private static final int STRING_OCTETS = 255;

  static OwnKeys of(SealSettings settings) {
    List<OwnSealer> sealers = new ArrayList<>(settings.ownSealers());
    for (SelectedKey key : settings.keys()) {
      DomainName selector = DomainName.of(key.selector());
      key.key()
          .keyRecord()
          .ifPresent(text -> sealers.add(new OwnSealer(settings.domain(), selector, text)));
    }
    String[] zone = sealers.stream().map(OwnKeys::line).toArray(String[]::new);
    List<String> domains =
        sealers.stream().map(sealer -> sealer.domain().toString()).distinct().toList();
    return new OwnKeys(Dns.zone(zone), domains);
  }

  /** A line of a master file, its text cut into strings (RFC 6376 section 3.6.2.2). */
  private static String line(OwnSealer sealer) {
    StringBuilder line = new StringBuilder();
    line.append(sealer.selector()).append("._domainkey.").append(sealer.domain()).append(". TXT (");
    String text = sealer.keyRecord().replaceAll("\\s+", " ");
    for (int from = 0; from < text.length(); from += STRING_OCTETS) {
      String part = text.substring(from, Math.min(text.length(), from + STRING_OCTETS));
      line.append(" \"").append(part.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }
    return line.append(" )").toString();
  }
}
