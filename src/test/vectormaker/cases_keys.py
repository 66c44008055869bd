"""Key records (3.6.1), their place in DNS (3.6.2), and how a verifier judges them (6.1.2, RFC 8301, RFC 8463)."""

import base64

from book import E1, R1, at, case, no, ok, p, record, txt
from keys import ED, ED_OTHER, FOLDER, RSA, RSA_E3, RSA_OTHER, Rsa, der, der_integer, der_read
from keys import forge_with_exponent_1, forge_with_exponent_3, prime_to, square_root
from letter import note, receipt

NAME = "s1._domainkey.example.com"


def key(name, rfc, about, text, expect=None, key=RSA, more=(), **sign):
    """A good signature and the key record(s) that the case is about: one text, or a list of texts."""
    m = note()
    m.sign(key=key, **sign)
    texts = text if isinstance(text, list) else [text]
    case(name, rfc, about, m, [txt(NAME, t) for t in texts] + list(more), expect or ok())


def ed(name, rfc, about, text, expect=None, **sign):
    key(name, rfc, about, text, expect, key=ED, **sign)


def encoded(data):
    return base64.b64encode(data).decode()


P, EP = p(RSA), p(ED)
SYNTAX = no("KEY_SYNTAX")

# The tag-list

key("key-plain", "6376 3.6.1", "The usual key record.", f"v=DKIM1; k=rsa; p={P}", ok(keyBits=2048, testing="false"))
key("key-only-p", "6376 3.6.1", "Only p= is required; v= defaults to DKIM1, k= to rsa, s= to any service.", f"p={P}")
key("key-v-absent", "6376 3.6.1", "v= is recommended and may be absent.", f"k=rsa; p={P}")
key("key-k-absent", "6376 3.6.1", "k= defaults to rsa.", f"v=DKIM1; p={P}")
key("key-trailing-semicolon", "6376 3.2, 6376 3.6.1", "A key record may end in one semicolon.", f"v=DKIM1; p={P};")
key("key-trailing-semicolon-and-space", "6376 3.2, 6376 3.6.1",
    "White space is allowed anywhere around tags, hence also at the end.",
    f"v=DKIM1; p={P}; ")
key("key-empty-spec", "6376 3.2, 6376 6.1.2", "Between two semicolons there must be a tag.", f"v=DKIM1;; p={P}", SYNTAX)
key("key-trailing-two-semicolons", "6376 3.2, 6376 6.1.2", "The grammar has room for one trailing semicolon only.",
    f"v=DKIM1; p={P};;", SYNTAX)
key("key-duplicate-tag", "6376 3.2, 6376 6.1.2", "If a tag name occurs more than once the entire tag-list is invalid.",
    f"v=DKIM1; p={P}; p={P}", SYNTAX)
key("key-duplicate-unknown-tag", "6376 3.2, 6376 6.1.2", "Two unknown tags of one name make the list invalid as well.",
    f"v=DKIM1; x=1; p={P}; x=2", SYNTAX)
key("key-unknown-tag", "6376 3.6.1", "Other tags must be ignored.", f"v=DKIM1; x_y=1; p={P}; z=")
key("key-tag-name-case", "6376 3.2", "Tag names are case-sensitive: with P= the required p= is missing.",
    f"v=DKIM1; P={P}", SYNTAX)
key("key-white-space", "6376 3.2, 6376 3.6.1", "White space may stand around everything and within p=.",
    f" v = DKIM1 ;\tk\t=\trsa ; p = {P[:40]} {P[40:90]}\t {P[90:]} ")
key("key-folded", "6376 3.6.1", "A line end within p= is allowed if white space follows it.",
    f"v=DKIM1;\r\n p={P[:64]}\r\n {P[64:]}")
key("key-bare-crlf", "6376 3.6.1, 6376 6.1.2", "A line end within p= must be followed by white space.",
    f"v=DKIM1; p={P[:64]}\r\n{P[64:]}", SYNTAX)
key("key-empty-record", "6376 3.2, 6376 6.1.2", "An empty string is no key record.", "", SYNTAX)
key("key-prose", "6376 3.2, 6376 6.1.2", "Prose is no key record.", "our DKIM key will be here soon", SYNTAX)
key("key-quotes-in-text", "6376 3.2, 6376 6.1.2", "Quotes that came to be part of the text make it no tag-list.",
    f'"v=DKIM1; p={P}"', SYNTAX)
key("key-backslash-semicolon", "6376 3.6.1, 6376 6.1.2",
    "A backslash before a semicolon becomes part of the version, which is then another.",
    f"v=DKIM1\\; k=rsa\\; p={P}", SYNTAX)

# v=

key("key-v-not-first", "6376 3.6.1, 6376 6.1.2", "If v= is there it must be the first tag.", f"k=rsa; v=DKIM1; p={P}",
    SYNTAX)
key("key-v-dkim2", "6376 3.6.1, 6376 6.1.2", "A record with another version must be discarded.", f"v=DKIM2; p={P}",
    SYNTAX)
key("key-v-dkim1.0", "6376 3.6.1", "The version is compared as a string: DKIM1.0 is not DKIM1.", f"v=DKIM1.0; p={P}",
    SYNTAX)
key("key-v-lower-case", "6376 3.6.1", "The version is compared with case.", f"v=dkim1; p={P}", SYNTAX)
key("key-v-empty", "6376 3.2, 6376 3.6.1", "An empty v= is not DKIM1.", f"v=; p={P}", SYNTAX)

# h=

key("key-h-sha256", "6376 3.6.1", "h= lists the hash in use.", f"v=DKIM1; h=sha256; p={P}")
key("key-h-sha1-and-sha256", "6376 3.6.1", "One of several listed hashes is in use.", f"v=DKIM1; h=sha1:sha256; p={P}")
key("key-h-unknown-and-sha256", "6376 3.6.1", "Unknown hashes are ignored; white space may stand around colons.",
    f"v=DKIM1; h=sha3-512 : sha256; p={P}")
key("key-h-sha1", "6376 3.6.1, 6376 6.1.2", "A hash that h= does not list is inappropriate.", f"v=DKIM1; h=sha1; p={P}",
    no("KEY_HASH_NOT_ALLOWED"))
key("key-h-unknown", "6376 3.6.1, 6376 6.1.2", "A hash that h= does not list is inappropriate.",
    f"v=DKIM1; h=sha512; p={P}",
    no("KEY_HASH_NOT_ALLOWED"))
key("key-h-empty", "6376 3.2, 6376 3.6.1", "An empty h= breaks its grammar.", f"v=DKIM1; h=; p={P}", SYNTAX)

# k=

key("key-k-unknown", "6376 3.6.1, 6376 6.1.2", "A key of an unknown type cannot be used.", f"v=DKIM1; k=ed448; p={P}",
    no("KEY_ALGORITHM_MISMATCH"))
key("key-k-upper-case", "6376 3.2, 6376 3.6.1", "Values are case-sensitive: RSA is an unknown key type.",
    f"v=DKIM1; k=RSA; p={P}",
    no("KEY_ALGORITHM_MISMATCH"))
key("key-k-empty", "6376 3.2, 6376 3.6.1", "An empty k= is not a missing one, and breaks its grammar.",
    f"v=DKIM1; k=; p={P}", SYNTAX)
key("key-ed25519-for-rsa", "6376 6.1.2, 8463 4.2", "An Ed25519 key is unsuitable for a=rsa-sha256.",
    f"v=DKIM1; k=ed25519; p={EP}",
    no("KEY_ALGORITHM_MISMATCH"))
ed("key-rsa-for-ed25519", "6376 6.1.2, 8463 4.2", "An RSA key is unsuitable for a=ed25519-sha256.",
   f"v=DKIM1; k=rsa; p={P}",
   no("KEY_ALGORITHM_MISMATCH"))
ed("key-ed25519", "8463 4.2, 8463 5", "An Ed25519 key is 32 octets in base64.", f"v=DKIM1; k=ed25519; p={EP}")
ed("key-ed25519-k-absent", "6376 3.6.1, 8463 4.2", "Without k= the key is RSA, and 32 octets are no RSA key.",
   f"v=DKIM1; p={EP}", SYNTAX)
ed("key-ed25519-31-octets", "8463 4.2", "An Ed25519 key has 32 octets.",
   f"v=DKIM1; k=ed25519; p={encoded(ED.public()[:31])}", SYNTAX)
ed("key-ed25519-33-octets", "8463 4.2", "An Ed25519 key has 32 octets.",
   f"v=DKIM1; k=ed25519; p={encoded(ED.public() + bytes(1))}", SYNTAX)
ed("key-ed25519-spki", "8463 4.2", "An Ed25519 key is bare, not wrapped in SubjectPublicKeyInfo.",
   f"v=DKIM1; k=ed25519; p={encoded(ED.spki)}", SYNTAX)
ed("key-ed25519-other", "6376 6.1.3", "Another key does not verify the signature.", record(ED_OTHER),
   no("SIGNATURE_MISMATCH"))

# p=

key("key-p-spki", "6376 erratum 3017, 6376 C", "An RSA key as SubjectPublicKeyInfo, which is what the examples show.",
    f"v=DKIM1; p={P}")
key("key-p-rsapublickey", "6376 3.6.1, 6376 erratum 3017",
    "An RSA key as bare RSAPublicKey, which is what the text says.",
    f"v=DKIM1; p={encoded(RSA.pkcs1())}", ok(keyBits=2048))
key("key-p-missing", "6376 3.6.1, 6376 6.1.2", "p= is required.", "v=DKIM1; k=rsa", SYNTAX)
key("key-p-empty", "6376 3.6.1, 6376 6.1.2", "An empty p= means that the key has been revoked.", "v=DKIM1; p=",
    no("KEY_REVOKED"))
key("key-p-white-space", "6376 3.2, 6376 3.6.1", "White space is not part of the value: a p= of spaces is empty.",
    "v=DKIM1; k=rsa; p=  ;",
    no("KEY_REVOKED"))
ed("key-p-empty-ed25519", "6376 3.6.1, 6376 6.1.2", "An Ed25519 key is revoked in the same way.",
   "v=DKIM1; k=ed25519; p=",
   no("KEY_REVOKED"))
key("key-p-garbage", "6376 3.6.1, 6376 6.1.2", "p= must be base64.", "v=DKIM1; p=<put your key here>", SYNTAX)
key("key-p-pem", "6376 3.6.1, 6376 6.1.2", "The lines around a PEM file do not belong into p=.",
    f"v=DKIM1; p=-----BEGIN PUBLIC KEY-----{P}-----END PUBLIC KEY-----", SYNTAX)
OTHER = der(0x30, bytes.fromhex("300d06092a864886f70d01010a0500") + der(3, b"\0" + RSA.pkcs1()))
key("key-p-spki-other-algorithm", "6376 3.6.1, 6376 6.1.2", "A SubjectPublicKeyInfo of RSASSA-PSS is no key of k=rsa.",
    f"v=DKIM1; p={encoded(OTHER)}", SYNTAX)
LONG = der_read(RSA.public())[1]
key("key-p-length-not-minimal", "6376 3.6.1, 6376 6.1.2", "A length with an octet too many is BER, not DER.",
    f"v=DKIM1; p={encoded(bytes([0x30, 0x83]) + len(LONG).to_bytes(3, 'big') + LONG)}", SYNTAX)
key("key-p-truncated", "6376 3.6.1, 6376 6.1.2", "A key that was cut off is not DER.", f"v=DKIM1; p={P[:252]}", SYNTAX)
key("key-p-trailing-octet", "6376 3.6.1, 6376 6.1.2", "After the DER of the key nothing may follow.",
    f"v=DKIM1; p={encoded(RSA.public() + bytes(1))}", SYNTAX)
key("key-p-negative-modulus", "6376 3.6.1, 6376 6.1.2",
    "Without its leading zero octet the modulus is a negative number.",
    f"v=DKIM1; p={encoded(der(0x30, der(2, RSA.n.to_bytes(256, 'big')) + der_integer(RSA.e)))}", SYNTAX)
key("key-p-three-integers", "6376 3.6.1, 6376 6.1.2, 8017 A.1.1", "An RSAPublicKey is two integers.",
    f"v=DKIM1; p={encoded(der(0x30, der_integer(RSA.n) + der_integer(RSA.e) + der_integer(1)))}", SYNTAX)
key("key-p-not-der", "6376 3.6.1, 6376 6.1.2", "Base64 of something else is no key.",
    f"v=DKIM1; p={encoded(b'correct horse battery staple')}",
    SYNTAX)
key("key-p-other", "6376 6.1.3", "Another key of the same size does not verify the signature.", record(RSA_OTHER),
    no("SIGNATURE_MISMATCH"))

# What is published by mistake

PRIVATE = no("KEY_IS_PRIVATE")


def pem(name):
    """A private key of the folder keys: its PEM, and the base64 in it."""
    text = (FOLDER / name).read_text()
    return text, "".join(text.split("-----")[2].split())


for form, name in (("pkcs8", "rsa2048.pem"), ("pkcs1", "rfc6376-c.pem"), ("ed25519", "ed25519.pem")):
    key(f"key-private-{form}", "6376 3.6.1, 6376 6.1.2", "A private key is no public key, and everybody has it now.",
        f"v=DKIM1; p={pem(name)[1]}", PRIVATE)
key("key-private-pem", "6376 3.6.1, 6376 6.1.2", "Nor is a private key in PEM, line ends and all.",
    "v=DKIM1; p=" + pem("rsa2048.pem")[0].replace("\n", " "), PRIVATE)
key("key-private-cut-off", "6376 3.6.1, 6376 6.1.2", "Part of a private key is as private as the whole.",
    f"v=DKIM1; p={pem('rsa2048.pem')[1][:240]}", PRIVATE)
key("key-private-without-name", "6376 3.6.1, 6376 6.1.2", "It is private wherever in the record it stands.",
    f"v=DKIM1; {pem('rsa2048.pem')[1]}", PRIVATE)
key("key-private-in-notes", "6376 3.6.1", "A record that is good verifies, whatever stands in its notes.",
    f"v=DKIM1; n={pem('rsa2048-other.pem')[1].replace('=', '=3D')}; p={P}")
# RFC 5480 2.1.1: id-ecPublicKey with secp256r1 and its base point
EC = der(0x30, der(0x30, bytes.fromhex("06072a8648ce3d020106082a8648ce3d030107")) + der(3, bytes.fromhex(
    "0004" "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
    "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5")))
key("key-p-ec", "6376 3.6.1, 6376 6.1.2", "A key of an elliptic curve is no RSA key.", f"v=DKIM1; p={encoded(EC)}", SYNTAX)
key("key-p-ed25519-spki", "6376 3.6.1, 6376 6.1.2", "An Ed25519 key in a SubjectPublicKeyInfo is no RSA key.",
    f"v=DKIM1; k=rsa; p={encoded(ED.spki)}", SYNTAX)
OPENSSH = b"".join(len(part).to_bytes(4, "big") + part for part in (
    b"ssh-rsa", RSA.e.to_bytes(3, "big"), b"\0" + RSA.n.to_bytes(256, "big")))
key("key-p-openssh", "6376 3.6.1, 6376 6.1.2", "A public key as OpenSSH writes it is no RSAPublicKey.",
    f"v=DKIM1; p={encoded(OPENSSH)}", SYNTAX)
ed("key-ed25519-rsa", "8463 4.2", "An RSA key is no key of k=ed25519.", f"v=DKIM1; k=ed25519; p={P}", SYNTAX)

# s=, t=, n=, g=

key("key-s-email", "6376 3.6.1", "The service type email.", f"v=DKIM1; s=email; p={P}")
key("key-s-star", "6376 3.6.1", "The service type *.", f"v=DKIM1; s=*; p={P}")
key("key-s-star-and-other", "6376 3.6.1", "* matches whatever stands beside it.", f"v=DKIM1; s=*:tlsrpt; p={P}")
key("key-s-other-and-email", "6376 3.6.1", "Unknown service types are ignored.", f"v=DKIM1; s=tlsrpt : email; p={P}")
key("key-s-other", "6376 3.6.1", "A record that lists neither * nor email is not for e-mail.",
    f"v=DKIM1; s=tlsrpt; p={P}",
    no("KEY_NOT_FOR_EMAIL"))
key("key-s-empty", "6376 3.2, 6376 3.6.1", "An empty s= breaks its grammar.", f"v=DKIM1; s=; p={P}", SYNTAX)
key("key-t-y", "6376 3.6.1", "A key in testing mode passes like any other, and it is reported that it is one.",
    f"v=DKIM1; t=y; p={P}",
    ok(testing="true"))
key("key-t-y-failing", "6376 3.6.1",
    "A failure in testing mode is a failure; that it is no worse than no signature holds for all.",
    f"v=DKIM1; t=y; p={P}", no("SIGNATURE_MISMATCH"), signer=RSA_OTHER.sign)
key("key-t-s-equal", "6376 3.6.1, 6376 3.10", "Under t=s the domain of i= is that of d=.", f"v=DKIM1; t=s; p={P}",
    ok(identity="joe@example.com", testing="false"), i="joe@example.com")
key("key-t-s-equal-other-case", "6376 3.6.1", "Under t=s, too, case does not matter in domain names.",
    f"v=DKIM1; t=s; p={P}",
    i="joe@EXAMPLE.com")
key("key-t-s-without-i", "6376 3.6.1, 6376 6.1.1", "Without i= the two domains are the same.", f"v=DKIM1; t=s; p={P}")
key("key-t-s-subdomain", "6376 3.6.1, 6376 3.10", "Under t=s the domain of i= must not be a subdomain of d=.",
    f"v=DKIM1; t=s; p={P}",
    no("KEY_FLAG_MISMATCH"), i="joe@mail.example.com")
key("key-t-y-s-subdomain", "6376 3.6.1", "Flags are a list: y before s does not hide it.", f"v=DKIM1; t=y : s; p={P}",
    no("KEY_FLAG_MISMATCH"), i="@mail.example.com")
key("key-t-unknown", "6376 3.6.1", "Unknown flags are ignored.", f"v=DKIM1; t=x-new:y:sy; p={P}", ok(testing="true"),
    i="@mail.example.com")
key("key-t-empty", "6376 3.2, 6376 3.6.1", "An empty t= breaks its grammar.", f"v=DKIM1; t=; p={P}", SYNTAX)
key("key-n-ignored", "6376 3.6.1", "Notes are not interpreted.", f"v=DKIM1; n=rotate=20in=20May=3B ask p=joe; p={P}")
key("key-g-ignored", "6376 C.2, 6376 3.6.1", "g= of RFC 4871 is an unknown tag now: it restricts nothing.",
    f"v=DKIM1; g=nobody; k=rsa; p={P}",
    i="joe@example.com")
key("key-g-empty-ignored", "6376 C.2, 6376 3.6.1", "An empty g= matched nothing in RFC 4871; now it is ignored.",
    f"v=DKIM1; g=; p={P}")

# Sizes and exponents

for bits, reason in ((512, "KEY_TOO_SHORT"), (768, "KEY_TOO_SHORT"), (1023, "KEY_TOO_SHORT"), (1024, None),
                     (4096, None),
                     (8192, None), (8194, "KEY_TOO_LONG"), (16384, "KEY_TOO_LONG")):
    rsa = Rsa.load(f"rsa{bits}.pem")
    assert rsa.bits == bits
    about = {512: "RSA keys of less than 1024 bits must not be considered valid, though the signature is right.",
             768: "RSA keys of less than 1024 bits must not be considered valid, though the signature is right.",
             1023: "A key of 1023 bits has as many octets as one of 1024, and is too short.",
             1024: "RSA keys of 1024 bits must be verified.", 4096: "RSA keys of 4096 bits must be verified.",
             8192: "Larger RSA keys may be verified: up to 8192 bits they are.",
             8194: "Beyond 8192 bits a key is refused instead of spending time on it.",
             16384: "Beyond 8192 bits a key is refused instead of spending time on it."}[bits]
    key(f"rsa-{bits}-bits", "8301 3.2" + (", 6376 8.8" if bits > 4096 else ""), about, record(rsa),
        no(reason) if reason else ok(keyBits=bits), key=rsa)
key("rsa-exponent-1-forged", "6376 8.8, 8017 3.1",
    "With exponent 1 the padded hash is its own signature: this one was made without a private key.",
    record(RSA.with_exponent(1)), no("KEY_UNSAFE_EXPONENT"), signer=forge_with_exponent_1(RSA))
key("rsa-exponent-3", "6376 3.3.2, 8017 3.1", "65537 is only recommended: exponent 3 is valid.", record(RSA_E3),
    ok(keyBits=2048), key=RSA_E3)
key("rsa-exponent-3-forged", "8017 8.2.2, 6376 6.1.3",
    "With exponent 3 a cube root makes the front of a padded hash: all of the padding must be checked.",
    record(RSA_E3), no("SIGNATURE_MISMATCH"), signer=forge_with_exponent_3(RSA_E3))
m = note()
next(n for n in range(100) if m.sign(also=f"x_try={n}", signer=lambda data: square_root(RSA, data)))
case("rsa-exponent-even", "8017 3.1, 6376 8.8",
     "RSA exponents are odd: under 2 this signature is a square root that is right.",
     m, [txt(NAME, record(RSA.with_exponent(2)))], no("KEY_UNSAFE_EXPONENT"))
BELOW = RSA.with_exponent(prime_to(RSA, range(2**32 - 1, 0, -2)))
key("rsa-exponent-below-2-to-the-32", "8017 3.1, 6376 8.8", "An odd exponent up to 2^32 is accepted.", record(BELOW),
    key=BELOW)
ABOVE = RSA.with_exponent(prime_to(RSA, range(2**32 + 1, 2**33, 2)))
key("rsa-exponent-above-2-to-the-32", "6376 8.8", "Beyond 2^32 an exponent is refused instead of spending time on it.",
    record(ABOVE), no("KEY_UNSAFE_EXPONENT"), key=ABOVE)
HUGE = RSA.with_exponent(prime_to(RSA, range(2**2040 + 1, 2**2041, 2)))
key("rsa-exponent-huge", "6376 8.8", "An exponent as long as the modulus is refused instead of spending time on it.",
    record(HUGE), no("KEY_UNSAFE_EXPONENT"), key=HUGE)

# DNS: 3.6.2 and 6.1.2


def dns(name, rfc, about, lines, expect=None, **sign):
    m = receipt()
    m.sign(h="from:to:subject:mime-version:content-type", **sign)
    case(name, rfc, about, m, lines, expect or ok())


dns("dns-no-such-domain", "6376 6.1.2", "Without a key record there is no key for the signature.",
    ["example.com. TXT \"v=spf1 -all\""], no("NO_KEY"))
dns("dns-other-selector", "6376 6.1.2, 6376 3.6.2.1", "A key under another selector is not looked for.",
    [at(selector="s2")], no("NO_KEY"))
dns("dns-key-at-parent", "6376 3.6.2.1",
    "The name of the key is made of s= and d= only: a parent's key is not looked for.",
    [R1], no("NO_KEY"), d="mail.example.com")
dns("dns-key-at-identity", "6376 3.6.2.1", "The name of the key is made of d=, not of i=.",
    [R1, at(RSA_OTHER, domain="sub.example.com")], ok(identity="@sub.example.com"), i="@sub.example.com")
dns("dns-no-data", "6376 6.1.2", "A name that has other records but no TXT has no key.", [f"{NAME}. A 192.0.2.1"],
    no("NO_KEY"))
dns("dns-no-data-empty-non-terminal", "6376 6.1.2", "A name that only has names below it has no key.",
    [at(selector="a.s1")], no("NO_KEY"))
dns("dns-unavailable", "6376 6.1.2", "If the query gets no answer the key is unavailable, for now.",
    [f"{NAME}. UNAVAILABLE"],
    no("KEY_UNAVAILABLE", domain="example.com"))
dns("dns-cname", "6376 3.6.2, 1034 3.6.2", "The name of the key may be an alias in a provider's zone.",
    [f"{NAME}. CNAME s1.dkim.provider.example.net.", txt("s1.dkim.provider.example.net", record(RSA))])
dns("dns-wildcard-not-a-key", "6376 6.1.2",
    "A wildcard TXT record that covers the name is unlikely to be a key, and this is none.",
    ["*.example.com. TXT \"v=spf1 include:_spf.example.net -all\""], no("KEY_SYNTAX"))
dns("dns-wildcard-key", "6376 6.1.2", "A wildcard may also hold a key.", [txt("*._domainkey.example.com", record(RSA))])
dns("dns-name-case", "6376 3.6.2.1, 1035 2.3.3", "DNS names have no case.",
    [txt("S1._DomainKey.EXAMPLE.com", record(RSA))])
dns("dns-several-strings", "6376 3.6.2.2",
    "The strings of a TXT record are concatenated without white space, wherever they were cut.",
    [txt(NAME, "v=DK", "IM1; k", "=rs", "a; ", "p=", P[:100], P[100:101], "", P[101:])])
dns("dns-string-of-255", "6376 3.6.2.2, 1035 3.3", "A string may have 255 octets.",
    [txt(NAME, record(RSA)[:255], record(RSA)[255:])])
GARBAGE = "google-site-verification of something"
dns("dns-two-good-first", "6376 6.1.2, 6376 3.6.2.2", "Of two records the second is garbage: a verifier may try each.",
    [R1, txt(NAME, GARBAGE)])
dns("dns-two-good-second", "6376 6.1.2, 6376 3.6.2.2", "Of two records the first is garbage: a verifier may try each.",
    [txt(NAME, GARBAGE), R1])
dns("dns-two-keys-second-fits", "6376 6.1.2, 6376 3.6.2.2",
    "Of two keys the second verifies: a verifier may try each.", [at(RSA_OTHER), R1])
dns("dns-two-kinds", "6376 6.1.2, 8463 6", "Keys of both kinds at one name are tried like any two.", [E1, R1])
dns("dns-two-garbage", "6376 6.1.2", "Two records that are no keys are no key.",
    [txt(NAME, GARBAGE), txt(NAME, "v=DKIM2; p=")], no("KEY_SYNTAX"))
dns("dns-two-garbage-and-revoked", "6376 6.1.2", "If no record fits, the one that got furthest gives the reason.",
    [txt(NAME, "v=DKIM1; p="), txt(NAME, GARBAGE)], no("KEY_REVOKED"))
dns("dns-two-wrong-key-and-revoked", "6376 6.1.2", "If no record fits, the one that got furthest gives the reason.",
    [txt(NAME, "v=DKIM1; p="), at(RSA_OTHER)], no("SIGNATURE_MISMATCH"))
FOUR = [at(RSA_OTHER), txt(NAME, "v=DKIM1; p="), txt(NAME, f"v=DKIM1; h=sha1; p={P}"),
        txt(NAME, f"v=DKIM1; s=tlsrpt; p={P}")]
dns("dns-four-fourth-fits", "6376 6.1.2, 6376 8.4", "Four records are tried.", FOUR[:3] + [R1])
dns("dns-five-fifth-fits", "6376 6.1.2, 6376 8.4",
    "Four records are tried and no more: a fifth is not reached, though it would verify.", FOUR + [R1],
    no("SIGNATURE_MISMATCH"))
