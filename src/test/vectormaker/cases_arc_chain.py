"""Whole chains (RFC 8617 section 5.2): how many sets, which keys, what happened between the hops."""

from arc_letter import AAR, AMS, AS, HOPS, Chain, arc, bad, chain, good, message_bad, message_good, post, set_of
from book import R1, at, body, case, no, ok
from keys import ED, ED_OTHER, RSA, Rsa
from letter import utf8_letter

# Lengths and keys

arc("arc-none", "8617 5.2, 8617 4.4", "Without any ARC field the chain validation status is none.",
    post(), "arc none")
arc("chain-of-1", "8617 5.2, 8617 3.1, 8617 5.1.1", "One set of three fields with instance 1 is a chain.",
    chain(1), good(1), set_of(1, HOPS[0], "none"), message_good(1))
arc("chain-of-2", "8617 5.2, 8617 3.2, 8617 5.1.1", "A second set extends the chain: its seal covers both sets.",
    chain(2), good(2), set_of(1, HOPS[0], "none"), set_of(2, HOPS[1], "pass"), message_good(2), message_good(1))
arc("chain-of-3", "8617 5.2, 8617 5.1.1, 8617 5.1.4",
    "Every seal covers all sets up to its own; the message was not modified, which is no reason not to seal.",
    chain(3), good(3), set_of(3, HOPS[2], "pass"), message_good(3), message_good(2), message_good(1))
arc("chain-of-5", "8617 5.2", "Five sets of five domains.", chain(5), good(5), set_of(5, HOPS[4], "pass"),
    message_good(1))

SMALL = Rsa.load("rsa1024.pem")
FIFTY = [post()]
while len(FIFTY) <= 51:
    FIFTY.append(FIFTY[-1].copy().hop(key=SMALL))
arc("chain-of-50", "8617 4.2.1, 8617 5.2", "Fifty sets are allowed; each seal covers all that came before.",
    FIFTY[50], good(50), set_of(50, HOPS[4], "pass"), message_good(50), message_good(1))
arc("chain-of-51", "8617 5.2", "More than fifty sets fail, though all signatures are right.",
    FIFTY[51], bad("TOO_MANY_SETS"))
m = FIFTY[50].copy()
m.fields.append(m.sets[50, AMS])
arc("chain-of-50-and-a-field", "8617 5.2, 8617 4.2.1",
    "Fifty-one fields of one name cannot belong to fifty sets: that is noticed before the repetition.",
    m, bad("TOO_MANY_SETS"))

arc("chain-ed25519", "8617 4.1.2, 8617 4.1.3, 8463 3", "Ed25519 is used as in DKIM, for both signatures of a set.",
    post().hop(key=ED), good(1), message_good(1))
arc("chain-ed25519-of-3", "8617 5.2, 8463 3", "Three sets with Ed25519.",
    post().hop(key=ED).hop(key=ED_OTHER).hop(key=ED), good(3), message_good(3), message_good(1))
arc("chain-mixed-keys", "8617 5.2, 8617 4.1.2, 8617 4.1.3", "Sets of one chain may use different algorithms.",
    post().hop().hop(key=ED).hop(), good(3))
arc("chain-mixed-keys-in-a-set", "8617 4.1.2, 8617 4.1.3",
    "The two signatures of a set may use different algorithms and selectors.",
    post().hop(seal={"key": ED, "selector": "ed"}).hop(message={"key": ED, "selector": "ed"}), good(2),
    set_of(1, HOPS[0], "none", "ed"))
arc("chain-domains-differ-in-a-set", "8617 4.1.2, 8617 4.1.3, 8617 11.3.2",
    "No requirement is placed on d= and s=: those of AMS and AS of one set may differ.",
    post().hop(seal={"domain": "seal.example.org", "selector": "s7"}), good(1),
    set_of(1, "seal.example.org", "none", "s7"))
arc("chain-of-one-domain", "8617 5.1.4", "One domain may seal twice.",
    chain(1).hop(domain=HOPS[0], key=RSA), good(2), set_of(1, HOPS[0], "none"), set_of(2, HOPS[0], "pass"))
m = chain(2)
m.keys = {(domain.upper(), selector.upper()): key for (domain, selector), key in m.keys.items()}
arc("chain-dns-name-case", "8617 4.1.3, 1035 2.3.3", "The names of keys have no case.", m, good(2))
m = post().hop(message={"d": "Lists.EXAMPLE.org", "s": "ARC"}, seal={"d": "LISTS.example.ORG", "s": "Arc"})
arc("chain-domain-upper-case", "8617 4.1.3, 8617 4.1.2, 6376 3.5", "d= and s= have no case.",
    m, good(1), set_of(1, HOPS[0], "none"))

# The header around the sets

m = chain(3)
m.fields.reverse()
arc("fields-reversed", "8617 4.2.1, 8617 5.1.1",
    "The order of the sets comes from their instance tags, whatever the order of the fields.", m, good(3))
m = chain(3)
m.fields[:9] = [m.fields[n] for n in (4, 0, 8, 3, 7, 2, 1, 6, 5)]
arc("fields-shuffled", "8617 4.2.1, 8617 5.1.1", "Fields of several sets may stand in any order.", m, good(3))
m = chain(2)
m.fields = m.fields[6:] + m.fields[:6]
arc("fields-sets-at-the-bottom", "8617 4.2.1", "The sets may stand below all other fields.", m, good(2))
m = chain(3)
for place in (8, 6, 5, 3, 1, 0):
    m.fields.insert(place, b"Received: from a by b; Mon, 23 Nov 2026 11:59:00 +0000\r\n")
m.top("Authentication-Results: mx.example.net; arc=pass")
m.top("X-ARC-Seal: i=9; cv=fail")
arc("fields-other-fields-between", "8617 5.1.1", "Fields between the sets do not matter.", m, good(3))
m = chain(2)
m.change(1, AAR, AAR, AAR.upper()).change(1, AMS, AMS, AMS.upper()).change(2, AS, AS, AS.upper())
m.change(2, AMS, AMS, AMS.lower())
arc("fields-names-upper-case", "8617 4.1, 5322 1.2.2, 6376 3.4.2",
    "Field names have no case, and relaxed hashes them in lower case.", m, good(2))
m = post().hop()
m.change(1, AAR, AAR + ":", AAR + " :").change(1, AS, AS + ":", AS + "\t:").change(1, AMS, AMS + ":", AMS + " :")
arc("fields-space-before-colon", "8617 4.1.3, 6376 3.4.2", "White space before the colon is no part of the name.", m,
    good(1))
m = chain(2)
m.change(1, AAR, " spf=pass", "\t \tspf=pass").change(2, AMS, "; t=", ";\r\n \t t=").change(2, AS, "; cv", ";\r\n\tcv")
m.change(1, AS, "; cv", "; \t cv")
arc("fields-rewrapped", "8617 4.1.3, 8617 5.1.1", "Relaxed canonicalization bears new folds and spaces in all fields.",
    m, good(2))
m = post("Authentication-Results: mx.example.org; spf=pass smtp.mailfrom=example.com").hop()
arc("fields-results-deleted", "8617 4.1.2",
    "Authentication-Results is not signed, so that its deletion downstream does no harm.",
    m.without("Authentication-Results"), good(1))
m = chain(1)
m.top("From: eve@example.net")
arc("fields-from-added", "8617 4.1.2, 6376 5.4.2",
    "The lowest From is the one that is signed, as in DKIM: a second one on top does not break the signature.",
    m, good(1))

# Canonicalization of the message signature

for c in ("simple/simple", "simple/relaxed", "relaxed/simple"):
    name = c.replace("/", "-")
    arc(f"canonicalization-{name}", "8617 4.1.2, 6376 3.4",
        f"The message signature may use c={c}; the seal is relaxed all the same.",
        post().hop(message={"c": c}).hop(message={"c": c}), good(2), message_good(2), message_good(1))
arc("canonicalization-default", "8617 4.1.2, 6376 3.5", "Without c= the message signature is simple/simple.",
    post().hop(message={"c": None}), good(1), message_good(1))
m = post().hop(message={"c": "simple/simple"})
arc("canonicalization-simple-changed", "8617 4.1.2, 6376 3.4.1",
    "Under simple a space more in a signed field breaks the message signature.",
    m.replace("Subject: W", "Subject:  W"), bad("MESSAGE_SIGNATURE_FAILED", 1, "SIGNATURE_MISMATCH"),
    message_bad(1, "SIGNATURE_MISMATCH"))
m = post().hop(message={"c": "simple/simple"})
m.change(1, AMS, "; t=", ";  t=")
arc("canonicalization-simple-rewrapped", "8617 4.1.2, 8617 4.1.3",
    "Under simple the message signature must stay as it was, while the seal, relaxed, still verifies.",
    m, bad("MESSAGE_SIGNATURE_FAILED", 1, "SIGNATURE_MISMATCH"))

# Changes between the hops, and oldest-pass

arc("oldest-pass-2", "8617 5.2, 8617 6, 8617 10.2",
    "A list added its footer after the first seal: the oldest message signature that verifies is 2.",
    chain(1).footer().hop(), good(2, 2), message_good(2), message_bad(1, "BODY_HASH_MISMATCH"))
arc("oldest-pass-2-of-3", "8617 5.2", "The footer came between sets 1 and 2 of three.",
    chain(1).footer().hop().hop(), good(3, 2), message_good(3), message_good(2), message_bad(1, "BODY_HASH_MISMATCH"))
arc("oldest-pass-3-of-3", "8617 5.2", "The footer came between sets 2 and 3: set 1 is not looked at.",
    chain(2).footer().hop(), good(3, 3), message_good(3), message_bad(2, "BODY_HASH_MISMATCH"))
arc("oldest-pass-3-of-5", "8617 5.2", "The footer came between sets 2 and 3 of five.",
    chain(2).footer().hop().hop().hop(), good(5, 3), message_good(3), message_bad(2, "BODY_HASH_MISMATCH"))
m = chain(1).footer().hop()
m.body = m.body[:-len("-- \r\nSailors mailing list\r\n")]
arc("oldest-pass-older-one-verifies", "8617 5.2",
    "Set 2 signed a footer that set 3 took away: signature 1 would verify again, but the search ended at 2.",
    m.hop(), good(3, 3), message_good(3), message_bad(2, "BODY_HASH_MISMATCH"))
arc("oldest-pass-subject-changed", "8617 5.2", "A changed subject breaks the older message signature as well.",
    chain(1).replace("Subject: ", "Subject: [sailors] ").hop(), good(2, 2), message_bad(1, "SIGNATURE_MISMATCH"))
m = post().hop(message={"selector": "old"}).hop()
arc("oldest-pass-key-gone", "8617 5.2, 8617 5.2.1",
    "That the key of an older message signature is gone says no more than that it does not verify.",
    m, good(2, 2), message_bad(1, "NO_KEY"), dns=m.zone((HOPS[0], "old")))
arc("oldest-pass-key-unavailable", "8617 5.2, 8617 5.2.1",
    "A DNS failure for an older message signature does not affect the validity of the chain.",
    m, good(2, 2), message_bad(1, "KEY_UNAVAILABLE"), dns=m.zone((HOPS[0], "old")),
    more=[f"old._domainkey.{HOPS[0]}. UNAVAILABLE"])
m = post().hop(message={"bh": "(none)"}).hop()
arc("oldest-pass-syntax", "8617 5.2", "An older message signature with a malformed value does not verify, no more.",
    m, good(2, 2), message_bad(1, "SIGNATURE_SYNTAX"))
m = post().hop(message={"b": None}).hop()
arc("oldest-pass-without-b", "8617 5.2", "An older message signature without b= does not verify, no more.",
    m, good(2, 2), message_bad(1, "MISSING_REQUIRED_TAG"))
m = post("Authentication-Results: mx.example.org; none")
m.hop(message={"h": "from:subject:authentication-results"}).hop().hop()
arc("oldest-pass-covers-results", "8617 5.2, 8617 4.1.2",
    "An older message signature that covers Authentication-Results counts by its hashes, as any other.",
    m, good(3), message_good(3), message_good(2), message_good(1))
arc("oldest-pass-covers-seal", "8617 5.2, 8617 4.1.2",
    "An older message signature that covers seals counts as one that does not verify.",
    post().hop(message={"h": "from:subject:arc-seal"}).hop().hop(), good(3, 2), message_good(3), message_good(2))
arc("body-changed-after-last-seal", "8617 5.2", "A body that was changed after the newest seal fails the chain.",
    chain(2).replace("berth", "boat"), bad("MESSAGE_SIGNATURE_FAILED", 2, "BODY_HASH_MISMATCH"),
    message_bad(2, "BODY_HASH_MISMATCH"))
arc("body-footer-after-last-seal", "8617 5.2", "A footer after the newest seal fails the chain.",
    chain(1).footer(), bad("MESSAGE_SIGNATURE_FAILED", 1, "BODY_HASH_MISMATCH"))
arc("subject-changed-after-last-seal", "8617 5.2",
    "A signed field that was changed after the newest seal fails the chain.",
    chain(3).replace("Subject: ", "Subject: Re: "), bad("MESSAGE_SIGNATURE_FAILED", 3, "SIGNATURE_MISMATCH"))

# DKIM in the same message

m = post()
m.sign()
m.hop().hop()
arc("dkim-signature-covered", "8617 4.1.2, 8617 5.1", "A message signature covers the DKIM-Signature that was there.",
    m, good(2), ok(), more=[R1])
arc("dkim-signature-changed", "8617 4.1.2", "A covered DKIM-Signature that was changed breaks the message signature.",
    m.copy().replace("v=1;", "v=1; x_added=;"),
    bad("MESSAGE_SIGNATURE_FAILED", 2, "SIGNATURE_MISMATCH"), more=[R1])
arc("dkim-signature-deleted", "8617 4.1.2", "A covered DKIM-Signature that was deleted breaks the message signature.",
    m.without("DKIM-Signature"), bad("MESSAGE_SIGNATURE_FAILED", 2, "SIGNATURE_MISMATCH"), "dkim none",
    more=[R1])
m = post()
m.sign()
m.hop().footer().hop()
arc("dkim-fails-arc-passes", "8617 7.1.3",
    "The author's DKIM signature is broken by the list's footer, while the chain, sealed after that, passes.",
    m, good(2, 2), no("BODY_HASH_MISMATCH"), more=[R1])
m = post()
m.hop()
m.sign()
arc("dkim-signature-added-later", "8617 5.1.4", "A DKIM-Signature that was added after sealing does not matter.",
    m, good(1), ok(), more=[R1])

# Internationalized mail

IDN = "bücher.example"


def utf8(**options):
    letter = utf8_letter()
    return Chain([field[:-2] for field in letter.fields], letter.body).hop(domain=IDN, **options)


BUCHER = "xn--bcher-kva.example"
arc("eai-u-labels", "8617 4.1.4, 8616 5", "d= of message signature and seal may have U-labels.",
    utf8(), good(1), set_of(1, BUCHER, "none"), message_good(1))
arc("eai-u-labels-simple", "8617 4.1.4, 8616 5", "Hashed is the domain as it stands in the field, not its A-labels.",
    utf8(message={"c": "simple/simple"}), good(1), message_good(1))
m = utf8(message={"s": "schlüssel"}, seal={"s": "schlüssel"})
arc("eai-selector-u-label", "8617 4.1.4, 8616 5", "s= may be a U-label.",
    m, good(1), set_of(1, BUCHER, "none", "xn--schlssel-95a"), dns=[at(RSA, "xn--schlssel-95a", BUCHER)])
arc("eai-a-labels", "8617 4.1.4, 8616 5", "A-labels are valid in internationalized mail too.",
    utf8(message={"d": BUCHER}, seal={"d": "XN--bcher-kva.example"}), good(1), set_of(1, BUCHER, "none"))
arc("eai-results-utf8", "8617 4.1.4, 8601 5", "The results of a set may have UTF-8, in comments and in values.",
    utf8(results=f"{AAR}: i=1 (für Käthe);\r\n {IDN}; dkim=pass (schön) header.i=käthe@{IDN}"), good(1))
arc("eai-results-utf8-changed", "8617 4.1.4", "UTF-8 in the results is covered by the seal.",
    utf8().change(1, AAR, "bücher", "bucher"), bad("SEAL_FAILED", 1, "SIGNATURE_MISMATCH"))
arc("eai-no-u-label", "8617 4.1.4, 8616 5, 5890 2.3.2.1", "What is no U-label is no domain, in a seal either.",
    utf8(seal={"d": "strauß..example"}), bad("SEAL_FAILED", 1, "SIGNATURE_SYNTAX"))

# The printed example

EXAMPLE = r"""Return-Path: <jqd@d1.example>
Received: from example.org (example.org [208.69.40.157])
    by gmail.example with ESMTP id d200mr22663000ykb.93.1421363207
    for <fmartin@example.com>; Thu, 14 Jan 2015 15:02:40 -0800 (PST)
Received: from segv.d1.example (segv.d1.example [72.52.75.15])
    by lists.example.org (8.14.5/8.14.5) with ESMTP id t0EKaNU9010123
    for <arc@example.org>; Thu, 14 Jan 2015 15:01:30 -0800 (PST)
    (envelope-from jqd@d1.example)
Received: from [2001:DB8::1A] (w-x-y-z.dsl.static.isp.example [w.x.y.z])
    (authenticated bits=0)
    by segv.d1.example with ESMTP id t0FN4a8O084569;
    Thu, 14 Jan 2015 15:00:01 -0800 (PST)
    (envelope-from jqd@d1.example)
Received: from mail-ob0-f188.google.example
    (mail-ob0-f188.google.example [208.69.40.157]) by
    clochette.example.org with ESMTP id d200mr22663000ykb.93.1421363268
    for <fmartin@example.org>; Thu, 14 Jan 2015 15:03:15 -0800 (PST)
ARC-Seal: i=3; a=rsa-sha256; cv=pass; d=clochette.example.org; s=
        clochette; t=12345; b=CU87XzXlNlk5X/yW4l73UvPUcP9ivwYWxyBWcVrRs7
        +HPx3K05nJhny2fvymbReAmOA9GTH/y+k9kEc59hAKVg==
ARC-Message-Signature: i=3; a=rsa-sha256; c=relaxed/relaxed; d=
        clochette.example.org; h=message-id:date:from:to:subject; s=
        clochette; t=12345; bh=KWSe46TZKCcDbH4klJPo+tjk5LWJnVRlP5pvjXFZY
        LQ=; b=o71vwyLsK+Wm4cOSlirXoRwzEvi0vqIjd/2/GkYFYlSd/GGfKzkAgPqxf
        K7ccBMP7Zjb/mpeggswHjEMS8x5NQ==
ARC-Authentication-Results: i=3; clochette.example.org; spf=fail
    smtp.from=jqd@d1.example; dkim=fail (512-bit key)
    header.i=@d1.example; dmarc=fail; arc=pass (as.2.gmail.example=pass,
    ams.2.gmail.example=pass, as.1.lists.example.org=pass,
    ams.1.lists.example.org=fail (message has been altered))
Authentication-Results: clochette.example.org; spf=fail
    smtp.from=jqd@d1.example; dkim=fail (512-bit key)
    header.i=@d1.example; dmarc=fail; arc=pass (as.2.gmail.example=pass,
    ams.2.gmail.example=pass, as.1.lists.example.org=pass,
    ams.1.lists.example.org=fail (message has been altered))
ARC-Seal: i=2; a=rsa-sha256; cv=pass; d=gmail.example; s=20120806; t=
        12345; b=Zpukh/kJL4Q7Kv391FKwTepgS56dgHIcdhhJZjsalhqkFIQQAJ4T9BE
        8jjLXWpRNuh81yqnT1/jHn086RwezGw==
ARC-Message-Signature: i=2; a=rsa-sha256; c=relaxed/relaxed; d=
        gmail.example; h=message-id:date:from:to:subject; s=20120806; t=
        12345; bh=KWSe46TZKCcDbH4klJPo+tjk5LWJnVRlP5pvjXFZYLQ=; b=CVoG44
        cVZvoSs2mMig2wwqPaJ4OZS5XGMCegWqQs1wvRZJS894tJM0xO1RJLgCPsBOxdA5
        9WSqI9s9DfyKDfWg==
ARC-Authentication-Results: i=2; gmail.example; spf=fail
    smtp.from=jqd@d1.example; dkim=fail (512-bit key)
    header.i=@example.org; dmarc=fail; arc=pass
    (as.1.lists.example.org=pass, ams.1.lists.example.org=pass)
ARC-Seal: i=1; a=rsa-sha256; cv=none; d=lists.example.org; s=dk-lists;
         t=12345; b=TlCCKzgk3TrAa+G77gYYO8Fxk4q/Ml0biqduZJeOYh6+0zhwQ8u/
        lHxLi21pxu347isLSuNtvIagIvAQna9a5A==
ARC-Message-Signature: i=1; a=rsa-sha256; c=relaxed/relaxed; d=
        lists.example.org; h=message-id:date:from:to:subject; s=
        dk-lists; t=12345; bh=KWSe46TZKCcDbH4klJPo+tjk5LWJnVRlP5pvjXFZYL
        Q=; b=DsoD3n3hiwlrN1ma8IZQFgZx8EDO7Wah3hUjIEsYKuShRKYB4LwGUiKD5Y
        yHgcIwGHhSc/4+ewYqHMWDnuFxiQ==
ARC-Authentication-Results: i=1; lists.example.org; spf=pass
    smtp.mfrom=jqd@d1.example; dkim=pass (512-bit key)
    header.i=@d1.example; dmarc=pass
DKIM-Signature: v=1; a=rsa-sha1; c=relaxed/relaxed; d=d1.example; h=
        message-id:date:from:to:subject; s=origin2015; bh=bIxxaeIQvmOBdT
        AitYfSNFgzPP4=; b=qKjd5fYibKXWWIcMKCgRYuo1vJ2fD+IAQPjX+uamXIGY2Q
        0HjQ+Lq3/yHzG3JHJp6780/nKQPOWt2UDJQrJkEA==
Message-ID: <54B84785.1060301@d1.example>
Date: Thu, 14 Jan 2015 15:00:01 -0800
From: John Q Doe <jqd@d1.example>
To: arc@dmarc.example
Subject: [List 2] Example 1

Hey gang,
This is a test message.
--J.
"""
HASH = "KWSe46TZKCcDbH4klJPo+tjk5LWJnVRlP5pvjXFZYLQ="
case("rfc-appendix-b", "8617 B, 8617 5.2, 8617 5.2.1, 8301 3.1",
     "The printed example is a well-formed chain of three sets, and its bh= is right; its keys were never published, so that"
     " the newest message signature fails.",
     EXAMPLE.replace("\n", "\r\n").encode(), [], bad("MESSAGE_SIGNATURE_FAILED", 3, "NO_KEY"),
     set_of(1, "lists.example.org", "none", "dk-lists"), set_of(2, "gmail.example", "pass", "20120806"),
     set_of(3, "clochette.example.org", "pass", "clochette"), message_bad(3, "NO_KEY"),
     no("ALGORITHM_FORBIDDEN"), body("relaxed", "Hey gang,\r\nThis is a test message.\r\n--J.\r\n"),
     f"bodyhash relaxed {HASH}", source="RFC 8617 appendix B", folder="arc")
