"""ARC-Seal (RFC 8617 sections 4.1.3, 5.1.1 and 5.2 step 6)."""

import canon
from arc_letter import AAR, AMS, AS, HOPS, arc, bad, chain, good, message_good, post, seal_input
from book import NOW_SECONDS, at
from keys import ED, RSA

LIST = HOPS[0]
SEAL = "8617 4.1.3"
INPUT = "8617 5.1.1"
STEP = "8617 5.2"


def failing(name, rfc, about, cause, m=None, instance=None, dns=None, more=(), **seal):
    m = m or post().hop(seal=seal)
    arc("as-" + name, rfc, about, m, bad("SEAL_FAILED", instance or m.highest, cause), message_good(m.highest), dns=dns,
        more=more)


def passing(name, rfc, about, sets=1, m=None, **seal):
    arc("as-" + name, rfc, about, m or post().hop(seal=seal), good(sets))


# Its tags

for tag in ("a", "b", "d", "s"):
    failing(f"{tag}-missing", f"{SEAL}, 6376 6.1.1", f"{tag}= is required.", "MISSING_REQUIRED_TAG", **{tag: None})
for tag, value, word, about in (
        ("a", "rsa", "malformed", "a= is a key type, a hyphen and a hash."), ("a", "", "empty", "a= has a value."),
        ("b", "", "empty", "b= has at least one character."), ("b", "%%%", "malformed", "b= must be base64."),
        ("d", "lists..example.org", "empty-label", "An empty label is no part of a domain."),
        ("s", "", "empty", "s= has a value."),
        ("s", "arc.", "trailing-dot", "A selector does not end in a dot."),
        ("t", "yesterday", "malformed", "t= is a number."), ("t", "", "empty", "t= has a value.")):
    failing(f"{tag}-{word}", f"{SEAL}, 6376 3.5, 6376 6.1.1", about, "SIGNATURE_SYNTAX", **{tag: value})
failing("d-one-label", f"{SEAL}, 6376 3.5, 6376 6.1.1", "d= has two labels at least, even if there is a key.",
        "SIGNATURE_SYNTAX", d="org", more=[at(RSA, "arc", "org")])
failing("t-future", f"{SEAL}, 6376 3.5", "The seal was made more than 300 seconds from now.", "TIMESTAMP_IN_FUTURE",
        t=str(NOW_SECONDS + 301))
passing("t-within-skew", f"{SEAL}, 6376 3.5", "300 seconds from now are within the skew.", t=str(NOW_SECONDS + 300))
failing("t-13-digits", f"{SEAL}, 6376 3.5", "A value longer than 12 digits is taken as infinite, which is in the future.",
        "TIMESTAMP_IN_FUTURE", t="1795435200000")
passing("t-missing", SEAL, "t= is optional.", t=None)
passing("t-old", f"{SEAL}, 8617 9.5", "A seal does not age.", t="1")
failing("rsa-sha1", f"{SEAL}, 8301 3.1", "rsa-sha1 must not be used, though the seal is mathematically right.",
        "ALGORITHM_FORBIDDEN", a="rsa-sha1", signer=lambda data: RSA.sign(data, "sha1"))
failing("a-unknown", f"{SEAL}, 6376 3.3.4", "An unknown algorithm.", "ALGORITHM_UNSUPPORTED", a="rsa-sha512")
failing("a-upper-case", f"{SEAL}, 6376 3.2", "The value of a= has case.", "ALGORITHM_UNSUPPORTED", a="RSA-SHA256")
OTHER = f"{SEAL}, 6376 3.2"
passing("bh", OTHER, "There is no bh= in a seal: it is ignored as any unknown tag, whatever it says.",
        also="bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
passing("bh-garbage", OTHER, "There is no bh= in a seal: not even its grammar is looked at.", also="bh=(none)")
passing("c-simple", OTHER, "There is no c= in a seal: it is relaxed whatever c= says.", c="simple/simple")
passing("c-garbage", OTHER, "There is no c= in a seal: it is relaxed whatever c= says.", also="c=///")
passing("x-expired", OTHER, "There is no x= in a seal: it does not expire.", also="x=1000000000")
passing("l", OTHER, "There is no l= in a seal, which has no body.", also="l=9999")
passing("q-unknown", OTHER, "There is no q= in a seal: it is ignored.", also="q=http")
passing("v", OTHER, "There is no v= in a seal: it is ignored.", also="v=2")
passing("z", OTHER, "There is no z= in a seal: it is ignored.", also="z=From:eve@example.net")
failing("unknown-tag-changed", OTHER, "An ignored tag is part of the signed text.", "SIGNATURE_MISMATCH",
        post().hop(seal={"also": "bh=AAAA"}).change(1, AS, "bh=AAAA", "bh=AAAB"))
failing("unknown-tag-added", OTHER, "A tag that was added after sealing breaks the seal.", "SIGNATURE_MISMATCH",
        chain(1).change(1, AS, "; t=", "; v=1; t="))
passing("folded-everywhere", f"{SEAL}, 6376 3.2", "Folding white space may stand around names, values and within b=.",
        raw=f"{AS}:\r\n\ti =\r\n 1 ; a = rsa-sha256\t;\r\n cv\t=\r\n\tnone ; d = {LIST} \r\n ; s=\tarc ;\r\n b = {{b}} ",
        fill=lambda b: "\r\n\t ".join(b[at:at + 50] for at in range(0, len(b), 50)),
        data=lambda covered, unsigned: seal_input(covered, unsigned[:-2].rstrip(b" ") + canon.CRLF))
passing("b-not-last", f"{INPUT}, 6376 3.7", "b= may stand anywhere; its value alone is deleted before hashing.",
        raw=f"{AS}: b={{b}};\r\n i=1; a=rsa-sha256; cv=none; d={LIST}; s=arc")
passing("b-one-long-line", f"{SEAL}, 6376 3.5", "b= need not be folded.", fill=lambda b: b)
failing("b-changed", STEP, "b= with a bit flipped.", "SIGNATURE_MISMATCH",
        signer=lambda data: RSA.sign(data)[:-1] + bytes([RSA.sign(data)[-1] ^ 1]))
failing("b-too-short", STEP, "A seal that lacks an octet.", "SIGNATURE_LENGTH_WRONG",
        signer=lambda data: RSA.sign(data)[:-1])
failing("ed25519-without-hash", f"{SEAL}, 8463 3", "Ed25519 signs the SHA-256 of the input, not the input itself.",
        "SIGNATURE_MISMATCH", post().hop(key=ED, seal={"signer": ED.pure}))

# What it covers, 5.1.1

ALL = [(1, AAR), (1, AMS), (1, AS), (2, AAR), (2, AMS)]


def covering(name, about, covers=None, m=None, **seal):
    failing("covers-" + name, INPUT, about, "SIGNATURE_MISMATCH", (m or chain(1)).hop(seal={"covers": covers, **seal}))


covering("own-set-only", "A seal with cv=pass covers all sets, not its own only.", ALL[3:])
covering("without-own-results", "A seal covers the results of its own set.", ALL[:3] + ALL[4:])
covering("without-own-message", "A seal covers the message signature of its own set.", ALL[:4])
covering("without-older-results", "A seal covers the results of older sets.", ALL[1:])
covering("without-older-message", "A seal covers the message signatures of older sets.", ALL[:1] + ALL[2:])
covering("without-older-seal", "A seal covers the older seals.", ALL[:2] + ALL[3:])
covering("descending", "Sets are in ascending order, whatever their order in the header.", ALL[3:] + ALL[:3])
covering("message-before-results", "Within a set the results come first.", [ALL[n] for n in (1, 0, 2, 4, 3)])
covering("as-in-header", "Within a set the seal comes last, although it stands on top.", [ALL[n] for n in (4, 3, 2, 1,
         0)])
covering("by-kind", "The fields come set by set and not kind by kind.", [ALL[n] for n in (0, 3, 1, 4, 2)])
covering("older-b-empty", "Only its own b= is deleted from what a seal covers, not that of older seals.",
         data=lambda covered, unsigned: seal_input([f.split(b" b=")[0] + b" b=\r\n" if f[:9] == b"ARC-Seal:" else f
                                                    for f in covered], unsigned))
covering("message-b-empty", "The b= of message signatures is not deleted from what a seal covers.",
         data=lambda covered, unsigned: seal_input([f.split(b" b=")[0] + b" b=\r\n" if f[:9] == b"ARC-Messa" else f
                                                    for f in covered], unsigned))
covering("simple", "The fields are canonicalized as relaxed, not as simple.",
         data=lambda covered, unsigned: b"".join(covered) + unsigned[:-2])
covering("last-crlf", "The seal itself comes without its last CRLF.",
         data=lambda covered, unsigned: seal_input(covered, unsigned) + canon.CRLF)
covering("no-crlf-between", "All fields but the last come with their CRLF.",
         data=lambda covered, unsigned: b"".join(canon.header_relaxed(f)[:-2] for f in covered + [unsigned]))
covering("values-only", "The fields come with their names.",
         data=lambda covered, unsigned: b"".join(canon.header_relaxed(f).split(b":", 1)[1] for f in covered)
         + canon.header_relaxed(unsigned)[:-2].split(b":", 1)[1])
covering("from", "A seal covers the ARC fields and nothing else.",
         data=lambda covered, unsigned: b"from:Joe Six <joe@example.com>\r\n" + seal_input(covered, unsigned))
covering("body", "A seal does not cover the body.",
         data=lambda covered, unsigned: seal_input(covered, unsigned) + post().body)

# Any change of any set, and which seal notices

for n in (1, 2, 3):
    m = chain(3).change(n, AAR, "spf=pass", "spf=fail")
    failing(f"results-{n}-changed", f"{STEP}, 8617 5.1.1",
            f"The results of set {n} were changed: the newest seal covers them.",
            "SIGNATURE_MISMATCH", m)
    m = chain(3).change(n, AS, "; t=17", "; t=16")
    failing(f"seal-{n}-changed", f"{STEP}, 8617 5.1.1", f"The seal of set {n} was changed: the newest seal covers it.",
            "SIGNATURE_MISMATCH", m)
for n in (1, 2):
    m = chain(3).change(n, AMS, "; t=17", "; t=16")
    failing(f"message-{n}-changed", f"{STEP}, 8617 5.1.1",
            f"The message signature of set {n} was changed, which the chain would bear; the newest seal covers it.",
            "SIGNATURE_MISMATCH", m)
    m = chain(3)
    first = m.sets[n, AS].split(b" b=")[1][:1]
    m.change(n, AS, b" b=" + first, " b=B" if first == b"A" else " b=A")
    failing(f"seal-{n}-b-changed", f"{STEP}, 8617 5.1.1", f"b= of the seal of set {n} was changed.",
            "SIGNATURE_MISMATCH", m)
LYING = "A later hop sealed it with cv=pass, but every seal is verified, from N down to 1."
failing("results-1-changed-then-sealed", STEP, f"The results of set 1 were changed. {LYING}", "SIGNATURE_MISMATCH",
        chain(1).change(1, AAR, "spf=pass", "spf=fail").hop(), 1)
failing("results-1-changed-before-3", STEP, f"The results of set 1 were changed after set 2. {LYING}",
        "SIGNATURE_MISMATCH",
        chain(2).change(1, AAR, "spf=pass", "spf=fail").hop(), 2)
failing("results-1-changed-before-2-and-3", STEP, f"The results of set 1 were changed after set 1. {LYING}",
        "SIGNATURE_MISMATCH", chain(1).change(1, AAR, "spf=pass", "spf=fail").hop().hop(), 1)
arc("as-message-1-changed-then-sealed", STEP, f"The message signature of set 1 was changed. {LYING}",
    chain(1).change(1, AMS, "; t=17", "; t=16").hop(), bad("SEAL_FAILED", 1, "SIGNATURE_MISMATCH"), message_good(2),
    "ams 1 fail cause=SIGNATURE_MISMATCH")
m = chain(2).drop(1, AAR).drop(1, AMS).drop(1, AS)
m.hop(n=1, results=f"{AAR}: i=1; {LIST}; spf=pass smtp.mailfrom=bank.example; dmarc=pass")
failing("set-1-replaced", "8617 5.2, 8617 9.4", "Set 1 was replaced by one with other results, made with the same key.",
        "SIGNATURE_MISMATCH", m)
failing("results-of-another-domain", "8617 5.2, 8617 9.5",
        "The results were made to look like those of another domain.",
        "SIGNATURE_MISMATCH", chain(1).change(1, AAR, f"i=1; {LIST}", "i=1; bank.example"))

# DNS and keys of older seals

m = post().hop(seal={"selector": "old"}).hop().hop()
failing("older-key-gone", "8617 5.2, 8617 5.2.1", "The key of the oldest seal is gone: the chain fails.", "NO_KEY", m,
        1,
        dns=m.zone((LIST, "old")))
failing("older-key-unavailable", "8617 5.2.1", "A DNS failure for the oldest seal is permanent: the chain fails.",
        "KEY_UNAVAILABLE", m, 1, dns=m.zone((LIST, "old")), more=[f"old._domainkey.{LIST}. UNAVAILABLE"])
m = post().hop(seal={"selector": "old"}).hop(seal={"selector": "older"}).hop()
failing("first-failing-from-the-top", STEP, "The keys of seals 1 and 2 are gone: the newest that fails is reported.",
        "NO_KEY", m, 2, dns=m.zone((LIST, "old"), (HOPS[1], "older")))
m = post().hop(seal={"also": "x_a=1", "a": None}).hop()
failing("older-a-missing", f"{STEP}, {SEAL}", "An older seal without a=.", "MISSING_REQUIRED_TAG", m, 1)
arc("as-none-at-all", "8617 5.2.1", "DNS gives no answer to anything: the message signature is what fails first.",
    chain(2), bad("MESSAGE_SIGNATURE_FAILED", 2, "KEY_UNAVAILABLE"), dns=[],
    more=[f"arc._domainkey.{domain}. UNAVAILABLE" for domain in HOPS[:2]])
failing("order-syntax-before-no-key", "6376 6.1.1, 6376 6.1.2", "A malformed t= and no key: the field comes first.",
        "SIGNATURE_SYNTAX", post().hop(seal={"t": "now", "selector": "seal"}), dns=chain(1).zone())
failing("order-missing-tag-before-future", "6376 6.1.1", "No s= and a t= in the future: the missing tag comes first.",
        "MISSING_REQUIRED_TAG", s=None, t=str(NOW_SECONDS + 9000))
failing("order-algorithm-before-no-key", "8301 3.1", "rsa-sha1 and no key: no key is looked for.",
        "ALGORITHM_FORBIDDEN",
        post().hop(seal={"a": "rsa-sha1", "selector": "seal"}), dns=chain(1).zone())
