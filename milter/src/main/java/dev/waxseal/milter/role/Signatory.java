package dev.waxseal.milter.role;

import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SignedHeaders;
import dev.waxseal.dns.DomainName;
import java.util.function.UnaryOperator;

/** A signer, and the domain of its signatures. */
record Signatory(DomainName domain, DkimSigner signer) {

  /** This one with other signed fields, for messages on which a server changes some. */
  Signatory covering(UnaryOperator<SignedHeaders> change) {
    return new Signatory(domain, signer.withSignedHeaders(change.apply(signer.signedHeaders())));
  }
}
