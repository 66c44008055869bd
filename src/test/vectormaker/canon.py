"""Canonicalization and hash input, as RFC 6376 sections 3.4, 3.7 and 5.4.2 say it; naive on purpose."""

import hashlib
import re

CRLF = b"\r\n"


def header_simple(field):
    return field


def header_relaxed(field):
    name, value = field.split(b":", 1)
    value = value[:-2].replace(b"\r\n ", b" ").replace(b"\r\n\t", b"\t")
    value = re.sub(rb"[ \t]+", b" ", value).strip(b" ")
    return name.rstrip(b" \t").lower() + b":" + value + CRLF


def body_simple(body):
    while body.endswith(CRLF):
        body = body[:-2]
    return body + CRLF


def body_relaxed(body):
    lines = [re.sub(rb"[ \t]+", b" ", line).rstrip(b" ") for line in body.split(CRLF)]
    while lines and not lines[-1]:
        lines.pop()
    return b"".join(line + CRLF for line in lines)


HEADER = {"simple": header_simple, "relaxed": header_relaxed}
BODY = {"simple": body_simple, "relaxed": body_relaxed}


def name_of(field):
    """The field's name in lower case, or None for a line without a colon."""
    name, colon, _ = field.partition(b":")
    return name.rstrip(b" \t").lower() if colon else None


def select(fields, names):
    """The fields that h= names: for each name the next unused one from the bottom up (5.4.2)."""
    left = list(fields)
    for name in names:
        for at in reversed(range(len(left))):
            if name_of(left[at]) == name.lower():
                yield left.pop(at)
                break


def header_input(fields, names, signature_without_b, how):
    """The input of hash step 2 of section 3.7; the signature field comes with its b= value deleted."""
    signed = b"".join(HEADER[how](field) for field in select(fields, names))
    return signed + HEADER[how](signature_without_b)[:-2]


def body_hash(body, how, limit=None, algorithm="sha256"):
    return hashlib.new(algorithm, BODY[how](body)[:limit]).digest()
