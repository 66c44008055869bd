package dev.waxseal.milter.role;

import dev.waxseal.dkim.Crypto;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dns.DomainName;
import dev.waxseal.milter.config.SelectedKey;
import dev.waxseal.milter.config.SigningForm;
import dev.waxseal.mime.Limits;
import java.util.List;

/** Makes signers from settings. */
final class Signing {

  private Signing() {}

  /** A signer for a domain with all of its keys. */
  static DkimSigner signer(
      DomainName domain, List<SelectedKey> keys, SigningForm form, Limits limits, Crypto crypto) {
    return signer(domain, with(crypto, keys), form, limits);
  }

  /** A signer for a domain with keys that need no other implementation. */
  static DkimSigner signer(
      DomainName domain, List<SelectedKey> keys, SigningForm form, Limits limits) {
    SelectedKey first = keys.get(0);
    DkimSigner signer = DkimSigner.of(domain.toString(), first.selector(), first.key());
    for (SelectedKey key : keys.subList(1, keys.size())) {
      signer = signer.and(key.selector(), key.key());
    }
    return form.of(signer).withLimits(limits);
  }

  /** The keys, with an implementation of RSA and Ed25519. */
  static List<SelectedKey> with(Crypto crypto, List<SelectedKey> keys) {
    return keys.stream()
        .map(key -> new SelectedKey(key.selector(), key.key().withCrypto(crypto)))
        .toList();
  }
}
