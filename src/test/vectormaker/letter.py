"""A message under construction: header fields as raw bytes, a body, and signatures put on top."""

import base64
import hashlib
import re

import canon
from keys import RSA

NAMES = "from:to:subject:date:message-id"
ORDER = ["v", "a", "c", "d", "s", "i", "q", "t", "x", "l", "h", "z", "bh", "b"]
OWN_LINE = {"d", "h", "z", "bh", "b"}


def octets(text):
    """Text as UTF-8; a lone octet is written as a surrogate, chr(0xDC00 + octet)."""
    return text.encode("utf-8", "surrogateescape") if isinstance(text, str) else text


def folded(text, width=72):
    return "\r\n ".join(text[at : at + width] for at in range(0, len(text), width))


class Letter:
    def __init__(self, fields, body):
        """fields: lines of text without their last CRLF; body: text, or None when even the empty line is missing."""
        self.fields = [octets(field) + canon.CRLF for field in fields]
        self.body = octets(body) if body is not None else None

    def bytes(self):
        head = b"".join(self.fields)
        return head if self.body is None else head + canon.CRLF + self.body

    def top(self, text):
        self.fields.insert(0, octets(text) + canon.CRLF)

    def replace(self, old, new):
        """Changes the first place in the header or body that holds the old text."""
        old, new = octets(old), octets(new)
        for at, field in enumerate(self.fields):
            if old in field:
                self.fields[at] = field.replace(old, new, 1)
                return
        assert old in self.body, old
        self.body = self.body.replace(old, new, 1)

    def sign(self, key=RSA, raw=None, edit=(), also="", name="DKIM-Signature", signer=None, fill=folded,
             at=0, names=None, header=None, body=None, limit=None, hash_name="sha256", **tags):
        """Puts a signature field on top (or at place `at`) and returns the hex SHA-256 of its header hash input.

        tags: values by tag name, None leaves a tag out; also: further tags as text; raw: the whole field instead;
        edit: pairs (old, new) applied to the field's text before it is signed; signer: octets from the hash input;
        names, header, body, limit: what to hash where it does not follow from the tags.
        """
        values = {"v": "1", "a": key.algorithm, "c": "relaxed/relaxed", "d": "example.com", "s": "s1", "h": NAMES,
                  "bh": "{bh}", "b": "{b}", **tags}
        text = raw or name + ":" + layout(values, also)
        for old, new in edit:
            assert old in text, (old, text)
            text = text.replace(old, new, 1)
        forms = (values["c"] or "simple").strip().split("/") + ["simple"]
        names = [octets(n.strip()) for n in (values["h"] or "").split(":")] if names is None else names
        if limit is None and re.fullmatch("[0-9]+", values.get("l") or ""):
            limit = int(values["l"])
        digest = canon.body_hash(self.body or b"", body or forms[1], limit, hash_name)
        text = text.replace("{bh}", base64.b64encode(digest).decode())
        field = octets(text) + canon.CRLF
        empty = re.sub(rb"=[ \t\r\n]*\{b\}[ \t\r\n]*", b"=", field[:-2]) + canon.CRLF
        data = canon.header_input(self.fields, names, empty, header or forms[0])
        if b"{b}" in field:
            signature = (signer or key.sign)(data)
            if signature is None:
                return None
            filled = fill(base64.b64encode(signature).decode())
            field = field.replace(b"{b}", filled.encode())
        self.fields.insert(at, field)
        return hashlib.sha256(data).hexdigest()


def layout(values, also):
    lines = [""]
    for tag in ORDER:
        if values.get(tag) is None:
            continue
        if tag in OWN_LINE:
            lines.append("")
        if tag == "bh" and also:
            lines[-1] += " " + also + ";"
            lines.append("")
        lines[-1] += " " + tag + "=" + values[tag] + ";"
    return "\r\n".join(line for line in lines if line)[:-1]


# The base messages.

def note(body="Hi Suzie,\r\n\r\nthe boat is back in the water. Lunch on Friday?\r\n\r\nJoe\r\n", *extra):
    return Letter([
        "From: Joe Six <joe@example.com>",
        "To: Suzie Q <suzie@shop.example.net>",
        "Subject: The boat is back",
        "Date: Mon, 23 Nov 2026 11:58:12 +0000",
        "Message-ID: <20261123.0001@mail.example.com>",
        *extra], body)


def receipt():
    return Letter([
        "Return-Path: <bounce-4711@shop.example.net>",
        "Received: from out1.shop.example.net (out1.shop.example.net [192.0.2.25])\r\n"
        "\tby mx.example.org with ESMTPS id 7F3A2;\r\n\tMon, 23 Nov 2026 11:59:03 +0000",
        "From: \"Shop, Orders\" <orders@shop.example.net>",
        "To: suzie@example.org",
        "Subject: =?utf-8?Q?Receipt_for_order_4711_=E2=82=AC12?=",
        "Date: Mon, 23 Nov 2026 11:58:59 +0000",
        "Message-ID: <4711.a@shop.example.net>",
        "MIME-Version: 1.0",
        "Content-Type: multipart/alternative; boundary=\"=_b1\"",
    ], "This is a message in MIME format.\r\n--=_b1\r\nContent-Type: text/plain; charset=utf-8\r\n"
       "Content-Transfer-Encoding: quoted-printable\r\n\r\nThank you. Total: =E2=82=AC12\r\n--=_b1\r\n"
       "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
       "PHA+VGhhbmsgeW91LiBUb3RhbDog4oKsMTI8L3A+\r\n--=_b1--\r\n")


def utf8_letter(domain="bücher.example"):
    return Letter([
        f"From: Käthe <käthe@{domain}>",
        "To: Suzie Q <suzie@shop.example.net>",
        "Subject: Bücherliste für Dezember",
        "Date: Mon, 23 Nov 2026 11:58:12 +0000",
        f"Message-ID: <17@{domain}>",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
    ], "Grüße aus Köln – bis bald.\r\n")


def list_mail():
    return Letter([
        "Received: from lists.example.org (lists.example.org [198.51.100.7])\r\n"
        " by mx.shop.example.net with ESMTPS; Mon, 23 Nov 2026 12:00:00 +0000",
        "Received: from mail.example.com (mail.example.com [192.0.2.10])\r\n"
        " by lists.example.org with ESMTPS; Mon, 23 Nov 2026 11:59:30 +0000",
        "Received: from laptop.example.com ([192.0.2.99])\r\n"
        " by mail.example.com with ESMTPSA; Mon, 23 Nov 2026 11:58:13 +0000",
        "From: Joe Six <joe@example.com>",
        "To: Sailors <sailors@lists.example.org>",
        "Subject: [sailors] Winter storage",
        "Date: Mon, 23 Nov 2026 11:58:12 +0000",
        "Message-ID: <20261123.0002@mail.example.com>",
        "List-Id: <sailors.lists.example.org>",
    ], "Who needs a berth this winter?\r\n\r\nJoe\r\n-- \r\nSailors mailing list\r\n")
