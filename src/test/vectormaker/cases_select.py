"""Which fields h= selects (5.4), over-signing, other signatures among the fields, and several signatures (4, 6.1)."""

from book import E1, R1, at, case, no, ok
from keys import ED, ED_OTHER, RSA, RSA_OTHER
from letter import list_mail, note, receipt


def altered(name, rfc, about, change, expect=None, message=None, dns=(R1,), **sign):
    m = message or note()
    m.sign(**sign)
    change(m)
    case(name, rfc, about, m, dns, expect or ok())


FORGED = "From: The Bank <support@bank.example.net>"

# Over-signing and repeated fields

altered("h-missing-field-named", "6376 3.5, 6376 5.4",
        "A field that h= names and the message lacks contributes nothing.",
        lambda m: None, h="from:reply-to:cc:subject:list-id", c="simple/simple")
altered("h-missing-field-added", "6376 3.5, 6376 5.4",
        "If a field that was signed as absent is added later, the signature fails.",
        lambda m: m.top("Reply-To: someone@bank.example.net"), no("SIGNATURE_MISMATCH"), h="from:reply-to:subject")
altered("h-missing-field-added-empty", "6376 3.5", "Even a field without a value counts as added.",
        lambda m: m.top("Reply-To:"), no("SIGNATURE_MISMATCH"), h="from:reply-to:subject")
altered("h-over-signed", "6376 5.4, 6376 5.4.2", "h= may name a field more often than it occurs.",
        lambda m: None, h="from:from:subject:subject:subject:to")
altered("h-thousand-names", "6376 5.4", "h= may have many names: a thousand are looked at.",
        lambda m: None, h="from" + ":x" * 999)
altered("h-too-many-names", "6376 6.1.1", "A verifier may ignore a signature for any other reason, such as a thousand and one names.",
        lambda m: None, no("TOO_MANY_SIGNED_HEADERS"), h="from" + ":x" * 1000)
altered("h-over-signed-from-added", "6376 5.4, 6376 8.15", "An over-signed From does not let another From be added.",
        lambda m: m.top(FORGED), no("SIGNATURE_MISMATCH"), h="from:from:to:subject")
altered("h-over-signed-from-added-below", "6376 5.4, 6376 8.15", "An over-signed From lets none be added below either.",
        lambda m: m.fields.append(FORGED.encode() + b"\r\n"), no("SIGNATURE_MISMATCH"), h="from:from:to:subject")
altered("h-over-signed-apart", "6376 5.4.2", "The repeated names of h= need not stand side by side.",
        lambda m: None, h="from:subject:to:from:subject")
altered("h-from-added-on-top", "6376 5.4.2, 6376 8.15",
        "With From signed once, DKIM verifies the lowest: a forged one on top leaves the signature valid.",
        lambda m: m.top(FORGED), h="from:to:subject")
altered("h-from-added-below", "6376 5.4.2",
        "With From signed once, one that is added below is taken instead and fails.",
        lambda m: m.fields.append(FORGED.encode() + b"\r\n"), no("SIGNATURE_MISMATCH"), h="from:to:subject")
altered("h-from-removed", "6376 6.1.3", "A signature does not verify when From is gone.",
        lambda m: m.fields.pop(1), no("SIGNATURE_MISMATCH"), h="from:to:subject")
altered("h-order-of-fields-changed", "6376 3.7, 6376 8.12",
        "Fields of different names may change places: h= gives the order.",
        lambda m: m.fields.insert(1, m.fields.pop(4)))
altered("h-order-differs-from-header", "6376 3.7", "Fields are hashed in the order of h=, not in that of the header.",
        lambda m: None, h="message-id:date:subject:to:from")
altered("h-order-of-names-changed", "6376 3.7", "h= itself is signed: another order of names does not verify.",
        lambda m: m.replace("h=from:to", "h=to:from"), no("SIGNATURE_MISMATCH"))
altered("h-repeated-fields-all", "6376 5.4.2", "Of three fields of one name all are signed, the lowest first.",
        lambda m: None, message=list_mail(), h="from:received:received:received:list-id")
altered("h-repeated-fields-interleaved", "6376 5.4.2",
        "Each mention of a name takes the next instance, wherever it stands in h=.",
        lambda m: None, message=list_mail(), h="received:from:received:list-id:received:received")
altered("h-repeated-other-case", "6376 5.4.2, 6376 6.1.3",
        "Instances and mentions of a name count whatever their case.",
        lambda m: None, message=note("Text.\r\n", "Comments: one", "COMMENTS: two", "comments : three"),
        h="from:Comments:COMMENTS:comments:comments")
altered("h-trace-added-on-top", "6376 5.4.2, 6376 A.3",
        "Fields that are added on top do not disturb those signed below.",
        lambda m: m.top("Received: from x.example.org by y.example.org; Mon, 23 Nov 2026 12:00:01 +0000"),
        message=list_mail(), h="received:from:received:received")
altered("h-comments-one-removed", "6376 5.4.2", "An instance that is removed changes what the others stand for.",
        lambda m: m.fields.pop(6), no("SIGNATURE_MISMATCH"),
        message=note("Text.\r\n", "Comments: one", "Comments: two"), h="from:comments:comments")

# Other signatures among the signed fields

TWO = [R1, at(ED, "s2")]


def pair(upper_h, lower_h="from:to:subject"):
    m = note()
    m.sign(key=ED, s="s2", h=lower_h)
    m.sign(h=upper_h)
    return m


case("h-dkim-signature", "6376 3.5, 6376 3.7, 6376 4.2",
     "A signature may sign another one, whose b= is then not treated specially.",
     pair("from:subject:dkim-signature"), TWO, ok(1), ok(2, selector="s2"))
m = pair("from:subject:dkim-signature")
first = m.fields[1].index(b" b=") + len(b" b=")
m.fields[1] = m.fields[1][:first] + m.fields[1][first:first + 1].swapcase() + m.fields[1][first + 1:]
case("h-dkim-signature-b-changed", "6376 3.5, 6376 4.2",
     "The b= of another signed signature field is part of the hash input.",
     m, TWO, no("SIGNATURE_MISMATCH"), no("SIGNATURE_MISMATCH", 2))
case("h-dkim-signature-itself-only", "6376 3.5, 6376 3.7",
     "The field being verified is never among those that h= names: alone it leaves DKIM-Signature without instance.",
     (lambda m: (m.sign(h="from:dkim-signature"), m)[1])(note()), [R1], ok())
case("h-dkim-signature-over-signed", "6376 3.5, 6376 5.4", "DKIM-Signature may be over-signed as any other field.",
     pair("from:subject:dkim-signature:dkim-signature"), TWO, ok(1), ok(2, selector="s2"))
case("h-dkim-signature-absence-signed", "6376 3.5, 6376 5.4",
     "A signature that signs the absence of others fails once another is put on top.",
     pair("from:subject", "from:dkim-signature"), TWO, ok(1), no("SIGNATURE_MISMATCH", 2))
m = pair("from:subject:dkim-signature")
m.fields[0], m.fields[1] = m.fields[1], m.fields[0]
case("h-dkim-signature-reordered", "6376 4.2, 6376 6.1",
     "The order of signature fields has no meaning: the signing one may have come to stand below the signed one.",
     m, TWO, ok(1, selector="s2"), ok(2))

# Several signatures

THREE = [at(ED, "s1"), at(ED_OTHER, "s2", "example.net"), at(RSA, "s3", "example.org")]
m = note()
m.sign(s="s3", d="example.org")
m.sign(key=ED_OTHER, s="s2", d="example.net")
m.sign(key=ED)
case("multi-three-good", "6376 4.2, 6376 6.1", "Signatures of several domains are verified each on its own.", m, THREE,
     ok(1), ok(2, "example.net", "s2"), ok(3, "example.org", "s3"))
m = note()
m.sign(s="s3", d="example.org", signer=RSA_OTHER.sign)
m.sign(key=ED_OTHER, s="s2", d="example.net")
m.sign(key=ED, i="@example.org")
case("multi-middle-good", "6376 4.2, 6376 6.1", "Bad signatures above and below do not touch a good one.", m, THREE,
     no("DOMAIN_MISMATCH"), ok(2, "example.net", "s2"), no("SIGNATURE_MISMATCH", 3))
m = note()
m.sign(key=ED_OTHER, s="s2", d="example.net")
m.fields.insert(0, b"DKIM-Signature: ;;; not a signature at all\r\n")
case("multi-garbage-above-good", "6376 6.1, 6376 6.1.1",
     "A signature field that does not parse is ignored and the next one is verified.",
     m, THREE, no("SIGNATURE_SYNTAX"), ok(2, "example.net", "s2"))
m = note()
m.sign(key=ED)
m.fields[0:0] = [m.fields[0]]
case("multi-same-twice", "6376 4.2", "The same field twice is two signatures, each of which verifies.", m, [E1], ok(1),
     ok(2))
m = note()
m.sign(key=RSA, s="s3", d="example.org", h="from:subject")
m.fields.insert(0, b"List-Id: <sailors.lists.example.org>\r\n")
m.replace("Subject: The", "Subject: [sailors] The")
m.sign(key=ED_OTHER, s="s2", d="example.net")
case("multi-list-changed-subject", "6376 4.1, 6376 6.1",
     "A list changed the subject and signed anew: its own signature verifies.",
     m, THREE, ok(1, "example.net", "s2"), no("SIGNATURE_MISMATCH", 2))
m = note()
m.sign(s="s3", d="example.org")
m.sign(key=ED)
case("multi-key-unavailable-beside-good", "6376 6.1, 6376 6.1.2",
     "A key that cannot be had now does not touch the other signature.",
     m, [E1, "s3._domainkey.example.org. UNAVAILABLE"], ok(1), no("KEY_UNAVAILABLE", 2))
m = note("One.  \r\n\r\n")
m.sign(key=ED, c="simple/simple", l="7")
m.sign(key=ED, c="relaxed/relaxed", l="6")
m.sign(key=ED, c="simple/simple")
m.sign(key=ED, c="relaxed/relaxed")
case("multi-canonicalizations-and-lengths", "6376 3.7, 6376 4.1",
     "Each signature has its own canonicalization and length.",
     m, [E1], ok(1), ok(2), ok(3, bodyLength=6), no("UNSIGNED_CONTENT", 4))
m = receipt()
m.sign(key=ED_OTHER, s="s2", d="example.net", h="from:to:subject")
m.sign(key=ED, d="shop.example.net", h="from:to:subject:mime-version:content-type", i="@orders.shop.example.net")
case("multi-provider-and-author", "6376 4.1, 6376 3.10", "A provider's and an author's signature on a receipt.", m,
     [at(ED, "s1", "shop.example.net"), THREE[1]],
     ok(1, "shop.example.net", identity="@orders.shop.example.net"), ok(2, "example.net", "s2"))
m = note()
for n in range(12, 0, -1):
    m.sign(key=ED, s=f"s{n}", h="from")
case("multi-twelve", "6376 6.1, 6376 8.4",
     "A verifier may limit the number of signatures: after ten from the top it stops.",
     m, [at(ED, f"s{n}") for n in range(1, 13)], *[ok(n, selector=f"s{n}") for n in range(1, 11)],
     no("TOO_MANY_SIGNATURES", 11), no("TOO_MANY_SIGNATURES", 12))
m = note()
for n in range(10, 0, -1):
    m.sign(key=ED, h="from")
case("multi-ten", "6376 6.1, 6376 8.4", "Ten signatures are within the limit, all with one key.", m, [E1],
     *[ok(n) for n in range(1, 11)])
