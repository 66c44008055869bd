"""Instances, marks of failure, and the structure of a chain (RFC 8617 4.1.1, 4.1.3, 4.2.1, and 5.2 to step 3)."""

from arc_letter import AAR, AMS, AS, HOPS, arc, bad, chain, good, message_good, post, set_of
from book import R1
from keys import ED

INVALID = bad("INSTANCE_INVALID")
NO_LIST = bad("FIELD_SYNTAX")
LIST = HOPS[0]
BOTH = [(1, AAR), (1, AMS), (1, AS), (2, AAR), (2, AMS)]  # what a seal of set 2 with cv=pass covers

# The ARC-Authentication-Results field: its instance


def results(name, about, text, *expect, rfc="8617 4.1.1, 8617 4.2.1"):
    """One set whose AAR begins as the case says; the rest is right, the seal over it included."""
    arc(name, rfc, about, post().hop(results=f"{AAR}:{text}"), *(expect or [good(1)]))


REST = f"{LIST}; spf=pass smtp.mailfrom=example.com"
results("aar-no-space", "No white space is needed anywhere.", f"i=1;{REST}")
results("aar-space", "White space may stand around i, the equals sign and the position.", f" \t i = 1 \t; {REST}")
results("aar-folded", "The folds of CFWS are allowed as well.", f"\r\n i\r\n =\r\n\t1\r\n ; {REST}")
results("aar-comments", "Comments may stand wherever white space may.",
        f" (a) i (b) = (c) (d) 1 (e); {REST}")
results("aar-comment-nested", "Comments nest, and a quoted parenthesis does not end them.",
        f" (i=2; (deep) \\) \\( still; i=3) i=1; {REST}")
results("aar-comment-unclosed", "What follows an unclosed comment is no instance.", f" (oops i=1; {REST}", INVALID)
results("aar-comment-in-position", "A comment separates: 1(x)0 is not ten, and not one followed by a semicolon.",
        f" i=1(x)0; {REST}", INVALID)
results("aar-01", "A position is one or two digits: 01 is 1.", f" i=01; {REST}")
results("aar-001", "A position has two digits at most.", f" i=001; {REST}", INVALID)
results("aar-0", "Instances begin at 1.", f" i=0; {REST}", INVALID)
results("aar-51", "Instances end at 50.", f" i=51; {REST}", INVALID)
results("aar-1000000", "A position has two digits at most.", f" i=1000000; {REST}", INVALID)
results("aar-negative", "A position has no sign.", f" i=-1; {REST}", INVALID)
results("aar-plus", "A position has no sign.", f" i=+1; {REST}", INVALID)
results("aar-quoted", "A position is not quoted.", f' i="1"; {REST}', INVALID)
results("aar-empty-position", "A position has a digit.", f" i=; {REST}", INVALID)
results("aar-i-missing", "The instance is required.", f" {REST}", INVALID)
results("aar-i-not-first", "The instance comes before everything else.", f" {LIST}; i=1; spf=pass", INVALID)
results("aar-upper-case-i", "The i of an instance has case.", f" I=1; {REST}", INVALID)
results("aar-semicolon-missing", "A semicolon ends the instance.", f" i=1 {REST}", INVALID)
results("aar-only-instance", "Without the semicolon it is no instance.", " i=1", INVALID)
results("aar-empty", "An empty field has no instance.", "", INVALID)
PAYLOAD = "8617 3.4, 8617 4.1.1"
results("aar-payload-empty", "The syntax of the payload does not affect the validity of the chain.", " i=1;",
        rfc=PAYLOAD)
results("aar-payload-garbage", "The syntax of the payload does not affect the validity of the chain.",
        " i=1; )(((\"; =;;== i=2; \x01", rfc=PAYLOAD)
results("aar-payload-without-id", "The syntax of the payload does not affect the validity of the chain.",
        " i=1; spf=pass; dkim=pass", rfc=PAYLOAD)
results("aar-payload-says-fail", "Not even arc=fail in the payload matters: what counts is cv= of the seal.",
        f" i=1; {LIST}; arc=fail", rfc=PAYLOAD)
results("aar-payload-second-instance", "A second instance within the payload means nothing.",
        f" i=1; i=2; {REST}", rfc=PAYLOAD)

# The instance in the two tag-lists

for field, part, which in ((AMS, "message", "ams"), (AS, "seal", "as")):
    def tagged(name, about, *expect, rfc="8617 4.2.1, 8617 3.9", part=part, which=which, **options):
        arc(f"{which}-i-{name}", rfc, about, post().hop(**{part: options}), *(expect or [good(1)]))

    tagged("01", "A position is one or two digits: 01 is 1.", i="01")
    tagged("0", "Instances begin at 1.", INVALID, i="0")
    tagged("51", "Instances end at 50.", INVALID, i="51")
    tagged("1000000", "A position has two digits at most.", INVALID, i="1000000")
    tagged("001", "A position has two digits at most.", INVALID, i="001")
    tagged("missing", "The instance is required.", INVALID, i=None)
    tagged("empty", "A position has a digit.", INVALID, i="")
    tagged("negative", "A position has no sign.", INVALID, i="-1")
    tagged("identity", "An identity as in DKIM is no instance.", INVALID, i=f"@{LIST}")
    tagged("upper-case", "The i of an instance has case: I=1 is an unknown tag.", INVALID, i=None, I="1")
    tagged("space", "Folding white space may stand around the equals sign and the position.", i="\r\n 1 ",
           rfc="8617 3.9, 6376 3.2")
    tagged("not-first", "A tag-list has no order: i= may stand anywhere (the ABNF puts it first).",
           rfc="8617 4.1.2, 8617 4.1.3, 8617 erratum 7910", i=None, also="i=1")
    tagged("comment", "In a tag-list there are no comments (the ABNF of the instance has them).", INVALID,
           rfc="8617 3.9, 8617 erratum 7910, 6376 3.2", i="(one) 1")
    tagged("twice", "A tag that occurs twice makes the whole tag-list invalid.", NO_LIST,
           rfc="6376 3.2, 8617 4.2.1", also="i=1")
    arc(f"{which}-duplicate-tag", "6376 3.2, 8617 4.2.1",
        "Any tag that occurs twice makes the whole tag-list invalid, whatever its instance says.",
        post().hop(**{part: {"also": "x_a=1; x_a=1"}}), NO_LIST)
    arc(f"{which}-prose", "6376 3.2, 8617 4.2.1", "Prose is no tag-list.",
        post().hop(**{part: {"raw": f"{field}: i=1; this message was sealed"}}), NO_LIST)
    arc(f"{which}-empty", "6376 3.2, 8617 4.2.1", "A tag-list has at least one tag.",
        post().hop(**{part: {"raw": f"{field}:"}}), NO_LIST)
    arc(f"{which}-semicolon-missing", "6376 3.2, 8617 4.1.2, 8617 4.1.3",
        "Without the semicolon after it, i= takes what follows into its value.",
        post().hop(**{part: {"i": "1 a=rsa-sha256", "a": None}}), INVALID)
    arc(f"{which}-trailing-semicolon", "6376 3.2, 8617 4.1.2, 8617 4.1.3", "A tag-list may end in one semicolon.",
        post().hop(**{part: {"edit": [("b={b}", "b={b};")]}}), good(1))
    arc(f"{which}-unknown-tag", "6376 3.2, 8617 4.1.2, 8617 4.1.3", "Unknown tags are ignored, but are signed.",
        post().hop(**{part: {"also": "x_note=spring campaign; zz="}}), good(1))

arc("instance-invalid-beside", "8617 4.2.1",
    "One field without a valid instance beside two good sets: it belongs to no set, and the chain is invalid.",
    chain(2).put(2, "extra", b"ARC-Seal: i=0; a=rsa-sha256; cv=none; d=example.com; s=arc; b=AAAA\r\n"), INVALID)
arc("instance-invalid-beside-prose", "8617 4.2.1, 6376 3.2",
    "A field without a valid instance above one that is no tag-list: what cannot be read comes first.",
    chain(1).put(1, "extra", b"ARC-Message-Signature: to be signed\r\n").put(1, "more", b"ARC-Seal: i=0; cv=none\r\n"),
    NO_LIST)
m = post().hop(n=50, cv="pass")
arc("instance-50-alone", "8617 4.2.1, 8617 5.2", "50 is a valid instance, but the 49 others are missing.",
    m, bad("INSTANCE_GAP", 1))

# 5.2 step 2: a chain that is marked as failed


def marked(name, about, m, n=2, rfc="8617 5.2, 8617 5.1.2"):
    arc("marked-" + name, rfc, about, m, bad("MARKED_FAILED", n))


marked("own-set-only", "The newest seal says cv=fail and covers its own set only, as it must: the chain fails.",
       chain(1).footer().hop(cv="fail"))
marked("all-sets", "A seal with cv=fail that covers all sets marks the chain all the same.",
       chain(1).hop(seal={"cv": "fail", "covers": BOTH}))
marked("upper-case", "The values of cv= have no case.", chain(1).hop(seal={"cv": "FAIL"}), rfc="8617 3.9, 8617 5.2")
marked("first-set", "One set whose seal says cv=fail.", post().hop(cv="fail"), 1)
marked("broken-seal", "The mark is believed even if its seal does not verify.",
       chain(1).hop(cv="fail").change(2, AS, "cv=fail; d=", "cv=fail; t_=; d="))
marked("over-a-gap", "The chain below has a gap: it is the mark that is reported.",
       post().hop(n=2, cv="pass").hop(n=4, cv="fail"), 4)
marked("incomplete", "The set of the mark lacks its results: it is the mark that is reported.",
       chain(1).hop(cv="fail").drop(2, AAR))
m = chain(1).hop(cv="fail")
m.seal(2, cv="pass", domain=HOPS[1])
marked("beside-pass", "Of two seals of the highest instance one says cv=fail.", m)
marked("over-marked", "A set with cv=fail on top of another one.", chain(1).hop(cv="fail").hop(cv="fail"), 3)
m = chain(1).hop(cv="fail")
arc("marked-over-invalid-instance", "8617 5.2, 8617 4.2.1",
    "A field without a valid instance comes before the mark, since it might be of the highest set.",
    m.put(1, "extra", b"ARC-Seal: i=51; cv=none; b=AAAA\r\n"), INVALID)
arc("marked-below", "8617 5.2", "A set was put with cv=pass on top of a chain that is marked as failed.",
    chain(1).hop(cv="fail").hop(), bad("CHAIN_STATUS_WRONG", 2))
arc("marked-first-below", "8617 5.2", "cv=fail in the first set, below a good one.",
    post().hop(cv="fail").hop(), bad("CHAIN_STATUS_WRONG", 1))

# 5.2 step 3A: each set has each field once

for n, name, what in ((1, AAR, "results"), (1, AMS, "message"), (1, AS, "seal"), (2, AAR, "results"),
                      (2, AMS, "message"), (2, AS, "seal")):
    arc(f"missing-{what}-{n}", "8617 5.2, 8617 4.2.1", f"Set {n} of two lacks its {name}.",
        chain(2).drop(n, name), bad("FIELD_MISSING", n))
for what, names in (("results", (AMS, AS)), ("message", (AAR, AS)), ("seal", (AAR, AMS))):
    m = chain(1)
    for name in names:
        m.drop(1, name)
    arc(f"missing-all-but-{what}", "8617 5.2", "A field alone is no set, but it is not the absence of a chain either.",
        m, bad("FIELD_MISSING", 1))
arc("missing-seal-unsealed", "8617 5.2, 8617 5.1",
    "The newest hop added its results and message signature and no seal.",
    chain(1).results(2).message(2, domain=HOPS[1]), bad("FIELD_MISSING", 2))
for what, name in (("results", AAR), ("message", AMS), ("seal", AS)):
    for n in (1, 2):
        m = chain(2)
        m.fields.insert(0 if n == 1 else 4, m.sets[n, name])
        arc(f"repeated-{what}-{n}", "8617 5.2, 8617 4.2.1", f"Set {n} of two has its {name} twice, octet for octet.",
            m, bad("FIELD_REPEATED", n))
m = chain(1)
m.message(1, domain=LIST, c="simple/simple")
arc("repeated-message-other", "8617 5.2, 8617 4.2.1", "Two good message signatures of one instance are one too many.",
    m, bad("FIELD_REPEATED", 1))
m = chain(1)
m.seal(1, cv="none", key=ED, selector="ed")
arc("repeated-seal-other-algorithm", "8617 4.2.1, 8617 5.2",
    "Two seals with two algorithms: that would be another specification, which never came; step 3A allows one seal.",
    m, bad("FIELD_REPEATED", 1))
m = chain(2)
arc("repeated-i-01", "8617 5.2, 8617 3.9", "i=1 and i=01 are one instance.",
    m.put(3, "extra", m.sets[1, AAR].replace(b"i=1", b"i=01")), bad("FIELD_REPEATED", 1))

# 5.2 step 3B: instances are 1 to N

GAP = "8617 5.2"
arc("gap-first", GAP, "Set 1 is missing: the chain was cut at its beginning.",
    post().hop(n=2), bad("INSTANCE_GAP", 1))
arc("gap-first-removed", GAP, "Set 1 was removed from a good chain.",
    chain(2).drop(1, AAR).drop(1, AMS).drop(1, AS), bad("INSTANCE_GAP", 1))
arc("gap-first-restarted", "8617 5.2, 8617 5.1.3", "A chain that begins at 2, with cv=none.",
    post().hop(n=2, cv="none"), bad("INSTANCE_GAP", 1))
arc("gap-middle", GAP, "Sets 1 and 3.", chain(1).hop(n=3), bad("INSTANCE_GAP", 2))
arc("gap-middle-removed", GAP, "Set 2 of three was removed.",
    chain(3).drop(2, AAR).drop(2, AMS).drop(2, AS), bad("INSTANCE_GAP", 2))
arc("gap-two", GAP, "Of several gaps the smallest missing instance is reported.",
    chain(1).hop(n=3).hop(n=6), bad("INSTANCE_GAP", 2))
arc("gap-last-removed", "8617 5.2, 8617 9.5",
    "If the newest set is removed and nothing was changed since, what is left is a good chain.",
    chain(2).drop(2, AAR).drop(2, AMS).drop(2, AS), good(1), message_good(1))

# 4.1.3 and 5.2 step 3C: tags of the seal

arc("seal-h", "8617 4.1.3", "A seal has no h=; if found the status must be fail, though the seal is right.",
    post().hop(seal={"h": "from"}), bad("SEAL_HAS_H", 1))
arc("seal-h-empty", "8617 4.1.3", "An empty h= is an h= too.", post().hop(seal={"also": "h="}), bad("SEAL_HAS_H", 1))
arc("seal-h-older", "8617 4.1.3", "h= in an older seal.", post().hop(seal={"h": "arc-seal"}).hop(),
    bad("SEAL_HAS_H", 1))
arc("seal-h-both", "8617 4.1.3", "h= in both seals: the smallest instance is reported.",
    post().hop(seal={"h": "from"}).hop(seal={"h": "from"}), bad("SEAL_HAS_H", 1))
arc("seal-h-upper-case", "8617 4.1.3, 6376 3.2", "Tag names have case: H= is an unknown tag.",
    post().hop(seal={"H": "from"}), good(1))
STATUS = "8617 4.1.3, 8617 3.9"
for name, about, value in (("missing", "cv= is required.", None), ("empty", "cv= has a value.", ""),
                           ("unknown", "cv= has three values.", "ok"), ("policy", "cv= has three values.", "policy"),
                           ("two-words", "cv= has one value.", "none pass"),
                           ("quoted", "The value of cv= is not quoted.", '"none"'),
                           ("comment", "In a tag-list there are no comments (the ABNF of cv= has them).", "(ok) none")):
    arc("cv-" + name, STATUS + (", 8617 erratum 7910" if name == "comment" else ""), about,
        post().hop(seal={"cv": value}), bad("CHAIN_STATUS_INVALID", 1))
arc("cv-missing-newest", STATUS, "cv= is required in every seal.",
    chain(1).hop(seal={"cv": None}), bad("CHAIN_STATUS_INVALID", 2))
arc("cv-unknown-older", STATUS, "An older seal with an unknown cv=.",
    post().hop(seal={"cv": "maybe"}).hop(), bad("CHAIN_STATUS_INVALID", 1))
arc("cv-upper-case", "8617 3.9, 5234 2.3", "The values of cv= have no case, as all literals of ABNF.",
    post().hop(seal={"cv": "None"}).hop(seal={"cv": "PASS"}), good(2), set_of(1, LIST, "none"),
    set_of(2, HOPS[1], "pass"))
arc("cv-name-upper-case", "8617 3.9, 6376 3.2", "The name of the tag has case: with CV= the required cv= is missing.",
    post().hop(seal={"cv": None, "CV": "none"}), bad("CHAIN_STATUS_INVALID", 1))
arc("cv-space", "8617 3.9, 6376 3.2", "White space may stand around the value of cv=.",
    post().hop(seal={"cv": "\r\n none "}), good(1), set_of(1, LIST, "none"))
STEP = "8617 5.2"
arc("cv-pass-at-1", STEP, "The first seal must say cv=none.", post().hop(cv="pass"), bad("CHAIN_STATUS_WRONG", 1))
arc("cv-pass-at-1-of-2", STEP, "The first seal must say cv=none, also below a good one.",
    post().hop(cv="pass").hop(), bad("CHAIN_STATUS_WRONG", 1))
arc("cv-none-at-2", STEP, "All seals but the first must say cv=pass.", chain(1).hop(cv="none"),
    bad("CHAIN_STATUS_WRONG", 2))
arc("cv-none-at-2-of-3", STEP, "All seals but the first must say cv=pass.", chain(1).hop(cv="none").hop(),
    bad("CHAIN_STATUS_WRONG", 2))
arc("cv-none-at-all-of-3", STEP, "Of several wrong values that of the smallest instance is reported.",
    chain(1).hop(cv="none").hop(cv="none"), bad("CHAIN_STATUS_WRONG", 2))
arc("cv-fail-at-2-of-3", "8617 5.2, 8617 5.1.3", "cv=fail must not occur anywhere: a broken chain cannot be continued.",
    chain(1).hop(seal={"cv": "fail", "covers": BOTH}).hop(), bad("CHAIN_STATUS_WRONG", 2))

# What is reported when several conditions are not met


def order(name, about, m, *expect, **options):
    arc("first-" + name, "8617 5.2", about, m, *expect, **options)


order("missing-before-repeated", "Set 1 has a field twice and set 2 lacks one.",
      chain(2).put(2, "extra", chain(2).sets[1, AAR]).drop(2, AMS), bad("FIELD_MISSING", 2))
order("missing-before-gap", "Set 2 is missing and set 3 lacks a field: 3A comes before 3B.",
      chain(1).hop(n=3).drop(3, AAR), bad("FIELD_MISSING", 3))
m = chain(1).hop(n=3)
order("repeated-before-gap", "Set 2 is missing and set 3 has a field twice: 3A comes before 3B.",
      m.put(3, "extra", m.sets[3, AAR]), bad("FIELD_REPEATED", 3))
order("gap-before-h", "Set 1 is missing and the seal of set 2 has h=.",
      post().hop(n=2, seal={"h": "from"}), bad("INSTANCE_GAP", 1))
order("gap-before-status", "Set 2 is missing and the seal of set 3 has no cv=.",
      chain(1).hop(n=3, seal={"cv": None}), bad("INSTANCE_GAP", 2))
order("h-before-status", "The seal of set 2 has h=, that of set 1 an unknown cv=.",
      post().hop(seal={"cv": "maybe"}).hop(seal={"h": "from"}), bad("SEAL_HAS_H", 2))
order("status-invalid-before-wrong", "The seal of set 1 has a wrong cv=, that of set 2 an unknown one.",
      post().hop(cv="pass").hop(seal={"cv": "maybe"}), bad("CHAIN_STATUS_INVALID", 2))
order("mark-before-structure", "The newest of two seals says cv=fail, and the other is missing.",
      chain(1).hop(cv="fail").drop(1, AS), bad("MARKED_FAILED", 2))
order("structure-before-message", "A wrong cv= and a changed body: the structure (step 3) comes first.",
      post().hop(cv="pass").footer(), bad("CHAIN_STATUS_WRONG", 1))
order("structure-before-keys", "A gap, and no key at all: the structure comes before the keys.",
      chain(1).hop(n=3), bad("INSTANCE_GAP", 2), dns=[R1])
