"""Makes those messages of testvectors/diagnosis that Python's email package changes, and those that
are changed by hand in the shape of other programs. dkimpy signs. Run by hand, from the root:

    /usr/bin/python3 src/test/java/endtoend/diagnosis_corpus.py [NAME ...]

Without names all cases are written, with new signatures.
"""

import base64
import email
import email.policy
import os
import quopri
import re
import subprocess
import sys
from email.header import Header

import dkim

FOLDER = "testvectors/diagnosis"
RSA = "testvectors/keys/rsa2048.pem"
ED25519 = "testvectors/keys/ed25519.pem"
PYTHON = "email of Python %d.%d" % sys.version_info[:2]

FROM = b"From: Ann Author <ann@author.example>\r\n"
HEAD = (FROM + b"To: Talk <talk@lists.example>, Bob <bob@members.example>\r\n"
        b"Cc: Eve <eve@members.example>\r\n"
        b"Subject: The boat is back, and it has a new sail\r\n"
        b"Date: Tue, 24 Nov 2026 10:00:00 +0000\r\n"
        b"Message-ID: <20261124.1@author.example>\r\n"
        b"MIME-Version: 1.0\r\n")
PLAIN = HEAD + b'Content-Type: text/plain; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
NAMES = (b"Di Dee <di@x.example>,eve@x.example,Fay O'Foe <fay@x.example>,\"Gil Gee\" <gil@x.example>,"
         b"Hal H. Hoe <hal@x.example>,ida@x.example,\"Jo Joe\" <jo@x.example>,kay@x.example,"
         b"\"Lou Low\" <lou@x.example>")
TEXT = (b"Hello everybody,\r\n\r\nthe boat is back from the yard. It has a new sail, a new rudder "
        b"and no\r\nmore barnacles.\r\n\r\nWho wants to come along on Sunday?\r\n\r\n-- \r\nAnn\r\n")
FRENCH = ("Bonjour à tous,\r\n\r\nle bateau est rentré du chantier. Il a une voile "
          "neuve, un gouvernail neuf et plus aucune bernacle, ce qui\r\nest très "
          "agréable.\r\n\r\nÀ dimanche !\r\n")
LONG = b"".join(b"Line %d of a long report about nothing in particular, with some words to fill it.\r\n"
                % i for i in range(560))


def lines(*texts):
    return "\r\n".join(texts).encode() + b"\r\n"


ALTERNATIVE = HEAD + lines(
    'Content-Type: multipart/alternative; boundary="alt"', "",
    "--alt", 'Content-Type: text/plain; charset="UTF-8"', "",
    "Hello everybody,", "", "the boat is back.", "",
    "--alt", 'Content-Type: text/html; charset="UTF-8"', "",
    '<div dir="ltr">Hello everybody,<div><br></div><div>the boat is back.</div></div>', "",
    "--alt--")
MIXED = HEAD + lines(
    "Content-Type: multipart/mixed; boundary=mix", "",
    "This is a multi-part message in MIME format.",
    "--mix", "Content-Type: text/plain; charset=us-ascii", "",
    "Hello, see the list of things to bring.", "",
    "--mix", "Content-Type: text/plain; name=list.txt", "Content-Disposition: attachment", "",
    "rope", "lamp", "",
    "--mix--")

SIGNED = [b"from", b"to", b"cc", b"subject", b"date", b"message-id", b"mime-version",
          b"content-type", b"content-transfer-encoding", b"reply-to"]


def sign(message, form, key=RSA, names=SIGNED, **options):
    canonicalize = tuple(part.encode() for part in form.split("/"))
    if key == RSA:
        pem = subprocess.run(["openssl", "rsa", "-traditional", "-in", RSA],
                             check=True, capture_output=True).stdout
        algorithm = b"rsa-sha256"
    else:
        der = subprocess.run(["openssl", "pkey", "-in", ED25519, "-outform", "DER"],
                             check=True, capture_output=True).stdout
        pem = base64.b64encode(der[-32:])
        algorithm = b"ed25519-sha256"
    present = [n for n in names if re.search(rb"(?im)^" + n + rb":", message) or n in OVER]
    return dkim.sign(message, selector(key), b"author.example", pem, canonicalize=canonicalize,
                     include_headers=present, signature_algorithm=algorithm, **options)


OVER = [b"reply-to"]


def selector(key):
    return b"rsa" if key == RSA else b"ed"


def record():
    der = subprocess.run(["openssl", "pkey", "-in", RSA, "-pubout", "-outform", "DER"],
                         check=True, capture_output=True).stdout
    rsa = base64.b64encode(der).decode()
    der = subprocess.run(["openssl", "pkey", "-in", ED25519, "-pubout", "-outform", "DER"],
                         check=True, capture_output=True).stdout
    ed = base64.b64encode(der[-32:]).decode()
    return ('dns: rsa._domainkey.author.example. TXT "v=DKIM1; p=%s" "%s"\n'
            'dns: ed._domainkey.author.example. TXT "v=DKIM1; k=ed25519; p=%s"\n'
            % (rsa[:200], rsa[200:], ed))


def case(name, message, change, changes, about, source="by hand", form="relaxed/relaxed", key=RSA,
         **options):
    if sys.argv[1:] and name not in sys.argv[1:]:
        return
    signature = sign(message, form, key, **options)
    sent = signature + message
    arrived = change(sent)
    assert arrived != sent, name
    wanted = "".join("expect: change %s\n" % kind for kind in changes.split()) \
        or "expect: unexplained\n"
    head = ("rfc: RFC 6376 6.1.3\nabout: %s\nsource: %s\nnow: 2026-11-26T12:00:00Z\n%s%s\n"
            % (about, source, record(), wanted))
    with open(os.path.join(FOLDER, name + ".sent"), "wb") as out:
        out.write(sent)
    with open(os.path.join(FOLDER, name + ".vec"), "wb") as out:
        out.write(head.encode() + arrived)


def replacing(*pairs):
    def change(message):
        for before, after in pairs:
            assert before in message, before
            message = message.replace(before, after, 1)
        return message
    return change


def body(message):
    return message.split(b"\r\n\r\n", 1)[1]


def with_body(edit):
    def change(message):
        head, text = message.split(b"\r\n\r\n", 1)
        return head + b"\r\n\r\n" + edit(text)
    return change


def python_email():
    def reserialised(policy):
        def change(message):
            parsed = email.message_from_bytes(message, policy=policy)
            parsed.replace_header("Subject", str(parsed["Subject"]))
            return parsed.as_bytes(policy=policy.clone(linesep="\r\n", max_line_length=78))
        return change

    def with_charset(charset, encoding=None):
        def change(message):
            parsed = email.message_from_bytes(message, policy=email.policy.compat32)
            text = parsed.get_payload(decode=True).decode("utf-8")
            del parsed["Content-Type"], parsed["Content-Transfer-Encoding"], parsed["MIME-Version"]
            parsed.set_payload(text.replace("\r\n", "\n"), charset)
            return parsed.as_bytes(policy=email.policy.compat32.clone(linesep="\r\n"))
        return change

    french = PLAIN + FRENCH.encode()
    case("python-base64", french, with_charset("utf-8"),
         "TRANSFER_ENCODING_CHANGED CONTENT_FIELD_REWRITTEN",
         "The text was encoded in base64.", PYTHON)
    case("python-latin1", french, with_charset("iso-8859-1"),
         "TRANSFER_ENCODING_CHANGED CHARSET_CHANGED CONTENT_FIELD_REWRITTEN",
         "The text was converted to Latin-1 and encoded in quoted-printable.", PYTHON)
    long_subject = PLAIN.replace(
        b"Subject: The boat is back, and it has a new sail",
        b"Subject: The boat is back, and it has a new sail,\r\n\ta new rudder and no more barnacles") + TEXT
    case("python-refolded", long_subject, reserialised(email.policy.SMTP),
         "FIELD_REFOLDED", "The subject was folded otherwise.", PYTHON, form="simple/simple")
    words = Header("Grüße aus Köln", "utf-8").encode()

    def reencoded(message):
        other = Header("Grüße aus Köln", "iso-8859-1").encode()
        return message.replace(words.encode(), other.encode())
    case("python-encoded-words",
         PLAIN.replace(b"The boat is back, and it has a new sail", words.encode()) + TEXT,
         reencoded, "ENCODED_WORDS_REWRITTEN", "The encoded words of the subject were written anew.",
         PYTHON)

    def to_8bit(message):
        parsed = email.message_from_bytes(message, policy=email.policy.compat32)
        raw = parsed.get_payload(decode=True)
        parsed.replace_header("Content-Transfer-Encoding", "8bit")
        head = parsed.as_bytes(policy=email.policy.compat32.clone(linesep="\r\n")).split(b"\r\n\r\n")[0]
        return head + b"\r\n\r\n" + raw
    encoded = base64.encodebytes(FRENCH.encode()).replace(b"\n", b"\r\n")
    case("python-base64-to-8bit", PLAIN.replace(b"8bit", b"base64") + encoded, to_8bit,
         "TRANSFER_ENCODING_CHANGED CONTENT_FIELD_REWRITTEN", "The text was decoded from base64.", PYTHON)


def lists():
    case("mailman2-footer", PLAIN + TEXT,
         lambda m: replacing((b"Subject: ", b"Subject: [Talk] "))(m)
         + b"_" * 47 + b"\r\nTalk mailing list\r\nTalk@lists.example\r\nhttps://lists.example/listinfo/talk\r\n",
         "TEXT_APPENDED SUBJECT_PREFIXED", "A footer and a prefix.", "by hand, in the shape of Mailman 2")
    footer_part = lines("--mix", 'Content-Type: text/plain; charset="us-ascii"', "MIME-Version: 1.0",
                        "Content-Transfer-Encoding: 7bit", "Content-Disposition: inline", "",
                        "_" * 47, "Talk mailing list", "https://lists.example/listinfo/talk", "")
    case("mailman2-part", MIXED, replacing((b"--mix--", footer_part + b"--mix--")),
         "PART_ADDED", "A part with a footer.", "by hand, in the shape of Mailman 2")
    case("sympa-footer", PLAIN + TEXT,
         lambda m: replacing((b"Subject: ", b"Subject: [talk] "))(m).rstrip(b"\r\n")
         + b"\r\n\r\n--\r\nTo leave the list: https://lists.example/sympa/signoff/talk\r\n",
         "TEXT_APPENDED SUBJECT_PREFIXED", "A footer and a prefix.", "by hand, in the shape of Sympa")
    sympa_part = lines("--mix", "Content-Type: text/plain; charset=utf-8", "Content-Disposition: inline",
                       "Content-Transfer-Encoding: 8bit", "",
                       "To leave the list: https://lists.example/sympa/signoff/talk", "")
    case("sympa-part", MIXED, replacing((b"--mix--", sympa_part + b"--mix--")),
         "PART_ADDED", "A part with a footer.", "by hand, in the shape of Sympa", key=ED25519)
    text = (b"\r\n-- \r\nYou received this message because you are subscribed to the Google Groups "
            b'"talk" group.\r\nTo unsubscribe from this group, send an email to '
            b"talk+unsubscribe@groups.example.\r\n")
    page = (b'<p></p>\r\n\r\n-- <br />\r\nYou received this message because you are subscribed to the '
            b'Google Groups &quot;talk&quot; group.<br />\r\nTo unsubscribe, send an email to <a '
            b'href="mailto:talk+unsubscribe@groups.example">talk+unsubscribe@groups.example</a>.<br />\r\n')

    def group(message):
        message = replacing(
            (b"the boat is back.\r\n\r\n--alt", b"the boat is back.\r\n\r\n" + text + b"\r\n--alt"),
            (b"</div></div>\r\n\r\n--alt--", b"</div></div>\r\n\r\n" + page + b"\r\n--alt--"),
            (FROM, b"From: \"'Ann Author' via talk\" <talk@groups.example>\r\n"),
            (b"Subject: ", b"Subject: [talk] "))(message)
        return b"X-Original-Sender: ann@author.example\r\nX-Original-From: Ann Author <ann@author.example>\r\n" \
            b"Reply-To: Ann Author <ann@author.example>\r\n" + message
    case("groups", ALTERNATIVE, group,
         "TEXT_APPENDED FROM_REPLACED SUBJECT_PREFIXED FIELD_ADDED",
         "Footers in both alternatives, another author, a prefix, and Reply-To.",
         "by hand, in the shape of Google Groups")
    case("groups-plain", PLAIN + TEXT, lambda m: replacing((b"Subject: ", b"Subject: [talk] "))(m) + text,
         "TEXT_APPENDED SUBJECT_PREFIXED", "A footer and a prefix.", "by hand, in the shape of Google Groups",
         key=ED25519)
    case("large-footer", PLAIN + LONG, lambda m: m + text, "TEXT_APPENDED",
         "A footer below 45 KB of text.", "by hand, in the shape of Google Groups")


def gateways():
    banner = (b"CAUTION: This email originated from outside of the organization. Do not click links\r\n"
              b"or open attachments unless you recognize the sender.\r\n\r\n")
    case("banner", PLAIN + TEXT,
         lambda m: with_body(lambda t: banner + t)(replacing((b"Subject: ", b"Subject: [EXT] "))(m)),
         "TEXT_PREPENDED SUBJECT_PREFIXED", "A warning at the top, and [EXT].",
         "by hand, in the shape of gateways")
    case("external-word", PLAIN + TEXT, replacing((b"Subject: ", b"Subject: EXTERNAL: ")),
         "SUBJECT_PREFIXED", "EXTERNAL: before the subject.", "by hand, in the shape of gateways", key=ED25519)
    case("disclaimer", ALTERNATIVE,
         replacing((b'<div dir="ltr">', b'<div style="background:#ffc">External sender</div>\r\n<div dir="ltr">')),
         "TEXT_PREPENDED", "A warning at the top of the page.", "by hand, in the shape of gateways")
    caution = b"CAUTION: This email originated from outside of the organization."
    styled = b'<div style="background:#ffc">' + caution + b"</div><br>"
    case("page-banner", ALTERNATIVE, replacing((b'<div dir="ltr">', styled + b'<div dir="ltr">')),
         "TEXT_PREPENDED", "A warning at the top of the page, within the line.",
         "by hand, in the shape of gateways")
    case("page-disclaimer", ALTERNATIVE,
         replacing((b"is back.\r\n\r\n--alt", b"is back.\r\n\r\nFor its addressees only.\r\n\r\n--alt"),
                   (b"</div></div>", b"</div></div>\r\n<br>For its addressees only.<br>")),
         "TEXT_APPENDED", "A disclaimer in the text and, within a line, in the page.",
         "by hand, in the shape of altermime")
    encoded = HEAD + lines(
        'Content-Type: multipart/alternative; boundary="alt"', "",
        "--alt", 'Content-Type: text/plain; charset="UTF-8"', "Content-Transfer-Encoding: base64", "",
        "%s",
        "--alt", 'Content-Type: text/html; charset="UTF-8"', "Content-Transfer-Encoding: base64", "",
        "%s",
        "--alt--")
    page = "<html><body><p>%s</p></body></html>" % FRENCH.replace("\r\n", " ")

    def in_base64(warning, style):
        texts = (warning + FRENCH.encode(), page.encode().replace(b"<body>", b"<body>" + style))
        return encoded % tuple(base64.encodebytes(t).replace(b"\n", b"\r\n").rstrip() for t in texts)

    case("base64-banner", in_base64(b"", b""), lambda m: m.replace(body(m), body(in_base64(caution + b"\r\n\r\n", styled))),
         "TEXT_PREPENDED", "A warning at the top of both texts, inside their base64.",
         "by hand, in the shape of gateways")

    def again(text_note, page_note, width):
        def wrapped(text, wide):
            line = base64.b64encode(text).decode()
            return "\r\n".join(line[i:i + wide] for i in range(0, len(line), wide)).encode()
        noted = page.encode().replace(b"</body>", page_note + b"</body>")
        return encoded % (wrapped(FRENCH.encode() + text_note, width), wrapped(noted, width))

    case("base64-again", again(b"", b"", 76),
         lambda m: m.replace(body(m), body(again(b"\r\n-- \r\nTalk, a list about boats\r\n",
                                                 b"<div>-- <br>Talk, a list about boats</div>", 60))),
         "TEXT_APPENDED TRANSFER_ENCODING_CHANGED",
         "A footer in both texts, which were encoded again in base64 of another width.",
         "by hand, in the shape of lists that write with another library")
    picture = HEAD + lines(
        "Content-Type: multipart/mixed; boundary=mix", "",
        "--mix", "Content-Type: text/plain; charset=us-ascii", "", "Hello, see the boat.", "",
        "--mix", "Content-Type: image/png; name=boat.png", "Content-Transfer-Encoding: base64", "",
        base64.encodebytes(LONG[:700]).decode().replace("\n", "\r\n").rstrip(),
        "--mix--")
    folded = re.sub(rb"(.{60})", rb"\1\r\n", base64.b64encode(LONG[:700]))
    case("base64-folded", picture,
         replacing((base64.encodebytes(LONG[:700]).replace(b"\n", b"\r\n").rstrip(), folded.rstrip())),
         "TRANSFER_ENCODING_CHANGED", "The lines of an attachment were made shorter.",
         "by hand, in the shape of MIME::Tools")
    case("parts-on-both-sides", MIXED,
         replacing((b"--mix\r\n", b"--mix\r\nContent-Type: text/plain\r\n\r\nMind the rules.\r\n\r\n--mix\r\n"),
                   (b"--mix--", b"--mix\r\nContent-Type: text/plain\r\n\r\nThe talk list\r\n\r\n--mix--")),
         "PART_ADDED", "A part before the others and one after them.",
         "by hand, in the shape of Mailman")
    case("parts-quoted", MIXED,
         replacing((b"charset=us-ascii", b'charset="us-ascii"')), "PART_HEADER_REWRITTEN",
         "Quotation marks in the header of a part.", "by hand, in the shape of many programs")
    linked = HEAD + b"Content-Type: text/html; charset=us-ascii\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    page = b'<p>Look at <a href="%s">the boats</a>, and come along on Sunday, all of you.</p>\n'
    before, after = (quopri.encodestring(page % link).replace(b"\n", b"\r\n") for link in (
        b"https://example.org/boats?id=7&amp;lang=en",
        b"https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fboats"
        b"%3Fid%3D7%26lang%3Den&amp;data=05%7C02%7Cx&amp;sdata=y&amp;reserved=0"))
    case("safe-links-page", linked + before, replacing((before, after)), "LINKS_REWRITTEN",
         "The link in a quoted-printable page leads through a service.",
         "by hand, in the shape of Exchange Online")
    wrapped = quopri.encodestring(
        page % b"https://gate.example/check?id=81&amp;to=https%3A%2F%2Fexample.org%2Fboats%3Fid%3D7%26lang%3Den"
    ).replace(b"\n", b"\r\n")
    case("other-links-page", linked + before, replacing((before, wrapped)), "LINKS_REWRITTEN",
         "The link in a quoted-printable page leads through a host that is not known.",
         "by hand, in the shape of gateways")
    link = PLAIN + b"Look: https://example.org/boats?id=7&lang=en\r\nBye\r\n"
    case("safe-links", link,
         replacing((b"https://example.org/boats?id=7&lang=en",
                    b"https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fboats"
                    b"%3Fid%3D7%26lang%3Den&data=05%7C02%7Cx&sdata=y&reserved=0")),
         "LINKS_REWRITTEN", "The link leads through a service.", "by hand, in the shape of Exchange Online")


def small():
    tabs = PLAIN + b"Name\tPlace\tTime\r\nAnn\tdeck\t7\r\n\tBob\r\n"
    case("tabs", tabs, with_body(lambda t: t.expandtabs(8)), "TABS_EXPANDED", "Tabs became spaces.",
         form="simple/simple")
    case("trailing-space", PLAIN + TEXT, with_body(lambda t: t.replace(b"-- \r\n", b"--\r\n")),
         "TRAILING_SPACE_REMOVED", "The space at the end of a line went.", form="relaxed/simple")
    dots = PLAIN + b".profile\r\n..\r\nend\r\n"
    case("dots-doubled", dots, with_body(lambda t: t.replace(b".profile", b"..profile").replace(b"\r\n..", b"\r\n...")),
         "DOTS_CHANGED", "Dots at the beginning of lines were doubled.")
    case("dot-lost", dots, with_body(lambda t: t.replace(b".profile", b"profile")),
         "DOTS_CHANGED", "A dot at the beginning of a line went.", key=ED25519)
    case("mbox", PLAIN + b"Hello\r\n\r\nFrom now on we meet at seven.\r\n",
         with_body(lambda t: t.replace(b"From now", b">From now")), "FROM_LINES_QUOTED",
         "A line that begins with From was quoted.", form="simple/simple")
    case("blank-line", PLAIN + TEXT, with_body(lambda t: t.replace(b",\r\n\r\nthe boat", b",\r\nthe boat")),
         "BLANK_LINES_CHANGED", "An empty line went.")
    case("bare-lf", PLAIN + TEXT, with_body(lambda t: t.replace(b"barnacles.\r\n", b"barnacles.\n")),
         "LINE_ENDS_CHANGED", "A line end lost its CR.")
    case("returns-doubled", PLAIN + TEXT, lambda m: m.replace(b"\r\n", b"\r\r\n"), "LINE_ENDS_CHANGED",
         "Every line end became CR CR LF, and the header has no end.")
    case("preamble", MIXED, replacing((b"This is a multi-part message in MIME format.\r\n", b"")),
         "PREAMBLE_CHANGED", "The text before the first part went.")
    case("capitals", PLAIN + TEXT, replacing((b"MIME-Version", b"Mime-Version")),
         "FIELD_NAME_REWRITTEN", "The name of a field was written otherwise.", form="simple/simple")
    case("refolded", PLAIN + TEXT, replacing((b">, Bob", b">,\r\n Bob")), "FIELD_REFOLDED",
         "A field was folded.", form="simple/relaxed")
    case("from-added", PLAIN + TEXT, lambda m: b"From: Victor <victor@bank.example>\r\n" + m,
         "FIELD_ADDED", "One more From.", names=[b"from"] + SIGNED)
    case("message-id", PLAIN + TEXT,
         replacing((b"Message-ID: <20261124.1@author.example>",
                    b"Message-ID: <9@gate.example>\r\nX-Original-Message-ID: <20261124.1@author.example>")),
         "FIELD_REPLACED", "Another Message-ID; the first is kept in a field of its own.")
    case("mime-version-lost", PLAIN + TEXT, replacing((b"MIME-Version: 1.0\r\n", b"")),
         "FIELD_REMOVED", "MIME-Version went.")
    case("cc-lost", PLAIN + TEXT, replacing((b", Bob <bob@members.example>", b""),
                                            (b"Cc:", b"Delivered-To: bob@members.example\r\nCc:")),
         "", "A recipient went, whose name stands nowhere else.")
    case("lists-rewritten",
         PLAIN.replace(b"To: Talk <talk@lists.example>, Bob", b"To: talk@lists.example,Bob")
         .replace(b"Eve <eve@members.example>",
                  b'"Poe, Eve" <eve@members.example>,cy@members.example (Cy C),\r\n'
                  b' "Di Dee" <di@members.example>') + TEXT,
         replacing((b"example,Bob", b"example, Bob"), (b'>,cy@members.example (Cy C)', b">, Cy C <cy@members.example>"),
                   (b'"Di Dee"', b"Di Dee")),
         "ADDRESSES_REWRITTEN", "Spaces after commas, a comment made a name, quotes dropped.",
         "by hand, in the shape of Angus Mail")
    case("sendmail-names",
         PLAIN.replace(b"To: Talk <talk@lists.example>, Bob", b"To: Talk <talk@lists.example>," + NAMES + b",Bob")
         .replace(b"From: Ann Author", b"From: Ann A. Author") + TEXT,
         lambda message: re.sub(rb"(example>?),(?! )", rb"\1, ", replacing(
             (b"Ann A. Author", b'"Ann A. Author"'), (b"Fay O'Foe", b'"Fay O\'Foe"'),
             (b"Hal H. Hoe", b'"Hal H. Hoe"'))(message)),
         "ADDRESSES_REWRITTEN", "Spaces after commas, quotes around names with a period or an apostrophe.",
         "by hand, in the shape of sendmail")
    case("added-below", PLAIN.replace(b"Date:", b"Reply-To: ann@author.example\r\nDate:") + TEXT,
         replacing((b"8bit\r\n\r\n", b"8bit\r\nReply-To: talk@lists.example\r\n\r\n")),
         "CHANGED_OR_SIGNED_OTHERWISE", "Another Reply-To at the end of the header.",
         "by hand, in the shape of maildrop")
    case("kept-in-fields", PLAIN + TEXT,
         replacing((b"From: ", b"From: (spam) "), (b"To: Talk", b"To: (spam) Talk"),
                   (b"MIME-Version", b"X-Spam-Prev-From: Ann Author <ann@author.example>\r\n"
                    b"X-Spam-Prev-To: Talk <talk@lists.example>, Bob <bob@members.example>\r\nMIME-Version")),
         "FROM_REPLACED FIELD_REPLACED", "A comment before two values, which are kept in fields.",
         "by hand, in the shape of SpamAssassin")
    case("type-rewritten", PLAIN + TEXT, replacing((b'charset="utf-8"', b"charset=UTF-8")),
         "CONTENT_FIELD_REWRITTEN", "The character set was written otherwise.")


def unexplainable():
    case("word-changed", PLAIN + TEXT, with_body(lambda t: t.replace(b"Sunday", b"Monday")), "",
         "A word of the body was changed.")
    case("line-lost", PLAIN + TEXT, with_body(lambda t: t.replace(b"more barnacles.\r\n", b"")), "",
         "A line of the body went.")
    case("attachment-lost", MIXED,
         lambda m: m[:m.index(b"--mix\r\nContent-Type: text/plain; name")] + b"--mix--\r\n", "",
         "The attachment went.")
    case("subject-replaced", PLAIN + TEXT,
         replacing((b"Subject: The boat is back, and it has a new sail", b"Subject: Your account")), "",
         "Another subject.")
    case("large-word-changed", PLAIN + LONG, with_body(lambda t: t.replace(b"Line 300", b"Line three hundred")),
         "", "A word in 45 KB of text was changed.", key=ED25519)


os.makedirs(FOLDER, exist_ok=True)
python_email()
lists()
gateways()
small()
unexplainable()
