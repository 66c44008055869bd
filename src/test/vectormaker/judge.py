"""A second reading of the RFC: what a verifier reports for a case file, worked out from its bytes alone.

It shares only the canonicalization with the rest of the maker, is as slow and plain as it can be, and is there to
catch a case whose expectation was written down wrong. Where it and a case differ, the RFC decides which is mended.
"""

import base64
import datetime
import hashlib
import math
import re
import subprocess
import tempfile
import unicodedata

import canon
import keys
from book import WORD, escaped

REASONS = list(WORD)
SKEW = 300
WSP = r"(?:(?:\r\n)?[ \t])"
FWS = r"(?:(?:[ \t]*\r\n)?[ \t]+)?"
VALUE = r"[\x21-\x3a\x3c-\x7e\x80-\U0010ffff]"
SPEC = re.compile(rf"{FWS}([A-Za-z][A-Za-z0-9_]*){FWS}={FWS}(?:({VALUE}(?:(?:{WSP})*{VALUE})*){FWS})?")
WORDS = r"[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")


class Stop(Exception):
    def __init__(self, reason):
        self.reason = reason


def need(condition, reason):
    if not condition:
        raise Stop(reason)


def tag_list(data, reason):
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Stop(reason)
    specs = text.split(";")
    if len(specs) > 1 and re.fullmatch(FWS, specs[-1]):
        specs.pop()
    tags = {}
    for spec in specs:
        match = SPEC.fullmatch(spec)
        need(match and match[1] not in tags, reason)
        tags[match[1]] = match[2] or ""
    return tags


def base64_of(value, reason):
    value = re.sub(WSP, "", value)
    need(re.fullmatch(r"[A-Za-z0-9+/]+={0,2}", value), reason)
    try:
        return base64.b64decode(value.rstrip("=") + "=" * (-len(value.rstrip("=")) % 4), validate=True)
    except ValueError:
        raise Stop(reason)


def split(value, separator=":"):
    return [re.fullmatch(rf"{FWS}(.*?){FWS}", part, re.S)[1] for part in value.split(separator)]


def domain_of(text):
    """A-labels in lower case, or None. Python's own IDNA is that of 2003, so a label must survive the way back."""
    labels = []
    for label in text.split("."):
        if not label.isascii():
            label = label.lower()
            try:
                ascii_label = label.encode("idna").decode()
                if unicodedata.normalize("NFC", label) != label or ascii_label.encode().decode("idna") != label:
                    return None
            except UnicodeError:
                return None
            label = ascii_label
        label = label.lower()
        if not LABEL.fullmatch(label) or len(label) > 63:
            return None
        labels.append(label)
    return ".".join(labels)


class Zone:
    def __init__(self, lines):
        self.records, self.cname, self.failing, self.names = {}, {}, set(), set()
        for line in lines:
            name, _, rest = line.partition(" ")
            name = name.rstrip(".").lower()
            if rest == "UNAVAILABLE":
                self.failing.add(name)
                continue
            self.names.update(name.split(".", n)[-1] for n in range(name.count(".") + 1))
            kind, _, data = rest.partition(" ")
            if kind == "TXT":
                text = re.sub(r'" "', "", data)[1:-1]
                unquoted = re.sub(r"\\(\d\d\d|.)", lambda m: chr(int(m[1])) if len(m[1]) == 3 else m[1], text)
                self.records.setdefault(name, []).append(unquoted.encode("latin-1"))
            if kind == "CNAME":
                self.cname[name] = data.rstrip(".").lower()

    def txt(self, name):
        if name in self.failing:
            raise Stop("KEY_UNAVAILABLE")
        if name in self.cname:
            return self.txt(self.cname[name])
        if name not in self.names:
            parent = name
            while "." in parent:
                parent = parent.partition(".")[2]
                if "*." + parent in self.records:
                    return self.records["*." + parent]
                if parent in self.names:
                    break
        return self.records.get(name, [])


def header_and_body(message):
    fields, rest = [], message
    while rest and not rest.startswith(b"\r\n"):
        line, end, rest = rest.partition(b"\r\n")
        if line[:1] in (b" ", b"\t") and fields:
            fields[-1] += line + b"\r\n"
        else:
            fields.append(line + b"\r\n")
    return fields, rest[2:]


def signature_tags(field, ignored=()):
    """Steps of 6.1.1 in the order of the list of reasons."""
    tags = tag_list(field.split(b":", 1)[1][:-2], "SIGNATURE_SYNTAX")
    tags = {tag: value for tag, value in tags.items() if tag not in ignored}
    grammar = {
        "a": r"[A-Za-z][A-Za-z0-9]*-[A-Za-z][A-Za-z0-9]*", "c": rf"{WORDS}(?:/{WORDS})?", "l": r"[0-9]{1,76}",
        "t": r"[0-9]{1,76}", "x": r"[0-9]{1,76}",
        "h": rf"[!-9<-~]+(?:{FWS}:{FWS}[!-9<-~]+)*",
        "q": rf"{WORDS}(?:/[!-9<-~]+)?(?:{FWS}:{FWS}{WORDS}(?:/[!-9<-~]+)?)*",
    }
    found = {}
    need(tags.get("v", "1") == "1", "INCOMPATIBLE_VERSION")
    for tag, pattern in grammar.items():
        need(tag not in tags or re.fullmatch(pattern, tags[tag]), "SIGNATURE_SYNTAX")
    for tag in ("b", "bh"):
        if tag in tags:
            found[tag] = base64_of(tags[tag], "SIGNATURE_SYNTAX")
    if "d" in tags:
        found["d"] = domain_of(tags["d"])
        need(found["d"] and "." in found["d"], "SIGNATURE_SYNTAX")
    if "s" in tags:
        found["s"] = domain_of(tags["s"])
        need(found["s"], "SIGNATURE_SYNTAX")
    if "i" in tags:
        found["i"] = identity(tags["i"])
    return tags, found


def seconds(digits):
    """Beyond 10^12 a time is without end (3.5)."""
    if digits is None:
        return None
    return int(digits) if int(digits) <= 10**12 else math.inf


def identity(value):
    value = re.sub(WSP, "", value)
    need(not re.search(r"=(?![0-9A-F]{2})", value), "SIGNATURE_SYNTAX")
    raw = re.sub(rb"=([0-9A-F]{2})", lambda m: bytes([int(m[1], 16)]), value.encode())
    local, sign, domain = raw.decode().rpartition("@")
    domain = domain_of(domain)
    need(sign and domain and "." in domain, "SIGNATURE_SYNTAX")
    return local, domain


def verify(fields, body, field, zone, now, ignored=()):
    """ignored: tags that have no meaning in this kind of field."""
    result = {}
    try:
        tags, found = signature_tags(field, ignored)
        need(tags.get("h", "").count(":") < 1000, "TOO_MANY_SIGNED_HEADERS")
        for tag in "v a b bh d h s".split():
            need(tag in tags or tag in ignored, "MISSING_REQUIRED_TAG")
        result["domain"], result["selector"] = found["d"], found["s"]
        local, at = found.get("i", ("", found["d"]))
        result["identity"] = f"{local}@{at}"
        need(at == found["d"] or at.endswith("." + found["d"]), "DOMAIN_MISMATCH")
        names = split(tags["h"])
        need("from" in [name.lower() for name in names], "FROM_NOT_SIGNED")
        made, ends = (seconds(tags.get(tag)) for tag in "tx")
        need(ends in (None, math.inf) or made is None or ends > made, "EXPIRATION_NOT_AFTER_TIMESTAMP")
        need(ends is None or now <= ends + SKEW, "SIGNATURE_EXPIRED")
        need(made is None or made <= now + SKEW, "TIMESTAMP_IN_FUTURE")
        need("dns/txt" in split(tags.get("q", "dns/txt")), "QUERY_METHOD_UNSUPPORTED")
        need(tags["a"] != "rsa-sha1", "ALGORITHM_FORBIDDEN")
        need(tags["a"] in ("rsa-sha256", "ed25519-sha256"), "ALGORITHM_UNSUPPORTED")
        forms = (tags.get("c", "simple") + "/simple").split("/")[:2]
        need(set(forms) <= {"simple", "relaxed"}, "ALGORITHM_UNSUPPORTED")
        result["algorithm"] = tags["a"]
        limit = int(tags["l"]) if "l" in tags else None
        if limit is not None:
            result["bodyLength"] = tags["l"].lstrip("0") or "0"
        data = hash_input(fields, field, names, forms[0])

        def use(record):
            key = {}
            public = usable_key(record, tags, found, at, key)
            whole = canon.BODY[forms[1]](body)
            need(limit is None or limit <= len(whole), "BODY_LENGTH_TOO_LONG")
            need(hashlib.sha256(whole[:limit]).digest() == found["bh"], "BODY_HASH_MISMATCH")
            check_signature(public, data, found["b"])
            need(limit is None or limit == len(whole), "UNSIGNED_CONTENT")
            return key

        return "pass", dict(result, **try_keys(zone, found, use))
    except Stop as stop:
        return stop.reason, result


def try_keys(zone, found, use):
    """What use(record) returns for the first of four records that fits, or the reason of the one that got furthest."""
    records = zone.txt(f"{found['s']}._domainkey.{found['d']}")
    need(records, "NO_KEY")
    furthest = -1
    for record in records[:4]:
        try:
            return use(record)
        except Stop as stop:
            reason = "KEY_IS_PRIVATE" if stop.reason == "KEY_SYNTAX" and holds_private_key(record) else stop.reason
            furthest = max(furthest, REASONS.index(reason))
    raise Stop(REASONS[furthest])


def holds_private_key(record):
    """A sequence that begins with the version 0 or 1, or what OpenSSH or PEM begin with."""
    if b"PRIVATE KEY-----" in record:
        return True
    for run in re.findall(rb"[A-Za-z0-9+/]{43,}", re.sub(rb"[ \t\r\n]", b"", record)):
        start = base64.b64decode(run[:40])
        header = 2 + max(start[1] - 128, 0)
        if start.startswith(b"openssh-key-v1") or start[0] == 0x30 and start[header : header + 2] == b"\2\1":
            return True
    return False


def hash_input(fields, field, names, form):
    before = fields.index(field)
    others = fields[:before] + fields[before + 1 :]
    return canon.header_input(others, [name.encode() for name in names], without_b(field), form)


def without_b(field):
    name, value = field[:-2].split(b":", 1)
    specs = value.split(b";")
    for n, spec in enumerate(specs):
        if spec.partition(b"=")[0].strip() == b"b":
            specs[n] = spec.partition(b"=")[0] + b"="
    return name + b":" + b";".join(specs) + b"\r\n"


def usable_key(record, tags, found, at, out):
    """The public key of a record, if it may be used with these tags; what is to be reported goes to out."""
    key = tag_list(record, "KEY_SYNTAX")
    if "v" in key:
        need(list(key)[0] == "v" and key["v"] == "DKIM1", "KEY_SYNTAX")
    need("p" in key, "KEY_SYNTAX")
    for tag in "hst":
        word = rf"(?:{WORDS}|\*)"
        need(tag not in key or re.fullmatch(rf"{word}(?:{FWS}:{FWS}{word})*", key[tag]), "KEY_SYNTAX")
    kind = key.get("k", "rsa")
    need(re.fullmatch(WORDS, kind), "KEY_SYNTAX")
    public = base64_of(key["p"], "KEY_SYNTAX") if key["p"] else None
    if public and kind == "rsa":
        n, e = rsa_public(public)
    if public and kind == "ed25519":
        need(len(public) == 32, "KEY_SYNTAX")
    need({"*", "email"} & set(split(key.get("s", "*"))), "KEY_NOT_FOR_EMAIL")
    need("sha256" in split(key.get("h", "sha256")), "KEY_HASH_NOT_ALLOWED")
    need(public, "KEY_REVOKED")
    need(kind == tags["a"].partition("-")[0], "KEY_ALGORITHM_MISMATCH")
    flags = split(key.get("t", ""))
    need("s" not in flags or at == found["d"], "KEY_FLAG_MISMATCH")
    out["testing"] = "true" if "y" in flags else "false"
    if kind == "rsa":
        out["keyBits"] = str(n.bit_length())
        need(n.bit_length() >= 1024, "KEY_TOO_SHORT")
        need(n.bit_length() <= 8192, "KEY_TOO_LONG")
        need(e % 2 == 1 and 1 < e <= 2**32, "KEY_UNSAFE_EXPONENT")
        return n, e
    return public


def check_signature(public, data, signature):
    size = (public[0].bit_length() + 7) // 8 if isinstance(public, tuple) else 64
    need(len(signature) == size, "SIGNATURE_LENGTH_WRONG")
    need(good(public, data, signature), "SIGNATURE_MISMATCH")


def good(public, data, signature):
    return rsa_good(*public, data, signature) if isinstance(public, tuple) else ed_good(public, data, signature)


def rsa_public(data):
    """RSAPublicKey or SubjectPublicKeyInfo, and not an octet more."""
    try:
        tag, content, rest = keys.der_read(data)
        need(tag == 0x30 and not rest and keys.der(0x30, content) == data, "KEY_SYNTAX")
        parts = list(keys.der_elements(content))
        if parts[0][0] == 0x30:
            need([t for t, _ in parts] == [0x30, 3], "KEY_SYNTAX")
            need(keys.der(0x30, parts[0][1]) == keys.RSA_ALGORITHM, "KEY_SYNTAX")
            return rsa_public(parts[1][1][1:])
        need([t for t, _ in parts] == [2, 2], "KEY_SYNTAX")
        n, e = (int.from_bytes(c, "big", signed=True) for _, c in parts)
        need(keys.der(0x30, keys.der_integer(n) + keys.der_integer(e)) == data, "KEY_SYNTAX")
        return n, e
    except (IndexError, ValueError, OverflowError):
        raise Stop("KEY_SYNTAX")


def rsa_good(n, e, data, signature):
    size = (n.bit_length() + 7) // 8
    info = keys.DIGEST_INFO["sha256"] + hashlib.sha256(data).digest()
    expected = b"\0\1" + b"\xff" * (size - len(info) - 3) + b"\0" + info
    s = int.from_bytes(signature, "big")
    return len(signature) == size and s < n and pow(s, e, n) == int.from_bytes(expected, "big")


def ed_good(public, data, signature):
    with tempfile.TemporaryDirectory() as folder:
        for name, content in (("key", bytes.fromhex("302a300506032b6570032100") + public),
                              ("data", hashlib.sha256(data).digest()), ("signature", signature)):
            with open(f"{folder}/{name}", "wb") as file:
                file.write(content)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", folder + "/key", "-rawin",
                   "-in", folder + "/data", "-sigfile", folder + "/signature"]
        return subprocess.run(command, capture_output=True).returncode == 0


def judge(data):
    """The differences between a case's expectations and this reading, as sentences."""
    head, _, message = data.partition(b"\n\n")
    pairs = [line.split(": ", 1) for line in head.decode().split("\n")]
    every = lambda key: [value for k, value in pairs if k == key]
    unknown = {k for k, _ in pairs} - {"rfc", "about", "source", "now", "dns", "expect"}
    problems = [f"unknown key {key}" for key in unknown]
    now = datetime.datetime.fromisoformat(every("now")[0].replace("Z", "+00:00")).timestamp()
    fields, body = header_and_body(message)
    signatures = [field for field in fields if canon.name_of(field) == b"dkim-signature"]
    zone = Zone(every("dns"))
    stated = [e for e in every("expect") if e.startswith("dkim ")]
    if len(stated) != max(len(signatures), 1) or (not signatures) != (stated == ["dkim none"]):
        problems.append(f"{len(signatures)} signatures, {len(stated)} expectations")
    for n, field in enumerate(signatures, 1):
        reason, result = verify(fields, body, field, zone, now) if n <= 10 else ("TOO_MANY_SIGNATURES", {})
        wanted = [e.split(" ") for e in stated if e.startswith(f"dkim {n} ")]
        if len(wanted) != 1:
            problems.append(f"no single expectation for signature {n}")
            continue
        word, more = wanted[0][2], dict(part.split("=", 1) for part in wanted[0][3:])
        if word != (WORD.get(reason, "pass")) or more.pop("reason", "pass") != reason:
            problems.append(f"signature {n}: expected {' '.join(wanted[0])}, found {reason}")
        problems += [f"signature {n}: {k}={v}, found {result.get(k)}" for k, v in more.items() if result.get(k) != v]
    return problems + list(other_problems(every("expect"), fields, body, signatures))


def other_problems(expected, fields, body, signatures):
    for line in expected:
        what, _, rest = line.partition(" ")
        how, _, value = rest.partition(" ")
        if what == "body":
            found = escaped(canon.BODY[how](body))
        elif what == "bodyhash":
            found = base64.b64encode(canon.body_hash(body, how)).decode()
        elif what == "header":
            index, _, value = value.partition(" ")
            found = escaped(canon.HEADER[how](fields[int(index) - 1]))
        elif what == "headerhash":
            field = signatures[int(how) - 1]
            tags = tag_list(field.split(b":", 1)[1][:-2], "SIGNATURE_SYNTAX")
            form = tags.get("c", "simple").split("/")[0]
            found = hashlib.sha256(hash_input(fields, field, split(tags["h"]), form)).hexdigest()
        else:
            continue
        if found != value:
            yield f"{line}, found {found}"
