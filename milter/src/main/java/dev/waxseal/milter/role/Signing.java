package dev.waxseal.milter.role;

import dev.waxseal.dkim.Crypto;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dns.DomainName;
import dev.waxseal.milter.config.SelectedKey;
import dev.waxseal.mime.Limits;
import java.util.List;

/** Makes signers from settings. */
final class Signing {

  private Signing() {}

  /** A signer for a domain with all of its keys. */
  static DkimSigner signer(
      DomainName domain, List<SelectedKey> keys, Limits limits, Crypto crypto) {
    SelectedKey first = keys.get(0);
    DkimSigner signer =
        DkimSigner.of(domain.toString(), first.selector(), first.key().withCrypto(crypto));
    for (SelectedKey key : keys.subList(1, keys.size())) {
      signer = signer.and(key.selector(), key.key().withCrypto(crypto));
    }
    return signer.withLimits(limits);
  }
}
