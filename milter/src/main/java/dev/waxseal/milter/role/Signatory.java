package dev.waxseal.milter.role;

import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dns.DomainName;

/** A signer, and the domain of its signatures. */
record Signatory(DomainName domain, DkimSigner signer) {}
