package dev.waxseal.milter.role;

import dev.waxseal.dkim.Crypto;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.milter.config.SigningDomain;
import dev.waxseal.mime.Limits;

/** A signer, and the domain that it signs for. */
record Signatory(SigningDomain domain, DkimSigner signer) {

  /** The signer of a domain, with all of its keys. */
  static Signatory of(SigningDomain domain, Limits limits, Crypto crypto) {
    return new Signatory(domain, Signing.signer(domain.name(), domain.keys(), limits, crypto));
  }
}
