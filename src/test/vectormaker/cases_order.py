"""What is reported when several steps fail: the first in the order of section 6.1, whatever is found first in time."""

from book import NOW_SECONDS, R1, at, case, no, record, txt
from keys import ED, RSA, RSA_OTHER, Rsa
from letter import note

NAME = "s1._domainkey.example.com"
REVOKED = txt(NAME, "v=DKIM1; p=")
WRONG_BODY = "A body that was changed is noticed by the hash as well, but that comes later."
EXPIRED = {"t": str(NOW_SECONDS - 9000), "x": str(NOW_SECONDS - 8000)}


def order(name, rfc, about, reason, dns=(R1,), change_body=False, change_header=False, key=RSA, **sign):
    m = note()
    m.sign(key=key, **sign)
    if change_body:
        m.replace("Friday", "Monday")
    if change_header:
        m.replace("Subject: The", "Subject: My")
    case("order-" + name, rfc, about, m, dns, no(reason))


order("syntax-before-missing-tag", "6376 6.1.1", "A value that breaks its grammar is reported before a missing tag.",
      "SIGNATURE_SYNTAX", d=None, c="relaxed/", body="simple")
order("missing-tag-before-domain-mismatch", "6376 6.1.1", "A missing s= is reported before the domain of i=.",
      "MISSING_REQUIRED_TAG", s=None, i="@example.net")
order("domain-mismatch-before-from", "6376 6.1.1", "The domain of i= is looked at before From in h=.",
      "DOMAIN_MISMATCH", i="@example.net", h="to:subject")
order("domain-mismatch-before-expired", "6376 6.1.1", "The domain of i= is looked at before the expiration.",
      "DOMAIN_MISMATCH", i="@example.net", **EXPIRED)
order("from-before-expired", "6376 6.1.1", "From in h= is looked at before the expiration.", "FROM_NOT_SIGNED",
      h="to:subject", **EXPIRED)
order("expiration-not-after-before-expired", "6376 3.5, 6376 6.1.1",
      "That x= is before t= is reported before its being past.",
      "EXPIRATION_NOT_AFTER_TIMESTAMP", t=EXPIRED["x"], x=EXPIRED["t"])
order("expired-before-no-key", "6376 6.1.1, 6376 6.1.2",
      "The key is retrieved only if the signature field is acceptable.",
      "SIGNATURE_EXPIRED", dns=(), **EXPIRED)
order("query-method-before-no-key", "6376 3.5, 6376 6.1.2", "Without a known query method there is no query.",
      "QUERY_METHOD_UNSUPPORTED", dns=(), q="http")
order("algorithm-forbidden-before-no-key", "8301 3.1", "rsa-sha1 has failed already: no key is looked for.",
      "ALGORITHM_FORBIDDEN", dns=(), a="rsa-sha1")
order("algorithm-unsupported-before-unavailable", "6376 3.3.4", "An unknown algorithm makes the key unnecessary.",
      "ALGORITHM_UNSUPPORTED", dns=(f"{NAME}. UNAVAILABLE",), a="rsa-sha512")
order("no-key-before-body-hash", "6376 6.1.2, 6376 6.1.3", WRONG_BODY, "NO_KEY", dns=(), change_body=True)
order("unavailable-before-body-hash", "6376 6.1.2, 6376 6.1.3", WRONG_BODY, "KEY_UNAVAILABLE",
      dns=(f"{NAME}. UNAVAILABLE",), change_body=True)
order("key-syntax-before-body-hash", "6376 6.1.2, 6376 6.1.3", WRONG_BODY, "KEY_SYNTAX", dns=(txt(NAME, "v=DKIM1"),),
      change_body=True)
order("key-revoked-before-body-hash", "6376 6.1.2, 6376 6.1.3", WRONG_BODY, "KEY_REVOKED", dns=(REVOKED,),
      change_body=True)
order("key-algorithm-before-body-hash", "6376 6.1.2, 6376 6.1.3", WRONG_BODY, "KEY_ALGORITHM_MISMATCH", dns=(at(ED),),
      change_body=True)
order("key-flag-before-body-hash", "6376 3.6.1, 6376 6.1.3", WRONG_BODY, "KEY_FLAG_MISMATCH",
      dns=(txt(NAME, record(RSA, "v=DKIM1; t=s; ")),), i="@sub.example.com", change_body=True)
SHORT = Rsa.load("rsa768.pem")
order("key-too-short-before-body-hash", "8301 3.2, 6376 6.1.3", WRONG_BODY, "KEY_TOO_SHORT", dns=(at(SHORT),),
      key=SHORT, change_body=True)
order("key-hash-before-revoked", "6376 6.1.2", "h= of the key (step 6) is looked at before its revocation (step 7).",
      "KEY_HASH_NOT_ALLOWED", dns=(txt(NAME, "v=DKIM1; h=sha1; p="),))
order("key-revoked-before-algorithm", "6376 6.1.2", "Revocation (step 7) is looked at before the kind of key (step 8).",
      "KEY_REVOKED", dns=(txt(NAME, "v=DKIM1; k=ed25519; p="),))
order("key-service-before-hash", "6376 3.6.1, 6376 6.1.2", "A record for another service is not considered further.",
      "KEY_NOT_FOR_EMAIL", dns=(txt(NAME, record(RSA, "v=DKIM1; s=tlsrpt; h=sha1; ")),))
order("no-key-before-body-length", "6376 6.1.2, 6376 3.5", "Whether l= fits the body is asked once there is a key.",
      "NO_KEY", dns=(), l="99999")
order("body-length-before-body-hash", "6376 3.5, 6376 6.1.3", "An l= that is too large is reported before the hash.",
      "BODY_LENGTH_TOO_LONG", l="99999", change_body=True)
order("body-hash-before-signature", "6376 6.1.3",
      "With body and header changed, the body hash (step 3) comes before the signature (step 4).",
      "BODY_HASH_MISMATCH", change_body=True, change_header=True)
order("body-hash-before-wrong-key", "6376 6.1.3", "With another key and another body, the body hash comes first.",
      "BODY_HASH_MISMATCH", dns=(at(RSA_OTHER),), change_body=True)
order("signature-before-unsigned-content", "6376 6.1.3",
      "A signature that does not verify is reported before unsigned content.",
      "SIGNATURE_MISMATCH", l="3", change_header=True)
