"""Sealing (RFC 8617 section 5.1): a sealer that judged the message itself, and one that carries results on."""

from arc_letter import AAR, HOPS, arc, bad, chain, good, post
from book import R1, at
from cases_arc_chain import FIFTY
from keys import ED, RSA, RSA_OTHER

LIST, OUTSIDE = HOPS[0], "forward.example.net"
MX = "mx.example.org"
AS_LIST = f"domain={LIST} selector=arc key=rsa2048.pem authserv-id={LIST}"
OWN_KEY = at(RSA, "arc", LIST)
NEVER = "omits authentication-results:arc-authentication-results:arc-message-signature:arc-seal"
CORE = "covers from:to:subject:date"


def sealing(name, way, rfc, about, m, *expect, options="", dns=None, more=()):
    zone = m.zone() if dns is None else dns
    arc(f"{way}-{name}", rfc, about, m, *expect, seal=f"{way} {options}",
        dns=list(dict.fromkeys([OWN_KEY, *zone, *more])))


def sealed(n, cv, oldest=0, sets=None, then=None):
    """The two lines of a message that was sealed; marked as failed it fails for that."""
    verdict = then or (bad("MARKED_FAILED", n) if cv == "fail" else good(sets or n, oldest))
    return f"sealed instance={n} cv={cv}", "then " + verdict


def unsealed(reason):
    return f"unsealed reason={reason}"


def foreign(n=1):
    m = post()
    for _ in range(n):
        m.hop(domain=OUTSIDE, key=RSA_OTHER)
    return m


# The sealer judged the message itself: the status is that of the chain as it stands


def judged(name, about, m, *expect, rfc="8617 5.1", options=AS_LIST, verdict=None, **more):
    sealing(name, "judged", rfc, about, m, *([verdict] if verdict else []), *expect, options=options, **more)


judged("none", "A message without a chain gets set 1 with cv=none.", post(), CORE, NEVER, *sealed(1, "none"),
       verdict="arc none", rfc="8617 5.1, 8617 4.1.2, 8617 4.1.3, 8617 4.4")
judged("none-ed25519", "A sealer may have an Ed25519 key.", post(), *sealed(1, "none"), dns=[at(ED, "ed", LIST)],
       options=f"domain={LIST} selector=ed key=ed25519.pem authserv-id={LIST}", rfc="8617 5.1, 8463 3")
judged("none-and-dkim", "A DKIM-Signature is added before sealing, so that the message signature covers it.",
       post(), "covers from:subject:dkim-signature", NEVER, *sealed(1, "none"), options=AS_LIST + " dkim=yes",
       rfc="8617 5.1, 8617 4.1.2")
m = post()
m.sign()
m.top("Received: from mail.example.com by lists.example.org; Mon, 23 Nov 2026 11:59:30 +0000")
m.top("Authentication-Results: lists.example.org; spf=pass smtp.mailfrom=example.com")
judged("dkim-signature-there", "A DKIM-Signature that is there should be covered; results and trace must not be.",
       m, "covers from:dkim-signature", NEVER + ":received", *sealed(1, "none"),
       "dkim 1 pass domain=example.com selector=s1",
       more=[R1], rfc="8617 4.1.2, 8617 5.1, 6376 5.4.1")
judged("pass-of-1", "A good chain is continued with cv=pass.", foreign(), CORE, NEVER, *sealed(2, "pass"),
       verdict=good(1))
judged("pass-of-2", "A good chain is continued with cv=pass, whosever sets those are.", chain(2), *sealed(3, "pass"),
       verdict=good(2))
judged("pass-own", "The domain that sealed before may seal again.", chain(1), *sealed(2, "pass"), verdict=good(1))
judged("pass-changed-before", "That older message signatures do not verify is no failure.", chain(1).footer().hop(),
       *sealed(3, "pass", 2), verdict=good(2, 2), rfc="8617 5.1, 8617 5.2")
m = chain(3)
m.fields.reverse()
judged("pass-shuffled", "The instances tell the order of what the seal covers.", m, *sealed(4, "pass"), verdict=good(3),
       rfc="8617 5.1.1, 8617 4.2.1")
judged("pass-of-49", "The fiftieth set may still be added.", FIFTY[49], *sealed(50, "pass"), verdict=good(49),
       rfc="8617 5.1, 8617 4.2.1")
FULL = "8617 4.2.1, 8617 5.1"
judged("full", "After fifty sets no instance is left.", FIFTY[50], unsealed("CHAIN_FULL"), verdict=good(50), rfc=FULL)
judged("full-and-failed", "After fifty sets no instance is left for cv=fail either.", FIFTY[50].copy().footer(),
       unsealed("CHAIN_FULL"), verdict=bad("MESSAGE_SIGNATURE_FAILED", 50, "BODY_HASH_MISMATCH"), rfc=FULL)
judged("full-and-marked", "Fifty sets of which the newest says cv=fail: that it failed already (step 2) comes first.",
       FIFTY[49].copy().hop(cv="fail"), unsealed("CHAIN_ALREADY_FAILED"), verdict=bad("MARKED_FAILED", 50),
       rfc="8617 5.1")
FAIL = "8617 5.1, 8617 5.1.2"
judged("fail-body", "A chain that fails is marked with cv=fail by a set whose seal covers that set only.",
       foreign().footer(), CORE, NEVER, *sealed(2, "fail"), rfc=FAIL,
       verdict=bad("MESSAGE_SIGNATURE_FAILED", 1, "BODY_HASH_MISMATCH"))
judged("fail-seal", "A broken seal below.", chain(2).change(1, AAR, "spf=pass", "spf=fail"), *sealed(3, "fail"),
       rfc=FAIL,
       verdict=bad("SEAL_FAILED", 2, "SIGNATURE_MISMATCH"))
judged("fail-dns", "A key that cannot be had for the time being: the chain fails, and there is no set that would say so"
       " for good.", foreign(), unsealed("KEY_UNAVAILABLE"),
       dns=[f"arc._domainkey.{OUTSIDE}. UNAVAILABLE"], rfc="8617 5.2.1",
       verdict=bad("MESSAGE_SIGNATURE_FAILED", 1, "KEY_UNAVAILABLE"))
judged("fail-gap", "Sets 1 and 3: the next instance is one more than the highest.", chain(1).hop(n=3), *sealed(4,
       "fail"),
       rfc=FAIL, verdict=bad("INSTANCE_GAP", 2))
judged("fail-missing", "A set without its results.", chain(2).drop(2, AAR), *sealed(3, "fail"), rfc=FAIL,
       verdict=bad("FIELD_MISSING", 2))
judged("fail-only-results", "The results of a set 7 and nothing else: the highest instance found is 7.",
       post().results(7), *sealed(8, "fail"), rfc=FAIL, verdict=bad("FIELD_MISSING", 7))
m = chain(1)
m.fields.insert(0, m.sets[1, AAR])
judged("fail-repeated", "A set with two fields of results.", m, *sealed(2, "fail"), rfc=FAIL,
       verdict=bad("FIELD_REPEATED", 1))
judged("fail-status", "A chain that begins with cv=pass.", post().hop(cv="pass"), *sealed(2, "fail"), rfc=FAIL,
       verdict=bad("CHAIN_STATUS_WRONG", 1))
judged("fail-h", "A seal with h=.", post().hop(seal={"h": "from"}), *sealed(2, "fail"), rfc="8617 4.1.3, 8617 5.1.2",
       verdict=bad("SEAL_HAS_H", 1))
judged("fail-covers-seal", "A message signature that covers a seal.", post().hop(message={"h": "from:arc-seal"}),
       *sealed(2, "fail"), rfc="8617 4.1.2, 8617 5.1.2", verdict=bad("MESSAGE_SIGNATURE_COVERS_SEAL", 1))
judged("fail-instance", "A field with i=0 beside a good set: the highest instance found is 1.",
       chain(1).put(1, "extra", b"ARC-Seal: i=0; cv=none; b=AAAA\r\n"), rfc="8617 4.2.1, 8617 5.1.2",
       *sealed(2, "fail", then=bad("INSTANCE_INVALID")), verdict=bad("INSTANCE_INVALID"))
MARKED = "8617 5.1"
judged("marked", "The newest seal says cv=fail already: there is no need to proceed.", chain(1).hop(cv="fail"),
       unsealed("CHAIN_ALREADY_FAILED"), rfc=MARKED, verdict=bad("MARKED_FAILED", 2))
judged("marked-upper-case", "The value of cv= has no case.", chain(1).hop(seal={"cv": "Fail"}),
       unsealed("CHAIN_ALREADY_FAILED"), rfc=MARKED, verdict=bad("MARKED_FAILED", 2))
judged("marked-first-set", "The only seal says cv=fail.", post().hop(cv="fail"), unsealed("CHAIN_ALREADY_FAILED"),
       rfc=MARKED, verdict=bad("MARKED_FAILED", 1))
judged("marked-below", "An older seal says cv=fail, the newest does not: the chain is marked anew.",
       chain(1).hop(cv="fail").hop(), *sealed(4, "fail"), rfc=FAIL, verdict=bad("CHAIN_STATUS_WRONG", 2))

# The sealer carries on the results of hosts that it trusts

RESULTS = f"Authentication-Results: {MX}; spf=pass smtp.mailfrom=example.com; dmarc=pass header.from=example.com"
CARRIED = "spf=pass smtp.mailfrom=example.com; dmarc=pass header.from=example.com"
CARRIER = f"{AS_LIST} trust={MX} own={LIST}"
ORDER = "8617 5.1, 8601 5"


def carried(name, about, m, *expect, rfc="8617 5.1, 8617 4.1.1", options=CARRIER, dns=(), **more):
    sealing(name, "carried", rfc, about, m, *expect, options=options, dns=dns, **more)


def aar(n, cv, results=CARRIED):
    return f'aar "i={n}; {LIST}; {results}; arc={cv}"'


def above(m, *fields):
    """These fields are put on top, the first uppermost."""
    for field in reversed(fields):
        m.top(field)
    return m


def below(m, *fields):
    """These fields are put below the sets."""
    for field in fields:
        m.fields.append(field.encode() + b"\r\n")
    return m


carried("none", "Results of a trusted host and no chain: cv=none.", above(post(), RESULTS), CORE, NEVER,
        *sealed(1, "none"), aar(1, "none"))
carried("none-despite-results", "Without sets the status is none, whatever the results say of a chain.",
        above(post(), RESULTS + "; arc=pass"), *sealed(1, "none"), aar(1, "none"))
carried("none-and-dkim", "A DKIM-Signature is added before sealing.", above(post(), RESULTS),
        "covers from:dkim-signature", NEVER, *sealed(1, "none"), aar(1, "none"), options=CARRIER + " dkim=yes")
carried("no-results", "Without any results there is nothing to carry.", post(), unsealed("NO_RESULTS"))
carried("no-results-with-chain", "Without any results a chain is not continued.", chain(1), unsealed("NO_RESULTS"))
carried("no-trusted-results", "Results of others are not carried.",
        above(chain(1), "Authentication-Results: mx.example.net; arc=pass"), unsealed("NO_RESULTS"))
for name, host in (("prefix", "mx.example.org.example.net"), ("suffix", "a.mx.example.org"),
                   ("comment", "mx.example.net (mx.example.org)")):
    carried(f"no-trusted-results-{name}", "An identifier that only looks like a trusted one is not one.",
            above(post(), f"Authentication-Results: {host}; spf=pass"), unsealed("NO_RESULTS"))
carried("unreadable-results", "Results that cannot be read are no results: this comment does not end.",
        above(post(), f"Authentication-Results: {MX}; spf=pass (oops; dmarc=pass"), unsealed("RESULTS_UNREADABLE"))
carried("unreadable-property", "A property without a value makes the field unreadable, which is not the same as absent.",
        above(post(), f"Authentication-Results: {MX}; spf=pass; dmarc=pass header.from="), unsealed("RESULTS_UNREADABLE"),
        rfc="8601 2.2, 8617 4.1.1")
carried("results-none", "A trusted host that checked nothing says so, and that is carried as nothing.",
        above(post(), f"Authentication-Results: {MX}; none"), *sealed(1, "none"), f'aar "i=1; {LIST}; arc=none"')

PASS, FAILS = RESULTS + "; arc=pass", RESULTS + "; arc=fail"
OUTSIDE_KEY = foreign().zone()
carried("pass", "Trusted results above all seals tell the status of the chain.", above(foreign(), PASS), CORE, NEVER,
        *sealed(2, "pass"), aar(2, "pass"), dns=OUTSIDE_KEY)
carried("pass-changed-since", "The list has added its footer: who judged before that says the chain passed.",
        above(foreign(), PASS).footer(), *sealed(2, "pass", 2), aar(2, "pass"), dns=OUTSIDE_KEY)
carried("pass-arc-first", "arc= may be the first of the results; the others keep their order.",
        above(foreign(), f"Authentication-Results: {MX}; arc=pass; {CARRIED}"), *sealed(2, "pass"), aar(2, "pass"),
        dns=OUTSIDE_KEY)
carried("pass-with-properties", "The properties of arc= stay, if it says what the new cv= says.",
        above(foreign(), RESULTS + "; arc=pass smtp.remote-ip=192.0.2.1 header.oldest-pass=0"), *sealed(2, "pass"),
        aar(2, "pass smtp.remote-ip=192.0.2.1 header.oldest-pass=0"), dns=OUTSIDE_KEY)
carried("no-key-needed", "Whose results are trusted is believed: no key of the chain is looked for while sealing.",
        above(foreign(), PASS), "sealed instance=2 cv=pass", "then " + bad("SEAL_FAILED", 1, "NO_KEY"))
for result in ("fail", "none", "reject", "temperror", "policy", "passed"):
    carried(f"arc-{result}", f"With sets there, arc={result} is not a pass, and everything else is a failure.",
            above(foreign(), f"{RESULTS}; arc={result}"), *sealed(2, "fail"), aar(2, "fail"),
            rfc="8617 5.1.2, 8617 4.4")
carried("arc-absent", "Trusted results that say nothing of the chain do not say that it failed either: nobody validated it.",
        above(foreign(), RESULTS), unsealed("CHAIN_NOT_JUDGED"), rfc="8617 4.4")
carried("arc-absent-structure-broken", "Nobody else has to say that a chain with a gap has failed.",
        above(chain(1).hop(n=3), RESULTS), *sealed(4, "fail"), aar(4, "fail"), rfc="8617 5.2, 8617 5.1.2")

# Identifiers and several fields

for name, host in (("case", "MX.Example.ORG"), ("version", f"{MX} 1"), ("quoted", f'"{MX}"'),
                   ("comments", f"(at) {MX} (the (outer) one) 1 (version)")):
    carried(f"identifier-{name}", "A trusted identifier in another spelling.",
            above(foreign(), f"Authentication-Results: {host};\r\n {CARRIED};\r\n arc=pass"), *sealed(2, "pass"),
            aar(2, "pass"), rfc="8601 2.2, 8601 2.3, 8617 5.1", dns=OUTSIDE_KEY)
SPF, DMARC = CARRIED.split("; ")
carried("merged", "Several fields of a trusted host are combined in their order.",
        above(foreign(), f"Authentication-Results: {MX}; {SPF}; arc=pass", f"Authentication-Results: {MX}; {DMARC}"),
        *sealed(2, "pass"), aar(2, "pass"), dns=OUTSIDE_KEY)
carried("merged-of-two-hosts", "Fields of two trusted hosts are combined, in one field of results.",
        above(foreign(), f"Authentication-Results: {MX}; {SPF}",
        f"Authentication-Results: filter.example.org; {DMARC}; arc=pass"),
        *sealed(2, "pass"), aar(2, "pass"), options=CARRIER + " trust=filter.example.org", dns=OUTSIDE_KEY)
carried("merged-without-others", "Fields of others that stand between are left out.",
        above(foreign(), f"Authentication-Results: {MX}; {SPF}",
        "Authentication-Results: mx.example.net; arc=fail; spf=fail",
              f"Authentication-Results: {MX}; {DMARC}; arc=pass"),
        *sealed(2, "pass"), aar(2, "pass"), dns=OUTSIDE_KEY)
carried("merged-first-arc", "Of two results for the chain the first counts.",
        above(foreign(), FAILS, f"Authentication-Results: {MX}; arc=pass"), *sealed(2, "fail"), aar(2, "fail"),
        rfc="8617 5.1.2, 8617 4.1.1")
for name, first, second in (("fails", "fail", "pass"), ("passes", "pass", "fail"), ("twice", "pass", "pass")):
    carried(f"two-arc-in-one-field-{name}", "Two results for the chain in one field are believed by nobody.",
            above(foreign(), f"{RESULTS}; arc={first}; arc={second}"), unsealed("CHAIN_NOT_JUDGED"), rfc="8617 4.4")
carried("unreadable-above", "The newest results that can be read are below a seal that is not ours.",
        below(above(foreign(), f"Authentication-Results: {MX}; arc=pass (oops"), PASS), unsealed("CHAIN_NOT_JUDGED"),
        rfc=ORDER)
carried("unreadable-skipped", "Results that cannot be read, and say nothing of the chain, are passed over.",
        above(foreign(), f"Authentication-Results: {MX}; spf=fail (oops", PASS), *sealed(2, "pass"), aar(2, "pass"),
        dns=OUTSIDE_KEY)
carried("unreadable-speaks-of-chain", "What the newest results say of the chain cannot be read; an older word is not it.",
        above(foreign(), f"Authentication-Results: {MX}; arc=fail (oops", PASS), unsealed("CHAIN_NOT_JUDGED"), rfc=ORDER)
carried("unreadable-speaks-of-dmarc", "What the newest results say of DMARC cannot be read; an older judgement begins.",
        above(post(), f"Authentication-Results: {MX}; spf=fail", f"Authentication-Results: {MX}; dmarc=fail (oops",
              RESULTS), *sealed(1, "none"), aar(1, "none", "spf=fail"), rfc=ORDER)

# What contradicts itself, what no reader knows, and where a judgement ends


def told(name, results, wanted, about, rfc="8601 2.2, 8617 4.1.1"):
    carried(name, about, above(post(), f"Authentication-Results: {MX}; {results}"), *sealed(1, "none"),
            aar(1, "none", wanted) if wanted else f'aar "i=1; {LIST}; arc=none"', rfc=rfc)


VICTIM = "dmarc=pass header.from=bank.example"
told("two-dmarc", f"{SPF}; {DMARC}; {VICTIM}", SPF, "Two results for DMARC in one field are carried by nobody.")
told("two-header-from", f"{SPF}; {DMARC} header.from=bank.example", SPF,
     "A result that has a property twice is carried by nobody.")
told("two-header-d", f"dkim=pass header.d=example.com header.d=bank.example; {DMARC}", DMARC,
     "A signature of two domains is none.")
told("property-without-type", f"{SPF} d=example.com; dmarc=pass (p=reject) action=none header.from=example.com", CARRIED,
     "A keyword and a token where a property may stand say nothing, and the rest is carried.")
told("unknown-word", f"dkim=tmperror header.d=example.com; {SPF}; dmarc=bestguesspass header.from=example.com", SPF,
     "Words that their method does not have are not carried.", rfc="8601 2.7, 8617 4.1.1")
told("unknown-method", f"{SPF}; x-age=old", f"{SPF}; x-age=old", "Methods that are not known are carried as they stand.")
JUDGEMENT = [f"Authentication-Results: {MX}; {each}" for each in (
    "dmarc=pass header.from=example.com; arc=pass", "dkim=pass header.d=example.com", SPF)]
OLDER = [f"Authentication-Results: {MX}; {each}" for each in (
    VICTIM + "; arc=pass", "dkim=pass header.d=bank.example", "spf=pass smtp.mailfrom=bank.example")]
PARTS = f"dmarc=pass header.from=example.com; dkim=pass header.d=example.com; {SPF}"
carried("several-fields", "One judgement in several fields, as a service writes it whose field would be too long.",
        above(foreign(), *JUDGEMENT), *sealed(2, "pass"), aar(2, "pass", PARTS), dns=OUTSIDE_KEY)
carried("several-fields-above-older", "Fields of an older judgement right below are not taken for the newest one's.",
        above(foreign(), *JUDGEMENT, *OLDER), *sealed(2, "pass"), aar(2, "pass", PARTS), dns=OUTSIDE_KEY, rfc=ORDER)
carried("several-fields-older-passed", "An older judgement that passed does not help the newest one, which failed.",
        above(foreign(), JUDGEMENT[0].replace("; arc=pass", "; arc=fail"), *JUDGEMENT[1:], *OLDER), *sealed(2, "fail"),
        aar(2, "fail", PARTS), rfc=ORDER)
carried("several-fields-older-with-arc", "The newest judgement has no arc=; that of an older one is not taken for it.",
        above(foreign(), RESULTS, *OLDER), unsealed("CHAIN_NOT_JUDGED"), rfc=ORDER)

# The rule of order

carried("foreign-seal-above", "A seal that is not ours stands above the trusted results: nobody we know judged it.",
        below(foreign(), PASS), unsealed("SEALED_SINCE"), rfc=ORDER)
carried("forged-results-below",
        "Forged results below the seal, in the name of a trusted host, and the true ones above.",
        below(above(foreign(), FAILS), PASS), *sealed(2, "fail"), rfc=ORDER)
carried("forged-results-below-silence",
        "The true results say nothing of the chain; forged ones below the seal do not speak for them.",
        below(above(foreign(), RESULTS), PASS), unsealed("CHAIN_NOT_JUDGED"), rfc=ORDER)
carried("results-between-seals", "The trusted results stand between two seals, of which the upper one is not ours.",
        above(chain(1), PASS).hop(domain=OUTSIDE, key=RSA_OTHER), unsealed("SEALED_SINCE"), rfc=ORDER)


def nested(**options):
    """A list host sealed on top of the trusted results, and another list of the same host takes the message."""
    return above(post(), RESULTS).hop(**options)


carried("own-seal-above", "Our own seal stands above the trusted results and verifies: the chain goes on.",
        nested(), *sealed(2, "pass"), aar(2, "pass"), rfc=ORDER)
carried("own-seal-above-changed-since",
        "Of our own set the seal is verified, not the message signature: lists change bodies.",
        nested().footer(), *sealed(2, "pass", 2), aar(2, "pass"), rfc=ORDER)
carried("own-seal-above-foreign-set", "Set 1 is foreign, was judged above, and our own set 2 covers it.",
        above(foreign(), PASS).hop(domain=LIST, key=RSA), *sealed(3, "pass"), aar(3, "pass"), rfc=ORDER,
        dns=OUTSIDE_KEY)
carried("own-seal-twice", "Two own sets above the trusted results.", nested().hop(domain=LIST, key=RSA),
        *sealed(3, "pass"), aar(3, "pass"), rfc=ORDER)
carried("own-seal-judgement-ends", "The judgement below our own seal ends at the seal below it.",
        above(below(chain(1), f"Authentication-Results: {MX}; dkim=pass header.d=bank.example"), PASS)
        .hop(domain=LIST, key=RSA), *sealed(3, "pass"), aar(3, "pass"), rfc=ORDER)
carried("own-seal-upper-case", "d= has no case.", nested(seal={"d": "LISTS.Example.ORG"}), *sealed(2, "pass"),
        rfc=ORDER)
carried("own-seal-of-two", "One of several own domains.", nested(domain="news.example.org"), *sealed(2, "pass"),
        rfc=ORDER,
        options=CARRIER + " own=news.example.org", dns=[at(RSA, "arc", "news.example.org")])
carried("own-seal-not-listed", "A domain that is not listed as our own.", nested(domain="news.example.org"),
        unsealed("SEALED_SINCE"), rfc=ORDER, dns=[at(RSA, "arc", "news.example.org")])
carried("own-seal-subdomain", "A subdomain of our own domain is not our own.", nested(domain="a.lists.example.org"),
        unsealed("SEALED_SINCE"), rfc=ORDER, dns=[at(RSA, "arc", "a.lists.example.org")])
carried("own-seal-broken", "Our own seal does not verify, since the results that it covers were changed.",
        nested().change(1, AAR, "spf=pass", "spf=fail"), *sealed(2, "fail"), rfc=ORDER)
carried("own-seal-forged", "A seal in our name that was made with another key.", nested(key=RSA_OTHER),
        *sealed(2, "fail"), rfc=ORDER)
carried("own-seal-key-unavailable", "Our own key cannot be had.", nested(seal={"selector": "old"}), *sealed(2, "fail"),
        dns=[f"old._domainkey.{LIST}. UNAVAILABLE"], rfc=ORDER)
carried("own-seal-message-of-other",
        "The message signature of the set may be of another domain: the seal is what counts.",
        nested(message={"domain": "news.example.org"}), *sealed(2, "pass"), rfc=ORDER,
        dns=[at(RSA, "arc", "news.example.org")])
m = nested()
foreign_set = chain(1).hop(domain=OUTSIDE, key=RSA_OTHER).fields[:3]
m.fields += foreign_set
carried("own-seal-not-the-newest",
        "Our own seal is uppermost, but a foreign set with a higher instance stands below it.",
        m, unsealed("SEALED_SINCE"), rfc=ORDER)
carried("own-seal-structure-broken", "Our own seal is good, but a set below lacks its results.",
        above(foreign(), PASS).hop(domain=LIST, key=RSA).drop(1, AAR), *sealed(3, "fail"), rfc=ORDER)
carried("structure-broken", "Results that say pass of a chain with a gap do not help it.",
        above(chain(1).hop(n=3), PASS), *sealed(4, "fail"), rfc="8617 5.2, 8617 5.1.2")
carried("structure-broken-status", "Results that say pass of a chain with a wrong cv= do not help it.",
        above(post().hop(cv="pass"), PASS), *sealed(2, "fail"), rfc="8617 5.2, 8617 5.1.2")

# The replay of an old message of the list, with good own seals, a new body and another author

REPLAY = "8617 9.5, 8617 5.1, 8601 5"


def replayed():
    return nested().replace("Who needs a berth", "Who sends me money").replace("joe@example.com", "boss@bank.example")


carried("replay", "An old message of the list with our good seals, a new body and a new From; the MX found arc=fail.",
        above(replayed(), f"Authentication-Results: {MX}; dmarc=fail header.from=bank.example; arc=fail"),
        *sealed(2, "fail"), rfc=REPLAY)
carried("replay-without-arc",
        "The same, and the MX does not judge chains: a seal of ours below its results is no pass.",
        above(replayed(), f"Authentication-Results: {MX}; dmarc=fail header.from=bank.example"),
        unsealed("CHAIN_NOT_JUDGED"), rfc=REPLAY)
carried("replay-stripped", "The same, and the MX removed the old results in its name.",
        above(replayed().without("Authentication-Results"),
              f"Authentication-Results: {MX}; dmarc=fail header.from=bank.example; arc=fail"),
        *sealed(2, "fail"), aar(2, "fail", "dmarc=fail header.from=bank.example"), rfc=REPLAY)

# Full and failed

carried("full", "After fifty sets no instance is left.", above(FIFTY[50].copy(), PASS), unsealed("CHAIN_FULL"),
        rfc=FULL)
carried("marked", "The newest seal says cv=fail: there is no need to proceed.", above(chain(1).hop(cv="fail"), FAILS),
        unsealed("CHAIN_ALREADY_FAILED"), rfc=MARKED)
carried("marked-despite-results", "The newest seal says cv=fail, and the results pass: there is no need to proceed.",
        above(chain(1).hop(cv="fail"), PASS), unsealed("CHAIN_ALREADY_FAILED"), rfc=MARKED)
