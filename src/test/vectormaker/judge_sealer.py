"""A second reading of what a sealer does (RFC 8617 section 5.1, and the rule of order in testvectors/README.md).

It seals the message of the case once more, in its own way, and judges what comes out.
"""

import base64
import re

import canon
import judge
import keys
from judge_arc import AAR, AMS, AS, MAXIMUM, Chain, after_cfws, arc_fields, instance_of, seal_tags, sets_of
from judge_arc import Failed, status, value_of

CORE = ("from reply-to subject date to cc message-id in-reply-to references list-id list-help list-unsubscribe "
        "list-subscribe list-post list-owner list-archive").split()
TRACE = {AAR, AMS, AS, b"authentication-results"}
UNSTABLE = {b"received", b"return-path", b"comments", b"keywords"}


PLAIN = {"none", "pass", "fail", "temperror", "permerror"}
WORDS = {"dkim": PLAIN | {"policy", "neutral"}, "spf": PLAIN | {"policy", "neutral", "softfail"}, "dmarc": PLAIN,
         "arc": {"none", "pass", "fail"}, "auth": PLAIN, "iprev": PLAIN - {"none"}}
SINGLE = ("arc", "dmarc")


class Unsealed(Exception):
    pass


class Reader:
    """Authentication-Results by RFC 8601 section 2.2, token by token; None where it does not follow."""

    def __init__(self, text):
        self.text, self.at = text, 0
        self.skip()

    def skip(self):
        self.at = after_cfws(self.text, self.at)
        if self.at is None:
            raise ValueError("unclosed comment")

    def take(self, pattern):
        match = re.match(pattern, self.text[self.at :])
        if not match:
            return None
        self.at += match.end()
        self.skip()
        return match[0]

    def must(self, pattern):
        found = self.take(pattern)
        if found is None:
            raise ValueError(self.text[self.at :])
        return found

    def value(self):
        quoted = self.take(r'"(?:[^"\\\r\n]|\\.)*"')
        return re.sub(r"\\(.)", r"\1", quoted[1:-1]) if quoted else self.must(r'[^\s;()<>",:\\/\[\]?=]+')

    def untyped(self):
        """A keyword and a token without a property type: passed over, unless the keyword is a method."""
        match = re.match(r"([A-Za-z0-9-]+)=[^\s;()<>\"@,:\\\\/\[\]?=]+(?=[\s;(]|$)", self.text[self.at :])
        if not match or match[1].lower() in (*WORDS, "reason"):
            return False
        self.at += match.end()
        self.skip()
        return True

    def results(self):
        found = []
        while self.at < len(self.text):
            self.must(";")
            if not found and self.take("none$"):
                break
            method = self.must("[A-Za-z0-9-]+")
            if self.take("/"):
                self.must("[0-9]+")
            self.must("=")
            result = self.must("[A-Za-z0-9-]+")
            properties = []
            if self.take("reason(?= *=)"):
                self.must("=")
                self.value()
            while self.at < len(self.text) and self.text[self.at] != ";":
                if self.untyped():
                    continue
                name = self.must("[A-Za-z0-9-]+") + self.must(r"\.") + self.must("[A-Za-z0-9-]+")
                self.must("=")
                properties.append(name + "=" + self.must(r'[^\s;()"]+'))
            found.append((method.lower(), result.lower(), properties))
        return found


def authentication_results(field):
    """The authserv-id in lower case and the results, or None for a field that cannot be read."""
    try:
        reader = Reader(value_of(field).decode("utf-8"))
        name = reader.value().lower()
        reader.take("[0-9]+(?![^ ;(])")
        return name, reader.results()
    except (ValueError, UnicodeDecodeError):
        return None


def newest(read, broken=()):
    """The results of the newest judgement: down to a field that has arc= or dmarc= again, read or not."""
    believed, had = [], set()
    for _, results, single in sorted([(at, each, {method for method, *_ in each} & set(SINGLE)) for at, each in read]
                                     + [(at, [], spoken(field)) for at, field in broken], key=lambda word: word[0]):
        if had & single:
            break
        had |= single
        methods = [method for method, *_ in results]
        believed += [result for result in results if not contradicts(result, methods)]
    return believed


def spoken(field):
    """Of what a judgement has once, the words in a field that cannot be read."""
    return {method for method in SINGLE if re.search(rf"(?i)\b{method}\s*[=/(]", value_of(field).decode())}


def contradicts(result, methods):
    method, _, properties = result
    names = [each.partition("=")[0].lower() for each in properties]
    return len(set(names)) < len(names) or method in SINGLE and methods.count(method) > 1


def known(results):
    return [each for each in results if each[0] not in WORDS or each[1] in WORDS[each[0]]]


class Sealer:
    def __init__(self, it, line):
        self.it = it
        self.way, *options = line.split(" ")
        pairs = [option.split("=", 1) for option in options]
        allowed = {"domain", "selector", "key", "authserv-id", "trust", "own", "dkim"}
        assert self.way in ("judged", "carried") and {key for key, _ in pairs} <= allowed, line
        self.every = lambda key: [value for k, value in pairs if k == key]
        self.one = lambda key: self.every(key)[0]
        name = self.one("key")
        self.key = keys.Ed25519(name) if "ed25519" in name else keys.Rsa.load(name)

    def seal(self):
        """instance, cv, text of the AAR, and the sealed message's verdict; or Unsealed."""
        found = arc_fields(self.it.fields)
        instances = [instance_of(name, field) or 0 for name, field in found]
        top = max(instances, default=0)
        if any(name == AS and n == top and n and status(field) == "fail"
               for (name, field), n in zip(found, instances)):
            raise Unsealed("CHAIN_ALREADY_FAILED")
        if top == MAXIMUM:
            raise Unsealed("CHAIN_FULL")
        results, cv = (self.judged if self.way == "judged" else self.carried)(found)
        n = top + 1
        payload = "".join(f"; {method}={result}" + "".join(" " + p for p in properties)
                          for method, result, properties in results if method != "arc")
        of_chain = [properties for method, result, properties in results if (method, result) == ("arc", cv)]
        text = " ".join([f"i={n}; {self.one('authserv-id')}{payload}; arc={cv}"] + (of_chain[0] if of_chain else []))
        return n, cv, text, Chain(self.sealed(n, cv, text), self.it.body, self.it.zone, self.it.now).verdict

    def judged(self, found):
        words = self.it.chain.verdict.split(" ")
        if "cause=KEY_UNAVAILABLE" in words:
            raise Unsealed("KEY_UNAVAILABLE")
        return [], words[1]

    def carried(self, found):
        trusted = {name.lower() for name in self.every("trust")}
        lines = [(at, authentication_results(field), field) for at, field in enumerate(self.it.fields)
                 if canon.name_of(field) == b"authentication-results"]
        read = [(at, each[1]) for at, each, _ in lines if each and each[0] in trusted]
        broken = [(at, field) for at, each, field in lines if not each and re.match(
            "|".join(re.escape(name) + "[ ;]" for name in trusted), value_of(field).decode().strip().lower())]
        if not read:
            raise Unsealed("RESULTS_UNREADABLE" if broken else "NO_RESULTS")
        return self.order(found, read, broken)

    def order(self, found, read, broken):
        """What is carried, and cv=."""
        topmost = next((at for at, field in enumerate(self.it.fields) if canon.name_of(field) == AS), None)
        if not found:
            return known(newest(read, broken)), "none"
        first = min(at for at, _ in read + broken)
        seals = [at for at, field in enumerate(self.it.fields) if canon.name_of(field) == AS and at > first]
        since = topmost is not None and first > topmost
        believed = newest(*([each for each in words if each[0] < min(seals, default=each[0] + 1)]
                            for words in (read, broken)))
        try:
            sets = sets_of(self.it.fields)
        except Failed:
            return known(believed), "fail"
        if not since:
            chain = [result for method, result, _ in believed if method == "arc"]
            if not chain:
                raise Unsealed("CHAIN_NOT_JUDGED")
            return known(believed), "pass" if chain == ["pass"] else "fail"
        seal = self.it.fields[topmost]
        if judge.domain_of(seal_tags(seal).get("d", "")) not in self.every("own") or seal != sets[max(sets)][AS]:
            raise Unsealed("SEALED_SINCE")
        return known(believed), "pass" if self.it.chain.seal(max(sets)) == "pass" else "fail"

    def sealed(self, n, cv, text):
        fields = list(self.it.fields)
        if self.every("dkim") == ["yes"]:
            self.sign(fields, "DKIM-Signature", f"v=1; a={self.key.algorithm}")
        results = b"ARC-Authentication-Results: " + text.encode() + b"\r\n"
        self.sign(fields, "ARC-Message-Signature", f"i={n}; a={self.key.algorithm}")
        message = fields[0]
        empty = (f"ARC-Seal: i={n}; a={self.key.algorithm}; cv={cv}; d={self.one('domain')};"
                 f" s={self.one('selector')}; b=\r\n").encode()
        below = []
        if cv != "fail":
            by_instance = {(instance_of(name, field), name): field for name, field in arc_fields(self.it.fields)}
            below = [by_instance[k, name] for k in range(1, n) for name in (AAR, AMS, AS)]
        data = b"".join(canon.header_relaxed(field) for field in below + [results, message, empty])[:-2]
        return [self.filled(empty, data), message, results] + fields[1:]

    def sign(self, fields, name, begin):
        names = [each for each in CORE + ["dkim-signature"] if each.encode() in map(canon.name_of, fields)]
        digest = base64.b64encode(canon.body_hash(self.it.body, "relaxed")).decode()
        empty = (f"{name}: {begin}; c=relaxed/relaxed; d={self.one('domain')}; s={self.one('selector')};"
                 f" h={':'.join(names)}; bh={digest}; b=\r\n").encode()
        data = canon.header_input(fields, [each.encode() for each in names], empty, "relaxed")
        fields.insert(0, self.filled(empty, data))

    def filled(self, empty, data):
        return empty[:-2] + base64.b64encode(self.key.sign(data)) + b"\r\n"


def problems(it):
    lines = it.every("seal")
    stated = {word: it.stated(word) for word in ("sealed", "unsealed", "aar", "covers", "omits", "then")}
    if len(lines) != 1:
        yield from [f"{len(lines)} seal lines"] if lines or any(stated.values()) else []
        return
    sealer = Sealer(it, lines[0])
    try:
        n, cv, text, verdict = sealer.seal()
    except Unsealed as unsealed:
        if stated.pop("unsealed") != [f"unsealed reason={unsealed}"] or any(stated.values()):
            yield f"expected other things than: unsealed {unsealed}"
        return
    wanted = stated["sealed"] + stated["unsealed"] + stated["then"]
    if wanted != [f"sealed instance={n} cv={cv}", "then " + verdict]:
        yield f"expected {wanted}, found instance={n} cv={cv} then {verdict}"
    if stated["aar"] and (sealer.way == "judged" or stated["aar"] != [f'aar "{text}"']):
        yield f"expected {stated['aar']}, found {text}"
    yield from name_problems(it, sealer, stated)


def name_problems(it, sealer, stated):
    """covers: what 6376 5.4.1 and 8617 4.1.2 recommend, as far as it is there; omits: what they exclude."""
    there = {canon.name_of(field) for field in it.fields}
    there |= {b"dkim-signature"} if sealer.every("dkim") else set()
    for line in stated["covers"]:
        for name in line.partition(" ")[2].split(":"):
            if name not in CORE + ["dkim-signature"] or name.encode() not in there:
                yield f"{line}: {name}"
    for line in stated["omits"]:
        for name in line.partition(" ")[2].split(":"):
            if name.encode() not in TRACE | UNSTABLE:
                yield f"{line}: {name}"
