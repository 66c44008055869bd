"""The cases: what one holds, and how it becomes a file (testvectors/README.md)."""

import base64
import hashlib

from keys import ED, RSA
from letter import octets

NOW = "2026-11-23T12:00:00Z"
NOW_SECONDS = 1795435200

WORD = {
    "TOO_MANY_SIGNATURES": "policy", "SIGNATURE_SYNTAX": "neutral", "INCOMPATIBLE_VERSION": "neutral",
    "TOO_MANY_SIGNED_HEADERS": "policy", "MISSING_REQUIRED_TAG": "permerror",
    "DOMAIN_MISMATCH": "permerror", "FROM_NOT_SIGNED": "permerror", "EXPIRATION_NOT_AFTER_TIMESTAMP": "permerror",
    "SIGNATURE_EXPIRED": "policy", "TIMESTAMP_IN_FUTURE": "policy", "QUERY_METHOD_UNSUPPORTED": "neutral",
    "ALGORITHM_FORBIDDEN": "policy", "ALGORITHM_UNSUPPORTED": "neutral",
    "KEY_UNAVAILABLE": "temperror", "NO_KEY": "permerror", "KEY_SYNTAX": "permerror", "KEY_IS_PRIVATE": "permerror",
    "KEY_NOT_FOR_EMAIL": "permerror", "KEY_HASH_NOT_ALLOWED": "permerror", "KEY_REVOKED": "permerror",
    "KEY_ALGORITHM_MISMATCH": "permerror", "KEY_FLAG_MISMATCH": "permerror", "KEY_TOO_SHORT": "policy",
    "KEY_TOO_LONG": "policy", "KEY_UNSAFE_EXPONENT": "policy", "BODY_LENGTH_TOO_LONG": "permerror",
    "BODY_HASH_MISMATCH": "fail", "SIGNATURE_LENGTH_WRONG": "fail", "SIGNATURE_MISMATCH": "fail",
    "UNSIGNED_CONTENT": "policy", "KEY_IN_TESTING": "policy",
}

FOLDERS = {"dkim": {}, "arc": {}}


def case(name, rfc, about, message, dns, *expect, now=NOW, source=None, seal=None, folder="dkim"):
    """rfc: "6376 3.2, 8301 3.1"; message: a Letter or bytes; dns and expect: lines."""
    assert not any(name in cases for cases in FOLDERS.values()), name
    assert about.endswith(".") and "\n" not in about, name
    lines = [f"rfc: RFC {part.strip()}" for part in rfc.split(",")]
    lines += [f"about: {about}"] + ([f"source: {source}"] if source else [])
    lines += [f"now: {now}"] + ([f"seal: {seal}"] if seal else []) + [f"dns: {line}" for line in dns]
    lines += [f"expect: {line}" for line in (expect or (ok(),))]
    data = message if isinstance(message, bytes) else message.bytes()
    FOLDERS[folder][name] = "\n".join(lines).encode() + b"\n\n" + data


# Expected results.

def ok(n=1, domain="example.com", selector="s1", **more):
    extra = "".join(f" {key}={value}" for key, value in more.items())
    return f"dkim {n} pass domain={domain} selector={selector}{extra}"


def no(reason, n=1, domain=None):
    return f"dkim {n} {WORD[reason]} reason={reason}" + (f" domain={domain}" if domain else "")


def escaped(data):
    named = {13: "\\r", 10: "\\n", 9: "\\t", 92: "\\\\", 34: '\\"'}
    return '"' + "".join(named.get(b) or (chr(b) if 32 <= b < 127 else f"\\x{b:02X}") for b in data) + '"'


def body(how, text):
    """The canonical body, written down by hand in the case."""
    return f"body {how} {escaped(octets(text))}"


def header(how, index, text):
    return f"header {how} {index} {escaped(octets(text))}"


def body_hash(how, canonical):
    return f"bodyhash {how} {base64.b64encode(hashlib.sha256(octets(canonical)).digest()).decode()}"


# DNS lines.

def txt(name, *strings):
    """One TXT record in master-file form; a string over 255 octets is cut into several."""
    parts = [s[at : at + 255] for s in map(octets, strings) for at in range(0, max(len(s), 1), 255)]
    return f"{name}. TXT " + " ".join(map(quoted, parts))


def quoted(part):
    plain = lambda b: chr(b) if 32 <= b < 127 and b not in (34,
                                                            92) else ("\\" + chr(b) if b in (34, 92) else f"\\{b:03d}")
    return '"' + "".join(map(plain, part)) + '"'


def p(key):
    return base64.b64encode(key.public()).decode()


def record(key, before=None, after=""):
    if before is None:
        before = "v=DKIM1; k=" + key.kind + "; "
    return f"{before}p={p(key)}{after}"


def at(key=RSA, selector="s1", domain="example.com", before=None, after=""):
    """The usual key record of a selector."""
    return txt(f"{selector}._domainkey.{domain}", record(key, before, after))


R1 = at(RSA)
E1 = at(ED)
