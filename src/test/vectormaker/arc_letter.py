"""A message under construction that ARC sets are put on top of (RFC 8617 section 5.1)."""

import base64
import functools

import canon
from book import NOW_SECONDS, at, case
from keys import RSA, RSA_OTHER
from letter import Letter, folded, octets

AAR, AMS, AS = "ARC-Authentication-Results", "ARC-Message-Signature", "ARC-Seal"
HOPS = ["lists.example.org", "forward.example.net", "mail.example.edu", "relay.example.com", "archive.example.org"]
OWN_LINE = {"h", "bh", "b"}
SIGNED = ["from", "to", "subject", "date", "message-id", "dkim-signature"]
FOOTER = "-- \r\nSailors mailing list\r\n"


def tags_of(name, values, also):
    """A field with these tags in their order; None leaves one out, `also` comes before b=."""
    lines = [name + ":"]
    for tag, value in values.items():
        if tag == "b" and also:
            lines[-1] += f" {also};"
        if value is None:
            continue
        if tag in OWN_LINE:
            lines.append("")
        lines[-1] += f" {tag}={value};"
    return "\r\n".join(lines)[:-1]


class Chain(Letter):
    def __init__(self, fields, body):
        super().__init__(fields, body)
        self.sets = {}  # (instance, field name): the field that a seal covers
        self.keys = {}  # (domain, selector): the key to publish
        self.highest = 0

    def copy(self):
        other = Chain([], self.body)
        other.fields, other.sets, other.keys = list(self.fields), dict(self.sets), dict(self.keys)
        other.highest = self.highest
        return other

    def replace(self, old, new):
        before = list(self.fields)
        super().replace(old, new)
        changed = dict(zip(before, self.fields))
        self.sets = {key: changed.get(field, field) for key, field in self.sets.items()}
        return self

    def change(self, n, name, old, new):
        """Changes the field of that name in set n."""
        field = self.sets[n, name]
        assert octets(old) in field, (old, field)
        self.sets[n, name] = field.replace(octets(old), octets(new), 1)
        self.fields[self.fields.index(field)] = self.sets[n, name]
        return self

    def drop(self, n, name):
        self.fields.remove(self.sets.pop((n, name)))
        return self

    def without(self, name):
        """A copy without the fields of this name."""
        other = self.copy()
        other.fields = [field for field in self.fields if canon.name_of(field) != octets(name.lower())]
        return other

    def footer(self, text=FOOTER):
        self.body += octets(text)
        return self

    def hop(self, domain=None, key=None, n=None, cv=None, results=None, message=None, seal=None):
        """Puts set n on top. results: the whole AAR; message, seal: what differs from the usual AMS and AS."""
        n = n or self.highest + 1
        usual = {"domain": domain or HOPS[(n - 1) % len(HOPS)], "key": key or (RSA, RSA_OTHER)[(n - 1) % 2]}
        self.results(n, results, usual["domain"])
        self.message(n, **{**usual, **(message or {})})
        self.seal(n, **{**usual, "cv": cv or ("pass" if n > 1 else "none"), **(seal or {})})
        return self

    def put(self, n, name, field, where=0):
        self.fields.insert(where, field)
        self.sets[n, name] = field
        self.highest = max(self.highest, n)
        return self

    def results(self, n, text=None, domain=HOPS[0]):
        chain = "pass" if n > 1 else "none"
        text = text or (f"{AAR}: i={n}; {domain};\r\n spf=pass smtp.mailfrom=example.com;\r\n"
                        f" dmarc=pass header.from=example.com; arc={chain}")
        return self.put(n, AAR, octets(text) + canon.CRLF)

    def message(self, n, key=RSA, domain=HOPS[0], selector="arc", raw=None, also="", **tags):
        """Puts a message signature on top; tags and the rest as Letter.sign has them."""
        self.keys[domain, selector] = key
        options = {o: tags.pop(o) for o in ("signer", "fill", "names", "header", "body", "limit", "hash_name", "edit")
                   if o in tags}
        names = [canon.name_of(field).decode("latin-1") for field in self.fields]
        values = {"i": str(n), "a": key.algorithm, "c": "relaxed/relaxed", "d": domain, "s": selector,
                  "t": str(NOW_SECONDS - 60), "h": ":".join(name for name in SIGNED if name in names),
                  "bh": "{bh}", "b": "{b}", **tags}
        order = {**{tag: values[tag] for tag in values if tag not in OWN_LINE},
                 **{tag: values[tag] for tag in ("h", "bh", "b")}}
        text = raw or tags_of(AMS, order, also)
        self.sign(key=key, raw=text, c=values["c"], h=values["h"], l=values.get("l"), **options)
        return self.put(n, AMS, self.fields.pop(0))

    def seal(self, n, key=RSA, domain=HOPS[0], selector="arc", cv="pass", raw=None, also="", edit=(), covers=None,
             data=None, signer=None, fill=folded, **tags):
        """Puts a seal on top. covers: the pairs (instance, name) that it signs; data: other octets, made of them."""
        self.keys[domain, selector] = key
        values = {"i": str(n), "a": key.algorithm, "t": str(NOW_SECONDS - 60), "cv": cv, "d": domain, "s": selector,
                  **tags}
        values["b"] = values.pop("b", "{b}")
        text = raw or tags_of(AS, values, also)
        for old, new in edit:
            assert old in text, (old, text)
            text = text.replace(old, new, 1)
        field = octets(text) + canon.CRLF
        covered = [self.sets[pair] for pair in (self.scope(n, cv) if covers is None else covers) if pair in self.sets]
        unsigned = field.replace(b"{b}", b"")
        signed = (signer or key.sign)((data or seal_input)(covered, unsigned))
        field = field.replace(b"{b}", fill(base64.b64encode(signed).decode()).encode())
        return self.put(n, AS, field)

    @staticmethod
    def scope(n, cv):
        """5.1.1, and 5.1.2 for a failed chain."""
        first = n if cv == "fail" else 1
        return [(k, name) for k in range(first, n + 1) for name in (AAR, AMS, AS) if (k, name) != (n, AS)]

    def zone(self, *without):
        """The key records of all that was signed, but for these pairs (domain, selector)."""
        return [at(key, selector, a_labels(domain)) for (domain, selector), key in self.keys.items()
                if (domain, selector) not in without]


def a_labels(domain):
    return domain.encode("idna").decode()


def seal_input(covered, unsigned):
    """5.1.1: relaxed, each with its CRLF, and last the seal itself without."""
    return b"".join(map(canon.header_relaxed, covered)) + canon.header_relaxed(unsigned)[:-2]


# The base messages.

def post(*extra):
    return Chain([
        "From: Joe Six <joe@example.com>",
        "To: Sailors <sailors@lists.example.org>",
        "Subject: Winter storage",
        "Date: Mon, 23 Nov 2026 11:58:12 +0000",
        "Message-ID: <20261123.0003@mail.example.com>",
        *extra], "Who needs a berth this winter?\r\n\r\nJoe\r\n")


@functools.cache
def made(n):
    return made(n - 1).copy().hop() if n else post()


def chain(n):
    """A good chain of n sets on an unchanged message."""
    return made(n).copy()


# Cases and what they expect.

def arc(name, rfc, about, m, *expect, dns=None, more=(), **options):
    """dns: the zone, if it is not all the keys that were used; more: further lines of it."""
    case(name, rfc, about, m, list(m.zone() if dns is None else dns) + list(more), *expect, folder="arc", **options)


def good(sets, oldest=0):
    return f"arc pass oldestPass={oldest} sets={sets}"


def bad(reason, instance=None, cause=None):
    return (f"arc fail reason={reason}" + (f" instance={instance}" if instance else "")
            + (f" cause={cause}" if cause else ""))


def set_of(n, domain, cv, selector="arc"):
    return f"arc set {n} domain={domain} selector={selector} cv={cv}"


def message_good(n):
    return f"ams {n} pass"


def message_bad(n, cause):
    return f"ams {n} fail cause={cause}"
