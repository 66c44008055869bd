"""The tags of the signature field (3.5) and its validation (6.1.1)."""

from book import E1, NOW_SECONDS, R1, at, case, no, ok, record, txt
from cases_lists import SYNTAX, one
from keys import ED, RSA
from letter import folded, note, receipt, utf8_letter


def eddy(name, rfc, about, expect=None, **sign):
    one(name, rfc, about, expect, dns=(E1,), key=ED, **sign)


# v=

one("v-missing", "6376 3.5, 6376 6.1.1", "v= is required.", no("MISSING_REQUIRED_TAG"), v=None)
one("v-2", "6376 6.1.1", "A v= that is inconsistent with this specification is an incompatible version.",
    no("INCOMPATIBLE_VERSION"), v="2")
one("v-1.0", "6376 3.5, 6376 6.1.1", "v= must have the value 1: 1.0 is another one.", no("INCOMPATIBLE_VERSION"),
    v="1.0")
one("v-0.5", "6376 6.1.1", "The version of an old draft is an incompatible version.", no("INCOMPATIBLE_VERSION"),
    v="0.5")
one("v-empty", "6376 3.2, 6376 6.1.1", "An empty v= is not a missing one; it is not 1 either.",
    no("INCOMPATIBLE_VERSION"), v="")
one("v-upper-case-name", "6376 3.2, 6376 6.1.1", "Tag names are case-sensitive: with V=1 the required v= is missing.",
    no("MISSING_REQUIRED_TAG"), edit=[("v=1", "V=1")])
one("v-2-and-missing-tags", "6376 6.1.1",
    "The version is judged before it is asked whether all required tags are there.",
    no("INCOMPATIBLE_VERSION"), v="2", d=None, s=None)

one("v-2-and-malformed-value", "6376 6.1.1", "Of a signature of another version the values are not judged.",
    no("INCOMPATIBLE_VERSION"), v="2", d="example..com")

# a=

one("a-missing", "6376 3.5, 6376 6.1.1", "a= is required.", no("MISSING_REQUIRED_TAG"), a=None)
one("a-rsa-sha1", "8301 3.1", "rsa-sha1 must not be used for verifying, though the signature is mathematically right.",
    no("ALGORITHM_FORBIDDEN"), a="rsa-sha1", hash_name="sha1", signer=lambda data: RSA.sign(data, "sha1"))
one("a-rsa-sha512", "6376 3.3.4", "A signature with an algorithm that is not implemented is ignored.",
    no("ALGORITHM_UNSUPPORTED"), a="rsa-sha512")
one("a-unknown-key-type", "6376 3.3.4", "A signature with an algorithm that is not implemented is ignored.",
    no("ALGORITHM_UNSUPPORTED"), a="ed448-shake256")
one("a-upper-case", "6376 3.2, 6376 3.3.4",
    "Values are case-sensitive unless their description says otherwise: RSA-SHA256 is not a known algorithm.",
    no("ALGORITHM_UNSUPPORTED"), a="RSA-SHA256")
one("a-foo", "6376 3.5, 6376 6.1.1",
    "The value of a= is a key type, a hyphen and a hash: a word alone breaks its grammar.",
    SYNTAX, a="foo")
one("a-empty", "6376 3.5, 6376 6.1.1", "An empty a= breaks its grammar.", SYNTAX, a="")
one("a-with-space", "6376 3.5, 6376 6.1.1", "White space within the value of a= breaks its grammar.", SYNTAX,
    a="rsa -sha256")
eddy("a-ed25519", "8463 3, 8463 4.1, 8463 5", "Verifiers must implement ed25519-sha256.",
     ok(algorithm="ed25519-sha256"))

# b= and bh=

one("b-missing", "6376 3.5, 6376 6.1.1", "b= is required.", no("MISSING_REQUIRED_TAG"), b=None)
one("b-empty", "6376 3.5, 6376 6.1.1", "b= is a base64string, which has at least one character.", SYNTAX, b="")
one("b-garbage", "6376 3.5, 6376 6.1.1", "b= must be base64.", SYNTAX, b="%%% not base64 %%%")
one("b-after-padding", "6376 2.10, 6376 6.1.1", "Nothing may follow the padding of a base64string.", SYNTAX,
    fill=lambda b: folded(b.rstrip("=") + "==QUJD"))
one("b-url-alphabet", "6376 2.10, 6376 6.1.1", "Hyphen and underscore are not in the base64 alphabet.", SYNTAX,
    fill=lambda b: folded("-_" + b[2:]))
one("b-one-long-line", "6376 3.5", "b= need not be folded.", fill=lambda b: b)
one("b-changed", "6376 6.1.3", "A b= of the right length that is not the signature does not verify.",
    no("SIGNATURE_MISMATCH"), signer=lambda data: RSA.sign(data)[:-1] + bytes([RSA.sign(data)[-1] ^ 1]))
one("b-too-short", "6376 6.1.3", "An RSA signature that lacks an octet does not verify.",
    no("SIGNATURE_LENGTH_WRONG"), signer=lambda data: RSA.sign(data)[:-1])
one("b-leading-zero", "6376 6.1.3, 8017 8.2.2", "An RSA signature with an octet more than the modulus is invalid.",
    no("SIGNATURE_LENGTH_WRONG"), signer=lambda data: b"\0" + RSA.sign(data))


def out_of_range(data):
    """The signature plus the modulus, if that still has as many octets."""
    s = int.from_bytes(RSA.sign(data), "big") + RSA.n
    return s.to_bytes(RSA.octets, "big") if s.bit_length() <= 8 * RSA.octets else None


m = note()
next(n for n in range(100) if m.sign(also=f"x_try={n}", signer=out_of_range))
case("b-out-of-range", "6376 6.1.3, 8017 5.2.2", "A signature that is not below the modulus is invalid.", m, [R1],
     no("SIGNATURE_MISMATCH"))
one("b-sha1-digest-info", "6376 3.3.2, 6376 6.1.3", "Under a=rsa-sha256 the padded hash must be a SHA-256.",
    no("SIGNATURE_MISMATCH"), signer=lambda data: RSA.sign(data, "sha1"))
eddy("b-ed25519-63-octets", "8463 3, 6376 6.1.3", "An Ed25519 signature has 64 octets.",
     no("SIGNATURE_LENGTH_WRONG"), signer=lambda data: ED.sign(data)[:63])
eddy("b-ed25519-65-octets", "8463 3, 6376 6.1.3", "An Ed25519 signature has 64 octets.",
     no("SIGNATURE_LENGTH_WRONG"), signer=lambda data: ED.sign(data) + b"\0")
eddy("b-ed25519-without-hash", "8463 3, 6376 6.1.3",
     "Ed25519 signs the SHA-256 of the hash input, not the input itself.",
     no("SIGNATURE_MISMATCH"), signer=ED.pure)


def stretched(data):
    signature = ED.sign(data)
    return signature[:32] + (int.from_bytes(signature[32:], "little") + ED.ORDER).to_bytes(32, "little")


eddy("b-ed25519-s-not-reduced", "8463 3, 8032 5.1.7",
     "The second half of an Ed25519 signature must be below the group order.",
     no("SIGNATURE_MISMATCH"), signer=stretched)
one("bh-missing", "6376 3.5, 6376 6.1.1", "bh= is required.", no("MISSING_REQUIRED_TAG"), bh=None)
one("bh-empty", "6376 3.5, 6376 6.1.1", "bh= is a base64string, which has at least one character.", SYNTAX, bh="")
one("bh-garbage", "6376 3.5, 6376 6.1.1", "bh= must be base64.", SYNTAX, bh="(none)")
one("bh-too-short", "6376 6.1.3", "A bh= of 20 octets cannot be a SHA-256.", no("BODY_HASH_MISMATCH"),
    bh="K4eRLVkwa+lAGXuIM4WYRUnUNx8=")
one("bh-too-long", "6376 6.1.3", "A bh= that has more octets than a SHA-256 does not match, whatever it begins with.",
    no("BODY_HASH_MISMATCH"), bh="K4eRLVkwa+lAGXuIM4WYRUnUNx9wdAH3RNWF6WsIZYAAAAAA")

# c=

one("c-missing", "6376 3.4, 6376 3.5", "Without c= both header and body are simple.", c=None)
m = note()
m.sign(c=None)
m.replace("To: Suzie", "To:  Suzie")
case("c-missing-space-changed", "6376 3.4, 6376 3.5", "Without c= the header is simple and no space may change.",
     m, [R1], no("SIGNATURE_MISMATCH"))
one("c-one-name", "6376 3.5", "c=relaxed is the same as c=relaxed/simple.", c="relaxed",
    message=note("Two  spaces. \r\n\r\n\r\n"))
one("c-relaxed-simple", "6376 3.4, 6376 3.5", "Header and body may use different algorithms.", c="relaxed/simple",
    message=note("Two  spaces. \r\n\r\n\r\n"))
one("c-simple-relaxed", "6376 3.4, 6376 3.5", "Header and body may use different algorithms.", c="simple/relaxed",
    message=note("Two  spaces. \r\n\r\n\r\n"))
one("c-simple-simple", "6376 3.4, 6376 3.5", "Verifiers must implement both algorithms.", c="simple/simple",
    message=receipt(), h="from:to:subject:date:mime-version:content-type")
one("c-relaxed-relaxed", "6376 3.4, 6376 3.5", "Verifiers must implement both algorithms.",
    message=receipt(), h="from:to:subject:date:mime-version:content-type")
one("c-unknown-header", "6376 3.4", "A signature with an unknown canonicalization algorithm is ignored.",
    no("ALGORITHM_UNSUPPORTED"), c="nowsp/simple", header="simple")
one("c-unknown-body", "6376 3.4", "A signature with an unknown canonicalization algorithm is ignored.",
    no("ALGORITHM_UNSUPPORTED"), c="simple/x-strict", body="simple")
one("c-upper-case", "6376 3.2, 6376 3.4", "Values are case-sensitive: Relaxed is not a known algorithm.",
    no("ALGORITHM_UNSUPPORTED"), c="Relaxed/Relaxed", header="relaxed", body="relaxed")
one("c-empty", "6376 3.2, 6376 3.5", "An empty c= is not a missing one, and breaks its grammar.",
    SYNTAX, c="", header="simple", body="simple")
one("c-ends-in-slash", "6376 3.5, 6376 6.1.1", "A slash in c= is followed by a name.", SYNTAX, c="relaxed/",
    body="simple")
one("c-three-names", "6376 3.5, 6376 6.1.1", "c= has one name or two.", SYNTAX, c="simple/simple/simple")
one("c-space-around-slash", "6376 3.5, 6376 6.1.1", "The grammar has no white space around the slash of c=.",
    SYNTAX, c="relaxed / relaxed", header="relaxed", body="relaxed")

# d=

one("d-missing", "6376 3.5, 6376 6.1.1", "d= is required.", no("MISSING_REQUIRED_TAG"), d=None)
one("d-empty", "6376 3.5, 6376 6.1.1", "d= must be a domain name.", SYNTAX, d="")
one("d-one-label", "6376 3.5", "The domain of d= has two labels at least.", SYNTAX, d="com", dns=(at(domain="com"),))
one("d-trailing-dot", "6376 3.5, 6376 6.1.1", "The grammar of d= has no trailing dot.", SYNTAX, d="example.com.")
one("d-empty-label", "6376 3.5, 6376 6.1.1", "A label of d= is not empty.", SYNTAX, d="mail..example.com")
one("d-leading-dot", "6376 3.5, 6376 6.1.1", "A label of d= is not empty.", SYNTAX, d=".example.com")
one("d-leading-hyphen", "6376 3.5, 5321 4.1.2", "A label begins with a letter or a digit.", SYNTAX,
    d="-mail.example.com",
    dns=(at(domain="-mail.example.com"),))
one("d-label-of-63", "6376 3.5, 1035 2.3.4", "A label may have 63 octets.", ok(domain="m" * 63 + ".example.com"),
    d="m" * 63 + ".example.com", dns=(at(domain="m" * 63 + ".example.com"),))
one("d-label-of-64", "6376 3.5, 1035 2.3.4", "d= must be a valid DNS name: no label has more than 63 octets.",
    SYNTAX, d="m" * 64 + ".example.com")
one("d-with-space", "6376 3.5, 6376 6.1.1", "White space is not allowed within d=.", SYNTAX, d="example .com")
one("d-address-literal", "6376 3.5", "d= is a domain name and never an address literal.", SYNTAX, d="[192.0.2.1]")
one("d-upper-case", "6376 3.5, 1035 2.3.3", "Domain names are compared without regard to case.",
    ok(identity="@example.com"), d="EXAMPLE.Com", i="@Example.COM")
one("d-other-than-from", "6376 3.11", "The signing domain need not be the domain of From.",
    ok(domain="mailer.example.net"), d="mailer.example.net", dns=(at(domain="mailer.example.net"),))

# i=

one("i-missing", "6376 6.1.1, 6376 3.5", "Without i= the verifier behaves as though it were @ and the value of d=.",
    ok(identity="@example.com"))
one("i-same-domain", "6376 3.5", "i= may carry a local part.", ok(identity="joe@example.com"), i="joe@example.com")
one("i-subdomain", "6376 3.5, 6376 3.10", "The domain of i= may be a subdomain of d=.",
    ok(identity="joe@sub1.sub2.example.com"), i="joe@sub1.sub2.example.com")
one("i-other-domain", "6376 6.1.1, 6376 3.5", "The domain of i= must be the same as or a subdomain of d=.",
    no("DOMAIN_MISMATCH"), i="joe@bank.example.net")
one("i-parent-domain", "6376 6.1.1, 6376 3.5", "A parent of d= is outside d=.",
    no("DOMAIN_MISMATCH"), d="mail.example.com", i="@example.com", dns=(at(domain="mail.example.com"),))
one("i-suffix-without-dot", "6376 6.1.1", "badexample.com ends like example.com but is not a subdomain of it.",
    no("DOMAIN_MISMATCH"), i="@badexample.com")
one("i-without-at", "6376 3.5, 6376 6.1.1", "i= has an @.", SYNTAX, i="example.com")
one("i-empty", "6376 3.2, 6376 3.5", "An empty i= is not a missing one, and has no @.", SYNTAX, i="")
one("i-without-domain", "6376 3.5, 6376 6.1.1", "After the @ of i= stands a domain name.", SYNTAX, i="joe@")
one("i-trailing-dot", "6376 3.5, 6376 6.1.1", "The domain of i= has no trailing dot.", SYNTAX, i="@example.com.")
one("i-quoted-printable", "6376 3.5, 6376 2.11",
    "i= is decoded from dkim-quoted-printable, and the last @ is the one before the domain.",
    ok(identity='"j;d@home"@example.com'), i='"j=3Bd=40home"@example.com')
one("i-quoted-printable-domain", "6376 3.5, 6376 2.11, 6376 6.1.1",
    "What is compared with d= is the decoded value: an encoded letter does not hide a foreign domain.",
    no("DOMAIN_MISMATCH"), i="joe@bank.=65xample.net")
one("i-quoted-printable-at", "6376 2.11", "Any character may be encoded, even the @.",
    ok(identity="joe@example.com"), i="joe=40example.com")
one("i-quoted-printable-lower-case", "6376 2.11, 6376 6.1.1",
    "The hexadecimal digits of dkim-quoted-printable are upper case only.", SYNTAX, i="j=3bd@example.com")
one("i-quoted-printable-cut", "6376 2.11, 6376 6.1.1", "An equals sign is followed by two hexadecimal digits.",
    SYNTAX, i="joe=4@example.com")
one("i-folded", "6376 2.11", "White space within dkim-quoted-printable is removed before decoding.",
    ok(identity="joe.six@example.com"), i="joe.\r\n six@example\r\n\t.com")

# l=

TEXT = "One.\r\nTwo.\r\n"
one("l-exact", "6376 3.5, 6376 3.7", "l= that equals the length of the canonical body covers all of it.",
    ok(bodyLength=12), l="12", message=note(TEXT))
one("l-exact-relaxed", "6376 3.7, 6376 5.3.1",
    "l= counts octets after canonicalization: white space that is ignored does not count.",
    ok(bodyLength=12), l="12", message=note("One. \t\r\nTwo.   \r\n\r\n\r\n"))
one("l-exact-added-crlf", "6376 3.7, 6376 3.4.3", "l= counts the CRLF that canonicalization adds.",
    ok(bodyLength=12), l="12", c="simple/simple", message=note("One.\r\nTwo."))
one("l-shorter", "6376 6.1.3, 6376 8.2", "Octets beyond l= are unsigned; a signature that leaves some is not accepted.",
    no("UNSIGNED_CONTENT"), l="6", message=note(TEXT))
m = note(TEXT)
m.sign(l="12")
m.body += b"-- \r\nAdded on the way: http://www.example.net/\r\n"
case("l-text-appended", "6376 6.1.3, 6376 8.2", "Text appended beyond l= passes the mathematics but not the verifier.",
     m, [R1], no("UNSIGNED_CONTENT"))
m = note(TEXT)
m.sign(l="12")
m.body += b"\r\n \t\r\n\r\n"
case("l-only-blank-lines-appended", "6376 3.7, 6376 3.4.4",
     "Blank lines appended to a relaxed body vanish before l= is applied: nothing is beyond it.", m, [R1],
     ok(bodyLength=12))
m = note(TEXT)
m.sign(l="6")
m.replace("Two", "Six")
case("l-shorter-tail-changed", "6376 6.1.3, 6376 8.2",
     "Only the octets before l= are hashed; the rest may be anything.",
     m, [R1], no("UNSIGNED_CONTENT"))
m = note(TEXT)
m.sign(l="6")
m.replace("One", "Ten")
case("l-shorter-start-changed", "6376 6.1.3", "Octets before l= are signed.", m, [R1], no("BODY_HASH_MISMATCH"))
m = note(TEXT)
m.sign(l="6")
m.replace("The boat", "The car")
case("l-shorter-header-changed", "6376 6.1.3",
     "A wrong signature is reported as such, not as one with unsigned content.", m, [R1], no("SIGNATURE_MISMATCH"))
one("l-longer", "6376 3.5", "l= must not be larger than the canonical body.",
    no("BODY_LENGTH_TOO_LONG"), l="13", message=note(TEXT))
one("l-longer-than-relaxed-body", "6376 3.5, 6376 3.7",
    "l= is compared with the canonical body, not with the body as it came.",
    no("BODY_LENGTH_TOO_LONG"), l="13", message=note("One. \t\r\nTwo.   \r\n\r\n\r\n"))
one("l-zero", "6376 5.3.1, 6376 5.4.1", "l=0 leaves the whole body unsigned.", no("UNSIGNED_CONTENT"), l="0",
    message=note(TEXT))
one("l-zero-empty-body", "6376 3.5, 6376 3.4.4", "A relaxed empty body has zero octets: l=0 leaves nothing unsigned.",
    ok(bodyLength=0), l="0", message=note(""))
one("l-leading-zeros", "6376 3.5", "l= is a decimal number and may have leading zeros.", ok(bodyLength=12), l="00012",
    message=note(TEXT))
one("l-76-digits", "6376 3.5", "76 digits are within the grammar: a length larger than the body, and not an overflow.",
    no("BODY_LENGTH_TOO_LONG"), l="9" * 76)
one("l-2-to-the-64", "6376 3.5", "A length that wraps round to the right one in 64 bits is still too large.",
    no("BODY_LENGTH_TOO_LONG"), l=str(2**64 + 12), message=note(TEXT), limit=12)
one("l-77-digits", "6376 3.5, 6376 6.1.1", "l= has 76 digits at most.", SYNTAX, l="0" * 75 + "12", message=note(TEXT))
one("l-negative", "6376 3.5, 6376 6.1.1", "l= is unsigned.", SYNTAX, l="-1")
one("l-not-a-number", "6376 3.5, 6376 6.1.1", "l= is a decimal number.", SYNTAX, l="0x0c")
one("l-empty", "6376 3.2, 6376 3.5", "An empty l= is not a missing one, and breaks its grammar.", SYNTAX, l="")

# q=

one("q-dns-txt", "6376 3.5", "dns/txt must be supported.", q="dns/txt")
one("q-unknown-and-dns-txt", "6376 3.5", "Unknown query methods are ignored; dns/txt among them is used.",
    q="http/well-known:dns/txt")
one("q-unknown", "6376 3.5", "With unknown query methods only there is no way to the key.",
    no("QUERY_METHOD_UNSUPPORTED"), q="http/well-known")
one("q-dns-without-txt", "6376 3.5", "The option txt must be included: dns alone is not dns/txt.",
    no("QUERY_METHOD_UNSUPPORTED"), q="dns")
one("q-malformed", "6376 3.5", "A query method has options after its slash, and is a word.", SYNTAX, q="dns/txt:dns/")
one("q-empty", "6376 3.2, 6376 3.5", "An empty q= is not a missing one, and breaks its grammar.", SYNTAX, q="")

# s=

one("s-missing", "6376 3.5, 6376 6.1.1", "s= is required.", no("MISSING_REQUIRED_TAG"), s=None)
one("s-empty", "6376 3.5, 6376 6.1.1", "s= must have a label.", SYNTAX, s="")
one("s-with-dots", "6376 3.1, 6376 3.6.2.1", "Periods in a selector separate DNS labels.",
    ok(selector="march2005.reykjavik"), s="march2005.reykjavik", dns=(at(selector="march2005.reykjavik"),))
one("s-with-underscore", "6376 3.1", "DNS has names with underscores, and so have selectors that people use (decision).",
    ok(selector="s_1"), dns=(txt("s_1._domainkey.example.com", record(RSA)),), s="s_1")
one("s-name-too-long", "6376 3.6.2.1, 6376 6.1.2", "The name of the key would be longer than DNS allows, so there is none.",
    no("NO_KEY"), s=".".join(["s" * 60] * 4))
one("s-with-space", "6376 3.1, 6376 6.1.1", "White space is not allowed within a selector.", SYNTAX, s="s 1")
one("s-trailing-dot", "6376 3.1, 6376 6.1.1", "A label of a selector is not empty.", SYNTAX, s="s1.")
one("s-empty-label", "6376 3.1, 6376 6.1.1", "A label of a selector is not empty.", SYNTAX, s="s1..a")
one("s-upper-case", "6376 3.1, 1035 2.3.3", "A selector is part of a DNS name, where case does not matter.",
    ok(selector="s1"), s="S1")

# h=

one("h-missing", "6376 3.5, 6376 6.1.1", "h= is required.", no("MISSING_REQUIRED_TAG"), h=None)
one("h-empty", "6376 3.5, 6376 6.1.1", "h= must not be empty.", SYNTAX, h="", names=[])
one("h-trailing-colon", "6376 3.5, 6376 6.1.1", "Every colon of h= is followed by a name.", SYNTAX, h="from:to:")
one("h-leading-colon", "6376 3.5, 6376 6.1.1", "h= begins with a name.", SYNTAX, h=":from:to")
one("h-two-colons", "6376 3.5, 6376 6.1.1", "Between two colons of h= stands a name.", SYNTAX, h="from::to")
one("h-space-in-name", "6376 3.5, 6376 6.1.1", "White space stands around the colons of h=, never within a name.",
    SYNTAX, h="from:mess age-id")
one("h-without-from", "6376 6.1.1, 6376 5.4", "A signature whose h= does not include From is ignored.",
    no("FROM_NOT_SIGNED"), h="to:subject:date")
one("h-from-lookalike", "6376 6.1.1", "Resent-From or X-From is not From.", no("FROM_NOT_SIGNED"),
    h="resent-from:x-from:to")
one("h-other-case", "6376 3.5, 6376 6.1.3", "Names in h= are compared with the fields without regard to case.",
    h="FROM:tO:SUBJECT:Date:MESSAGE-id")
one("h-other-case-simple", "6376 3.5, 6376 3.4.1",
    "The names in h= select; under simple the field itself keeps its case.",
    h="from:TO:subject:DATE", c="simple/simple")
one("h-only-from", "6376 5.4", "From is the only field that must be signed.", h="From")
one("h-unusual-name", "6376 3.5, 5322 3.6.8", "A field name may have any printable character but colon and space.",
    h="from:x.(odd)/name*", message=note("Text.\r\n", "X.(odd)/Name*: 1"))

# t= and x=

N = NOW_SECONDS
one("t-past", "6376 3.5", "A time stamp in the past is the ordinary case.", t=str(N - 60))
one("t-future-within-skew", "6376 3.5",
    "A time stamp slightly in the future is clock drift; 300 seconds are allowed for it.",
    t=str(N + 299))
one("t-future", "6376 3.5", "Signatures that have a time stamp in the future may be ignored: beyond the skew they are.",
    no("TIMESTAMP_IN_FUTURE"), t=str(N + 301))
one("t-beyond-31-bits", "6376 3.5", "t= is not constrained to 31 or 32 bits: 2^32 and a bit is a time in the future.",
    no("TIMESTAMP_IN_FUTURE"), t=str(2**32 + 5))
one("t-12-digits", "6376 3.5", "Twelve digits are within the grammar.", no("TIMESTAMP_IN_FUTURE"), t="9" * 12)
one("t-10-to-the-12", "6376 3.5", "Values up to 10^12 are to be handled, which is a time in the future.",
    no("TIMESTAMP_IN_FUTURE"), t="1000000000000")
one("t-13-digits", "6376 3.5", "A value longer than 12 digits is taken as infinite: a time in milliseconds is in the future.",
    no("TIMESTAMP_IN_FUTURE"), t="1795435200000")
one("t-and-x-13-digits", "6376 3.5", "If both are infinite, what counts is that t= is in the future.",
    no("TIMESTAMP_IN_FUTURE"), t="1795435200000", x="1795436200000")
one("t-13-digits-x-past", "6376 3.5", "An infinite t= is not before any x= that is a time.",
    no("EXPIRATION_NOT_AFTER_TIMESTAMP"), t="1795435200000", x=str(N + 600))
one("t-76-digits", "6376 3.5", "An infinite t= is no overflow: it is in the future.", no("TIMESTAMP_IN_FUTURE"),
    t=str(2**64 + N).zfill(76))
one("t-77-digits", "6376 3.5, 6376 6.1.1", "What has more digits than l= may have is not read.", SYNTAX, t=str(N).zfill(77))
one("t-leading-zeros", "6376 3.5", "Leading zeros do not make a value larger.", t=str(N - 60).zfill(20))
one("t-zero", "6376 3.5", "t=0 is a valid time.", t="0")
one("t-negative", "6376 3.5, 6376 6.1.1", "t= is unsigned.", SYNTAX, t="-1")
one("t-empty", "6376 3.2, 6376 3.5", "An empty t= is not a missing one, and breaks its grammar.", SYNTAX, t="")
one("t-not-a-number", "6376 3.5, 6376 6.1.1", "t= is a decimal number of seconds.", SYNTAX, t="2026-11-23")
one("x-future", "6376 3.5", "A signature that has not yet expired is valid.", t=str(N - 60), x=str(N + 600))
one("x-expired-within-skew", "6376 3.5", "Receivers may add a fudge factor to the expiration: it is 300 seconds.",
    t=str(N - 900), x=str(N - 299))
one("x-expired", "6376 6.1.1, 6376 3.5", "A signature that has expired, beyond the skew, is ignored.",
    no("SIGNATURE_EXPIRED"), t=str(N - 900), x=str(N - 301))
one("x-without-t", "6376 3.5", "x= may stand without t=.", x=str(N + 600))
one("x-without-t-expired", "6376 3.5, 6376 6.1.1", "x= counts without t= as well.", no("SIGNATURE_EXPIRED"),
    x=str(N - 86400))
one("x-equals-t", "6376 3.5", "x= must be greater than t=.", no("EXPIRATION_NOT_AFTER_TIMESTAMP"),
    t=str(N - 60), x=str(N - 60))
one("x-before-t", "6376 3.5", "x= must be greater than t=.", no("EXPIRATION_NOT_AFTER_TIMESTAMP"),
    t=str(N - 60), x=str(N - 3600))
one("x-10-to-the-12", "6376 3.5", "x= has the same constraints as t=; 10^12 is a life without end.",
    t=str(N - 60), x="1000000000000")
one("x-13-digits", "6376 3.5", "A value longer than 12 digits is taken as infinite: a signature that never expires.",
    t=str(N - 60), x="1795435200000")
one("x-13-digits-past", "6376 3.5", "A time in milliseconds is infinite, though it may be past for whoever wrote it.",
    t=str(N - 60), x="1000000000001")
one("x-20-digits", "6376 3.5", "An infinite x= is no overflow: no 64 bits hold it.", t=str(N - 60), x=str(2**64 + 1))
one("x-77-digits", "6376 3.5, 6376 6.1.1", "What has more digits than l= may have is not read.", SYNTAX, x="9" * 77)
one("x-leading-zeros", "6376 3.5, 6376 6.1.1", "Leading zeros do not make a value larger: this one is past.",
    no("SIGNATURE_EXPIRED"), x=str(N - 86400).zfill(20))
one("x-not-a-number", "6376 3.5, 6376 6.1.1", "x= is a decimal number of seconds.", SYNTAX, x="never")

# z=

one("z-ignored", "6376 3.5", "z= is for diagnosis: that its copies differ from the fields does not matter.",
    z="From:someone=20else@example.net|To:nobody@example.net|\r\n Subject:old=20subject=7C2")
m = note()
m.sign(z="Subject:The=20boat=20is=20back")
m.replace("Subject: The boat", "Subject: My boat")
case("z-does-not-replace-fields", "6376 3.5", "h= refers to the fields of the header and not to the copies in z=.",
     m, [R1], no("SIGNATURE_MISMATCH"))

# 8616: internationalized mail

BUCHER = at(domain="xn--bcher-kva.example")
one("idn-d-u-label", "8616 5, 8616 3",
    "In internationalized mail d= may have U-labels; the key is under the A-label name.",
    ok(domain="xn--bcher-kva.example"), message=utf8_letter(), d="bücher.example", dns=(BUCHER,))
one("idn-d-u-label-simple", "8616 5", "The hash uses the domain in the form in which it stands in the field.",
    ok(domain="xn--bcher-kva.example"), message=utf8_letter(), d="bücher.example", c="simple/simple", dns=(BUCHER,))
one("idn-d-a-label", "8616 5", "A-labels remain valid.", ok(domain="xn--bcher-kva.example"),
    message=utf8_letter(), d="xn--bcher-kva.example", dns=(BUCHER,))
one("idn-d-a-label-upper-case", "8616 5, 5890 2.3.2.1", "A-labels are compared without regard to case.",
    ok(domain="xn--bcher-kva.example"), message=utf8_letter(), d="XN--BCHER-KVA.Example", dns=(BUCHER,))
one("idn-s-u-label", "8616 5, 8616 3", "s= may have U-labels too.",
    ok(domain="xn--bcher-kva.example", selector="xn--schlssel-95a"), message=utf8_letter(), d="bücher.example",
    s="schlüssel", dns=(at(selector="xn--schlssel-95a", domain="xn--bcher-kva.example"),))
one("idn-i-u-label", "8616 5", "i= may have U-labels and a UTF-8 local part that is not quoted.",
    ok(domain="xn--bcher-kva.example", identity="käthe@post.xn--bcher-kva.example"), message=utf8_letter(),
    d="bücher.example", i="käthe@post.bücher.example", dns=(BUCHER,))
one("idn-i-u-label-d-a-label", "8616 5, 6376 6.1.1",
    "i= and d= are compared as A-labels, in whichever form they stand.",
    ok(domain="xn--bcher-kva.example", identity="@xn--bcher-kva.example"), message=utf8_letter(),
    d="xn--bcher-kva.example", i="@bücher.example", dns=(BUCHER,))
one("idn-i-quoted-printable", "8616 5, 6376 2.11", "UTF-8 need not be quoted in i=, but may be.",
    ok(domain="xn--bcher-kva.example", identity="käthe@xn--bcher-kva.example"), message=utf8_letter(),
    d="bücher.example", i="k=C3=A4the@b=C3=BCcher.example", dns=(BUCHER,))
one("idn-d-sharp-s", "8616 5, 5890 2.3.2.1",
    "A label that does not survive the way to its A-label and back is not looked up under another name.",
    SYNTAX, message=utf8_letter(), d="straße.example",
    dns=(at(domain="strasse.example"), at(domain="xn--strae-oqa.example")))
one("idn-d-sharp-s-a-label", "8616 5", "As an A-label the same domain is unambiguous.",
    ok(domain="xn--strae-oqa.example"), message=utf8_letter(), d="xn--strae-oqa.example",
    dns=(at(domain="xn--strae-oqa.example"),))
one("idn-d-not-normalized", "8616 5, 5890 2.3.2.1", "A U-label is in normalization form C.",
    SYNTAX, message=utf8_letter(), d="bu\u0308cher.example", dns=(BUCHER,))
one("idn-d-latin1", "8616 5, 6376 6.1.1", "Octets that are not UTF-8 make no U-label.",
    SYNTAX, message=utf8_letter(), d="b\udcfccher.example", dns=(BUCHER,))
