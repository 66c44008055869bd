"""The newest ARC-Message-Signature (RFC 8617 4.1.2 and 5.2 step 4), and the keys of both signatures of a set."""

from arc_letter import AMS, AS, HOPS, arc, bad, chain, good, message_bad, message_good, post
from book import E1, NOW_SECONDS, at, p, record, txt
from keys import ED, ED_OTHER, RSA, RSA_E3, RSA_OTHER, Rsa, forge_with_exponent_1

LIST = HOPS[0]
SAME = "8617 4.1.2, 8617 5.2"


def failing(name, rfc, about, cause, m=None, dns=None, more=(), **message):
    m = m or post().hop(message=message)
    arc("ams-" + name, rfc, about, m, bad("MESSAGE_SIGNATURE_FAILED", m.highest, cause), message_bad(m.highest, cause),
        dns=dns, more=more)


def passing(name, rfc, about, m=None, dns=None, **message):
    arc("ams-" + name, rfc, about, m or post().hop(message=message), good(1), message_good(1), dns=dns)


# What differs from DKIM

V = "8617 4.1.2, 6376 3.2"
passing("v-1", V, "No version tag is defined; if seen it is ignored.", also="v=1")
passing("v-2", V, "A version tag is ignored whatever its value.", also="v=2")
passing("v-garbage", V, "A version tag is ignored whatever its value.", also="v=the first, so to say")
passing("v-empty", V, "A version tag is ignored whatever its value.", also="v=")
m = post().hop(message={"also": "v=1"})
failing("v-changed", V, "An ignored tag is part of the signed text.", "SIGNATURE_MISMATCH", m.change(1, AMS, "v=1",
        "v=2"))
passing("no-identity", "8617 4.1.2, 6376 6.1.1", "i= is the instance and no identity that d= would have to match.")
NAME = f"arc._domainkey.{LIST}"
passing("key-t-s", "8617 4.1.2, 6376 3.6.1",
        "The flag t=s compares d= with an identity, of which there is none.", dns=[txt(NAME, record(RSA,
        "v=DKIM1; t=s; "))])
passing("key-t-y", "8617 4.1.2, 6376 3.6.1", "The flag t=y of a key changes nothing.",
        dns=[txt(NAME, record(RSA, "v=DKIM1; t=y; "))])
passing("only-from", "8617 4.1.2, 6376 5.4", "From is the one field that must be signed.", h="from")
passing("missing-field-named", "8617 4.1.2, 6376 5.4", "h= may name fields that are not there.",
        h="from:from:subject:cc:list-id")
m = post().hop(message={"h": "from:from:subject"})
m.top("From: eve@example.net")
failing("over-signed-from-added", "8617 4.1.2, 6376 5.4, 6376 8.15", "A second From that h= excluded was added.",
        "SIGNATURE_MISMATCH", m)

# What sealers must not cover, and of which validators look at the seals alone (5.2)

TRACE = "8617 4.1.2, 8617 5.2"
COVERS_SEAL = "MESSAGE_SIGNATURE_COVERS_SEAL"
TOLD_TO_SEALERS = "that binds sealers, and is no step of a validator."


def covering(h, below=1):
    """Set `below` + 1 covers these fields besides From and Subject; there are all that it could cover."""
    m = chain(below)
    m.fields.append(b"Authentication-Results: mx.example.org; spf=pass smtp.mailfrom=example.com\r\n")
    return m.hop(message={"h": "from:subject:" + h})


for name, h, about in (
        ("results", "authentication-results", "Authentication-Results must not be covered"),
        ("arc-results", "arc-authentication-results", "The results of an ARC set must not be covered"),
        ("arc-message", "arc-message-signature", "Another message signature must not be covered")):
    arc(f"ams-covers-{name}", TRACE, f"{about}: {TOLD_TO_SEALERS}", covering(h), good(2), message_good(2))
arc("ams-covers-all-results", TRACE + ", 6376 5.4.2", "Of several fields of a name the lowest are covered first.",
    covering("arc-authentication-results:arc-message-signature:authentication-results", 3), good(4), message_good(4))
arc("ams-covers-results-changed", TRACE, "Covered results that were changed since break the signature.",
    covering("authentication-results").replace("mx.example.org; spf=pass", "mx.example.org; spf=fail"),
    bad("MESSAGE_SIGNATURE_FAILED", 2, "SIGNATURE_MISMATCH"))
arc("ams-covers-absent", TRACE, "A field that is not there may be covered, as by any signature.",
    post().hop(message={"h": "from:subject:authentication-results"}), good(1), message_good(1))
m = post().hop(message={"h": "from:subject:authentication-results"})
m.top("Authentication-Results: mx.example.org; none")
arc("ams-covers-absent-added", TRACE, "A covered field that was not there was added.", m,
    bad("MESSAGE_SIGNATURE_FAILED", 1, "SIGNATURE_MISMATCH"))
arc("ams-covers-next-hop", "8617 4.1.2, 8617 5.2",
    "A signature that covers one message signature more than there are ends with the next hop, and the chain does not.",
    post().hop(message={"h": "from:subject:arc-message-signature"}).hop(), good(2, 2), message_good(2),
    message_bad(1, "SIGNATURE_MISMATCH"))
SEALS = "8617 4.1.2"
arc("ams-covers-arc-seal", SEALS, "A seal must not be covered: it is made after the message signature, and covers it.",
    covering("arc-seal"), bad(COVERS_SEAL, 2))
arc("ams-covers-seal-absent", SEALS, "The name in h= counts, also where there is no such field.",
    post().hop(message={"h": "from:subject:arc-seal"}), bad(COVERS_SEAL, 1))
arc("ams-covers-upper-case", "8617 4.1.2, 6376 3.5", "The names in h= have no case.",
    post().hop(message={"h": "From : ARC-Seal\r\n : Subject"}), bad(COVERS_SEAL, 1))
passing("covers-lookalike", SEALS, "Fields whose names only begin so may be covered.",
        h="from:authentication-results-original:arc-seals:x-arc-seal")
arc("ams-covers-before-failing", "8617 4.1.2, 8617 5.2",
    "A signature that covers too much and does not verify either: what it covers is seen first.",
    post().hop(message={"h": "from:arc-seal"}).footer(), bad(COVERS_SEAL, 1))

# DKIM's rules for the signature

SYNTAX = "8617 4.1.2, 6376 6.1.1"
for tag in ("a", "b", "bh", "d", "h", "s"):
    failing(f"{tag}-missing", SYNTAX, f"{tag}= is required.", "MISSING_REQUIRED_TAG", **{tag: None})
for tag, value, about in (
        ("d", "lists..example.org", "An empty label is no part of a domain."),
        ("d", "", "d= has a value."), ("s", "arc.", "A selector does not end in a dot."),
        ("c", "relaxed/", "c= has a second name after its slash."), ("a", "rsa",
        "a= is a key type, a hyphen and a hash."),
        ("bh", "(none)", "bh= must be base64."), ("b", "", "b= has at least one character."),
        ("h", "", "h= is not empty."), ("t", "yesterday", "t= is a number."), ("x", "-1", "x= is a number."),
        ("l", "all", "l= is a number."), ("q", "dns/", "q= has a name after its slash.")):
    word = {"": "empty", "lists..example.org": "empty-label", "arc.": "trailing-dot", "relaxed/": "ends-in-slash"}
    failing(f"{tag}-{word.get(value, 'malformed')}", SYNTAX, about, "SIGNATURE_SYNTAX", **{tag: value},
            **({"body": "relaxed"} if tag == "c" else {}))
failing("h-1001-names", "8617 4.1.2", "h= has more than a thousand names.", "TOO_MANY_SIGNED_HEADERS",
        h=":".join(["from"] * 1001))
failing("h-without-from", SYNTAX, "h= must name From.", "FROM_NOT_SIGNED", h="to:subject:date")
failing("x-not-after-t", "8617 4.1.2, 6376 3.5", "x= must be greater than t=.", "EXPIRATION_NOT_AFTER_TIMESTAMP",
        t=str(NOW_SECONDS), x=str(NOW_SECONDS))
failing("x-expired", SYNTAX, "The signature expired.", "SIGNATURE_EXPIRED", t=str(NOW_SECONDS - 9000),
        x=str(NOW_SECONDS - 301))
passing("x-within-skew", SYNTAX, "300 seconds after the expiration are within the skew.", t=str(NOW_SECONDS - 9000),
        x=str(NOW_SECONDS - 300))
failing("t-future", "8617 4.1.2, 6376 3.5", "The signature was made more than 300 seconds from now.",
        "TIMESTAMP_IN_FUTURE",
        t=str(NOW_SECONDS + 301))
passing("t-within-skew", "8617 4.1.2, 6376 3.5", "300 seconds from now are within the skew.", t=str(NOW_SECONDS + 300))
passing("x-13-digits", "8617 4.1.2, 6376 3.5", "A value longer than 12 digits is taken as infinite: it never expires.",
        x="1795435200000")
passing("t-missing", "8617 4.1.2, 6376 3.5", "t= is only recommended.", t=None)
failing("q-unknown", "8617 4.1.2, 6376 3.5", "Of the query methods none is known.", "QUERY_METHOD_UNSUPPORTED",
        q="http")
failing("rsa-sha1", "8617 4.1.2, 8301 3.1", "rsa-sha1 must not be used, though the signature is mathematically right.",
        "ALGORITHM_FORBIDDEN", a="rsa-sha1", hash_name="sha1", signer=lambda data: RSA.sign(data, "sha1"))
failing("a-unknown", "8617 4.1.2, 6376 3.3.4", "An unknown algorithm.", "ALGORITHM_UNSUPPORTED", a="rsa-sha512")
failing("c-unknown", "8617 4.1.2, 6376 3.4", "An unknown canonicalization.", "ALGORITHM_UNSUPPORTED",
        c="relaxed/nofws", body="relaxed")
passing("l-exact", "8617 4.1.2, 6376 3.5", "l= that is the length of the body.", l=str(len(post().body)))
failing("l-longer", "8617 4.1.2, 6376 3.5", "l= is larger than the body.", "BODY_LENGTH_TOO_LONG", l="9999")
failing("l-footer", "8617 4.1.2, 6376 6.1.3, 6376 8.2", "The body goes on after l=: a footer that nobody signed.",
        "UNSIGNED_CONTENT", post().hop(message={"l": str(len(post().body))}).footer())
failing("bh-wrong", SAME, "bh= of another body.", "BODY_HASH_MISMATCH",
        bh="47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
failing("bh-too-short", SAME, "bh= with 20 octets is no SHA-256.", "BODY_HASH_MISMATCH",
        bh="K4eRLVkwa+lAGXuIM4WYRUnUNx8=")
failing("b-changed", SAME, "b= with a bit flipped.", "SIGNATURE_MISMATCH",
        signer=lambda data: RSA.sign(data)[:-1] + bytes([RSA.sign(data)[-1] ^ 1]))
failing("signed-as-dkim", SAME, "The field's own name is hashed: a signature made for DKIM-Signature does not verify.",
        "SIGNATURE_MISMATCH", signer=lambda data: RSA.sign(data.replace(b"arc-message-signature", b"dkim-signature")))
failing("changed", SAME, "A byte of the message signature was changed, t= of it.", "SIGNATURE_MISMATCH",
        chain(2).change(2, AMS, "; t=17", "; t=16"))
failing("other-instance", SAME, "i= is covered: a message signature of instance 1 that was renumbered does not verify.",
        "SIGNATURE_MISMATCH", signer=lambda data: RSA.sign(data.replace(b":i=1;", b":i=2;")))
failing("order-body-hash-before-signature", "8617 5.2, 6376 6.1.3",
        "Body and subject were changed: the body hash is first.",
        "BODY_HASH_MISMATCH", chain(1).footer().replace("Subject: ", "Subject: Re: "))
failing("order-key-before-body-hash", "8617 5.2, 6376 6.1.2", "No key and another body: the key is first.", "NO_KEY",
        chain(1).footer(), dns=[E1])
failing("order-before-seal", "8617 5.2",
        "Message signature and seal are both broken: the message signature (step 4) comes before the seals (step 6).",
        "BODY_HASH_MISMATCH", chain(1).change(1, AS, "; t=17", "; t=16").footer())

# Keys: the same for the message signature and for the seal, each at a selector of its own

SHORT, LONG, FOUR = Rsa.load("rsa768.pem"), Rsa.load("rsa8194.pem"), Rsa.load("rsa4096.pem")
KEY = f"key._domainkey.{LIST}"
P = p(RSA)
KEYS = [
    ("none", "8617 5.2.1, 6376 6.1.2", "There is no key.", "NO_KEY", [E1]),
    ("unavailable", "8617 5.2.1, 6376 6.1.2", "DNS gives no answer: all failures are permanent.", "KEY_UNAVAILABLE",
     [f"{KEY}. UNAVAILABLE"]),
    ("prose", "6376 6.1.2", "The key record is prose.", "KEY_SYNTAX", [txt(KEY, "our key will be here soon")]),
    ("other-version", "6376 3.6.1", "The key record is of another version.", "KEY_SYNTAX",
     [txt(KEY, f"v=ARC1; p={P}")]),
    ("other-service", "6376 3.6.1", "The key is not for email.", "KEY_NOT_FOR_EMAIL",
     [txt(KEY, f"v=DKIM1; s=tlsrpt; p={P}")]),
    ("sha1-only", "6376 6.1.2", "The key may be used with SHA-1 only.", "KEY_HASH_NOT_ALLOWED",
     [txt(KEY, f"v=DKIM1; h=sha1; p={P}")]),
    ("revoked", "6376 6.1.2", "The key was revoked.", "KEY_REVOKED", [txt(KEY, "v=DKIM1; p=")]),
    ("other-algorithm", "6376 6.1.2", "The key is an Ed25519 one, the signature RSA.", "KEY_ALGORITHM_MISMATCH",
     [at(ED, "key", LIST)]),
    ("other", "6376 6.1.3", "The key is another one.", "SIGNATURE_MISMATCH", [at(RSA_OTHER, "key", LIST)]),
    ("at-parent", "6376 3.6.2.1", "The key is at the parent of d= only.", "NO_KEY", [at(RSA, "key", "example.org")]),
]
PARTS = (("ams", "message", lambda cause: bad("MESSAGE_SIGNATURE_FAILED", 1, cause)),
         ("as", "seal", lambda cause: bad("SEAL_FAILED", 1, cause)))


def keyed(name, rfc, about, dns, cause=None, key=RSA, signer=None):
    """One set of which one signature has the key that the case is about, and the other a good one."""
    for which, part, failed in PARTS:
        options = {"selector": "key", "key": key, **({"signer": signer} if signer else {})}
        m = post().hop(**{part: options})
        arc(f"{which}-key-{name}", "8617 5.2, " + rfc, f"{about[:-1]} ({part}).", m,
            failed(cause) if cause else good(1), dns=m.zone((LIST, "key")), more=dns)


for name, rfc, about, cause, records in KEYS:
    keyed(name, rfc, about, records, cause)
keyed("768-bits", "8301 3.2", "RSA keys of less than 1024 bits must not be considered valid.", [at(SHORT, "key", LIST)],
      "KEY_TOO_SHORT", SHORT)
keyed("8194-bits", "6376 3.3.3", "RSA keys of more than 8192 bits are refused, by decision.", [at(LONG, "key", LIST)],
      "KEY_TOO_LONG", LONG)
keyed("4096-bits", "8301 3.2", "RSA keys of 4096 bits must be able to verify.", [at(FOUR, "key", LIST)], None, FOUR)
EXPONENT_1 = RSA.with_exponent(1)
keyed("exponent-1", "6376 8.8", "With the exponent 1 anybody can sign.", [at(EXPONENT_1, "key", LIST)],
      "KEY_UNSAFE_EXPONENT", EXPONENT_1, forge_with_exponent_1(EXPONENT_1))
keyed("exponent-3", "6376 3.3.1", "An RSA key may have the exponent 3.", [at(RSA_E3, "key", LIST)], None, RSA_E3)
keyed("ed25519-other", "8463 3", "The key is another Ed25519 one.", [at(ED_OTHER, "key", LIST)], "SIGNATURE_MISMATCH",
      ED)
keyed("second-record", "6376 6.1.2", "Of two records the second fits.",
      [at(RSA_OTHER, "key", LIST), at(RSA, "key", LIST)])
keyed("cname", "6376 3.6.2", "The name of the key is an alias.",
      [f"{KEY}. CNAME k1.provider.example.net.", txt("k1.provider.example.net", record(RSA))])
