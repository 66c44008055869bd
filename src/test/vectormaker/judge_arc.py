"""A second reading of RFC 8617: the verdict on a case file's chain, worked out from its bytes alone.

As judge.py it shares only the canonicalization with what made the case.
"""

import re

import canon
import judge
from judge import Stop, need

AAR, AMS, AS = b"arc-authentication-results", b"arc-message-signature", b"arc-seal"
MAXIMUM = 50


class Failed(Exception):
    """The chain fails, and why."""

    def __init__(self, reason, instance=None, cause=None):
        self.reason, self.instance, self.cause = reason, instance, cause

    def __str__(self):
        return (f"arc fail reason={self.reason}" + (f" instance={self.instance}" if self.instance else "")
                + (f" cause={self.cause}" if self.cause else ""))


def after_cfws(text, at):
    """Where comments and folding white space end (RFC 5322 section 3.2.2), or None within an unclosed comment."""
    depth = 0
    while at < len(text):
        space = re.match(r"(?:(?:[ \t]*\r\n)?[ \t]+)", text[at:])
        if space:
            at += space.end()
        elif text[at] == "(":
            depth, at = depth + 1, at + 1
        elif depth and text[at] == ")":
            depth, at = depth - 1, at + 1
        elif depth and text[at] == "\\":
            at += 2
        elif depth and text[at] not in "\r\n\0":
            at += 1
        else:
            break
    return None if depth else at


def results_instance(text):
    """The position in an AAR (4.1.1), and where its payload begins; None if it does not begin as it must."""
    at, position = 0, None
    for part in ("i", "=", r"[0-9]{1,2}(?![0-9])", ";"):
        at = after_cfws(text, at)
        match = at is not None and re.match(part, text[at:])
        if not match:
            return None
        at += match.end()
        position = match[0] if part[0] == "[" else position
    return int(position), text[at:]


def value_of(field):
    return field.split(b":", 1)[1][:-2]


def instance_of(name, field):
    """4.2.1, or None."""
    if name == AAR:
        found = results_instance(value_of(field).decode("latin-1"))
        number = found[0] if found else 0
    else:
        try:
            text = judge.tag_list(value_of(field), "").get("i", "")
        except Stop:
            return None
        number = int(text) if re.fullmatch("[0-9]{1,2}", text) else 0
    return number if 1 <= number <= MAXIMUM else None


def is_tag_list(field):
    try:
        return bool(judge.tag_list(value_of(field), ""))
    except Stop:
        return False


def arc_fields(fields):
    return [(canon.name_of(field), field) for field in fields if canon.name_of(field) in (AAR, AMS, AS)]


def seal_tags(field):
    return judge.tag_list(value_of(field), "")


def status(seal):
    return seal_tags(seal).get("cv", "").lower()


def sets_of(fields):
    """Steps 1 to 3: the fields by instance and name, or Failed."""
    found = arc_fields(fields)
    if any(sum(n == name for n, _ in found) > MAXIMUM for name in (AAR, AMS, AS)):
        raise Failed("TOO_MANY_SETS")
    if not all(is_tag_list(field) for name, field in found if name != AAR):
        raise Failed("FIELD_SYNTAX")
    sets = {}
    for name, field in found:
        number = instance_of(name, field)
        if number is None:
            raise Failed("INSTANCE_INVALID")
        sets.setdefault(number, {}).setdefault(name, []).append(field)
    if not sets:
        return {}
    top = max(sets)
    if any(status(seal) == "fail" for seal in sets[top].get(AS, [])):
        raise Failed("MARKED_FAILED", top)
    first_that(sets, "FIELD_MISSING", lambda n, s: len(s) < 3)
    first_that(sets, "FIELD_REPEATED", lambda n, s: any(len(each) > 1 for each in s.values()))
    for n in range(1, top + 1):
        if n not in sets:
            raise Failed("INSTANCE_GAP", n)
    first_that(sets, "SEAL_HAS_H", lambda n, s: "h" in seal_tags(s[AS][0]))
    first_that(sets, "CHAIN_STATUS_INVALID", lambda n, s: status(s[AS][0]) not in ("none", "fail", "pass"))
    first_that(sets, "CHAIN_STATUS_WRONG", lambda n, s: status(s[AS][0]) != ("pass" if n > 1 else "none"))
    return {n: {name: each[0] for name, each in s.items()} for n, s in sets.items()}


def first_that(sets, reason, wrong):
    for n in sorted(sets):
        if wrong(n, sets[n]):
            raise Failed(reason, n)


class Chain:
    """The verdict; and what each message signature came to, as far as a validator looks at them."""

    def __init__(self, fields, body, zone, now):
        self.fields, self.body, self.zone, self.now = fields, body, zone, now
        self.messages, self.sets = {}, {}
        try:
            self.sets = sets_of(fields)
            self.verdict = f"arc pass oldestPass={self.validate()} sets={len(self.sets)}" if self.sets else "arc none"
        except Failed as failed:
            self.failed = failed
            self.verdict = str(failed)

    def validate(self):
        """Steps 4 to 6; returns the oldest pass."""
        top = len(self.sets)
        if self.covers_seal(top):
            raise Failed("MESSAGE_SIGNATURE_COVERS_SEAL", top)
        cause = self.message(top)
        if cause != "pass":
            raise Failed("MESSAGE_SIGNATURE_FAILED", top, cause)
        oldest = 0
        for n in range(top - 1, 0, -1):
            if self.covers_seal(n) or self.message(n) != "pass":
                oldest = n + 1
                break
        for n in range(top, 0, -1):
            cause = self.seal(n)
            if cause != "pass":
                raise Failed("SEAL_FAILED", n, cause)
        return oldest

    def covers_seal(self, n):
        try:
            tags, _ = judge.signature_tags(self.sets[n][AMS], ("v", "i"))
            return AS in {name.lower().encode() for name in judge.split(tags.get("h", ""))}
        except Stop:
            return False

    def message(self, n):
        self.messages[n] = judge.verify(self.fields, self.body, self.sets[n][AMS], self.zone, self.now, ("v", "i"))[0]
        return self.messages[n]

    def seal(self, n):
        covered = [self.sets[k][name] for k in range(1, n + 1) for name in (AAR, AMS, AS)]
        return self.verify_seal(covered[-1], covered[:-1])

    def verify_seal(self, seal, covered):
        everything = judge.tag_list(value_of(seal), "").keys()
        try:
            tags, found = judge.signature_tags(seal, everything - set("abdst"))
            for tag in "abds":
                need(tag in tags, "MISSING_REQUIRED_TAG")
            need(judge.seconds(tags.get("t", "0")) <= self.now + judge.SKEW, "TIMESTAMP_IN_FUTURE")
            need(tags["a"] != "rsa-sha1", "ALGORITHM_FORBIDDEN")
            need(tags["a"] in ("rsa-sha256", "ed25519-sha256"), "ALGORITHM_UNSUPPORTED")
            relaxed = [canon.header_relaxed(field) for field in covered + [judge.without_b(seal)]]
            data = b"".join(relaxed)[:-2]

            def use(record):
                public = judge.usable_key(record, tags, found, found["d"], {})
                judge.check_signature(public, data, found["b"])

            judge.try_keys(self.zone, found, use)
            return "pass"
        except Stop as stop:
            return stop.reason


def readable_seals(fields):
    """What the seals of each instance say: domain, selector and cv."""
    for name, field in arc_fields(fields):
        number = instance_of(name, field) if name == AS else None
        if number:
            tags = seal_tags(field)
            names = {tag: judge.domain_of(tags.get(tag, "")) for tag in "ds"}
            yield number, {"domain": names["d"], "selector": names["s"], "cv": tags.get("cv", "").lower()}
