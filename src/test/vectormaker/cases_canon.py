"""Canonicalization (3.4): bodies and header fields that are easy to get wrong. Canonical forms are written by hand."""

from book import E1, R1, body, body_hash, case, header, no, ok
from keys import ED
from letter import note, utf8_letter


def raw(text):
    """Text in which a character up to U+00FF stands for one octet."""
    return text.encode("latin-1")


def bodies(name, rfc, about, text, simple, relaxed):
    """One body, signed under simple and under relaxed, with both canonical forms."""
    m = note()
    m.body = raw(text) if text is not None else None
    m.sign(key=ED, c="relaxed/relaxed")
    m.sign(key=ED, c="simple/simple")
    case(name, rfc, about, m, [E1], ok(1), ok(2), body("simple", raw(simple)), body_hash("simple", raw(simple)),
         body("relaxed", raw(relaxed)), body_hash("relaxed", raw(relaxed)))


bodies("body-plain", "6376 3.4.3, 6376 3.4.4", "A body without odd white space is the same under both algorithms.",
       "One.\r\n\r\nTwo.\r\n", "One.\r\n\r\nTwo.\r\n", "One.\r\n\r\nTwo.\r\n")
bodies("body-empty", "6376 3.4.3, 6376 3.4.4", "An empty body is one CRLF under simple and nothing under relaxed.", "",
       "\r\n", "")
bodies("body-missing", "6376 3.4.3, 6376 3.4.4",
       "A message that ends with its header, without the empty line, has an empty body.", None, "\r\n", "")
bodies("body-one-crlf", "6376 3.4.3, 6376 3.4.4", "A body of one empty line is as good as an empty one.", "\r\n",
       "\r\n", "")
bodies("body-only-blank-lines", "6376 3.4.3, 6376 3.4.4", "A body of empty lines only is as good as an empty one.",
       "\r\n" * 5, "\r\n", "")
bodies("body-only-white-space", "6376 3.4.4",
       "Lines of white space only are empty once relaxed has removed it, so nothing is left; simple keeps them.",
       " \r\n\t\r\n", " \r\n\t\r\n", "")
bodies("body-only-white-space-no-crlf", "6376 3.4.4",
       "A body of one space without CRLF is empty under relaxed; under simple a CRLF is added to it.", " ", " \r\n", "")
bodies("body-trailing-blank-lines", "6376 3.4.3, 6376 3.4.4", "All empty lines at the end are ignored.",
       "One.\r\n\r\n\r\n\r\n", "One.\r\n", "One.\r\n")
bodies("body-trailing-white-line", "6376 3.4.4, 4871 erratum 1384",
       "A last line of white space only is empty after step (a) and is dropped by step (b); simple keeps it.",
       "One.\r\n \t\r\n", "One.\r\n \t\r\n", "One.\r\n")
bodies("body-trailing-white-lines-mixed", "6376 3.4.4",
       "Empty lines and lines of white space at the end go together under relaxed; simple drops the empty ones.",
       "One.\r\n\r\n \r\n\t\t\r\n\r\n\r\n", "One.\r\n\r\n \r\n\t\t\r\n", "One.\r\n")
bodies("body-trailing-white-space-no-crlf", "6376 3.4.4",
       "White space after the last CRLF is a last line that relaxed drops.",
       "One.\r\n  ", "One.\r\n  \r\n", "One.\r\n")
bodies("body-inner-white-line", "6376 3.4.4",
       "A line of white space before other lines becomes an empty line and stays.",
       "One.\r\n \t \r\n\r\nTwo.\r\n", "One.\r\n \t \r\n\r\nTwo.\r\n", "One.\r\n\r\n\r\nTwo.\r\n")
bodies("body-leading-blank-lines", "6376 3.4.3, 6376 3.4.4", "Empty lines at the start are kept.",
       "\r\n\r\nOne.\r\n", "\r\n\r\nOne.\r\n", "\r\n\r\nOne.\r\n")
bodies("body-leading-white-space", "6376 3.4.4",
       "White space at the start of a line becomes one space; it is not removed.",
       " \t One.\r\n\tTwo.\r\n", " \t One.\r\n\tTwo.\r\n", " One.\r\n Two.\r\n")
bodies("body-trailing-white-space", "6376 3.4.4", "White space at the end of lines is ignored, the CRLF stays.",
       "One. \r\nTwo.\t \t\r\nThree.\r\n", "One. \r\nTwo.\t \t\r\nThree.\r\n", "One.\r\nTwo.\r\nThree.\r\n")
bodies("body-inner-white-space", "6376 3.4.4", "Every run of spaces and tabs within a line becomes one space.",
       "One  two\t\tthree \t four.\r\n", "One  two\t\tthree \t four.\r\n", "One two three four.\r\n")
bodies("body-no-final-crlf", "6376 3.4.3, 6376 3.4.4", "A CRLF is added to a body that does not end in one.",
       "One.\r\nTwo.", "One.\r\nTwo.\r\n", "One.\r\nTwo.\r\n")
bodies("body-lone-cr", "6376 3.4.3, 6376 3.4.4, 6376 2.8",
       "A carriage return alone is an ordinary octet and no line end.",
       "One.\rTwo. \rThree.\r\n", "One.\rTwo. \rThree.\r\n", "One.\rTwo. \rThree.\r\n")
bodies("body-lone-lf", "6376 3.4.3, 6376 3.4.4, 6376 2.8",
       "A line feed alone is an ordinary octet and no line end: white space before it stays.",
       "One. \nTwo.\n\r\nThree.\n", "One. \nTwo.\n\r\nThree.\n\r\n", "One. \nTwo.\n\r\nThree.\n\r\n")
bodies("body-only-lone-lfs", "6376 3.4.3, 6376 3.4.4", "Line feeds alone make no empty lines to be ignored.",
       "One.\n\n\n", "One.\n\n\n\r\n", "One.\n\n\n\r\n")
bodies("body-ends-in-cr", "6376 3.4.3, 6376 3.4.4",
       "A body that ends in a carriage return lacks its CRLF: both octets are added.",
       "One.\r", "One.\r\r\n", "One.\r\r\n")
bodies("body-crlf-then-cr", "6376 3.4.3, 6376 3.4.4",
       "A carriage return alone after empty lines is a last line, so the empty lines stay.",
       "One.\r\n\r\n\r", "One.\r\n\r\n\r\r\n", "One.\r\n\r\n\r\r\n")
bodies("body-cr-crlf", "6376 3.4.4", "White space before CR CR LF is not at the end of a line: the first CR is.",
       "One. \r\r\n\r\r\n\r\n", "One. \r\r\n\r\r\n", "One. \r\r\n\r\r\n")
bodies("body-lf-cr", "6376 3.4.3, 6376 3.4.4", "LF CR is not a line end.",
       "One.\n\rTwo.\n\r", "One.\n\rTwo.\n\r\r\n", "One.\n\rTwo.\n\r\r\n")
bodies("body-nul", "6376 3.7", "NUL is an octet like any other.", "One\0two.\0\r\n\0", "One\0two.\0\r\n\0\r\n",
       "One\0two.\0\r\n\0\r\n")
bodies("body-vt-ff", "6376 2.8, 6376 3.4.4", "Only space and tab are white space: vertical tab and form feed are kept.",
       "One\v\vtwo \f\r\n\v\r\n\f\r\n", "One\v\vtwo \f\r\n\v\r\n\f\r\n", "One\v\vtwo \f\r\n\v\r\n\f\r\n")
bodies("body-nbsp", "6376 2.8, 6376 3.4.4", "A no-break space is not white space, neither as one octet nor as UTF-8.",
       "One\xa0\xa0two\xa0\r\n\xc2\xa0\r\n", "One\xa0\xa0two\xa0\r\n\xc2\xa0\r\n", "One\xa0\xa0two\xa0\r\n\xc2\xa0\r\n")
bodies("body-other-unicode-space", "6376 2.8, 6376 3.4.4",
       "Next line, line separator and ideographic space are octets like any others.",
       "One\x85\r\n\xe2\x80\xa8\r\n\xe3\x80\x80\r\n", "One\x85\r\n\xe2\x80\xa8\r\n\xe3\x80\x80\r\n",
       "One\x85\r\n\xe2\x80\xa8\r\n\xe3\x80\x80\r\n")
bodies("body-8-bit", "6376 3.7", "All 8-bit octets are hashed as they are, whatever their charset.",
       "".join(map(chr, range(0x80, 0x100))) + "\r\n", "".join(map(chr, range(0x80, 0x100))) + "\r\n",
       "".join(map(chr, range(0x80, 0x100))) + "\r\n")
bodies("body-dots", "6376 3.7", "The hash is computed before dot-stuffing: lines that begin with dots are as they are.",
       ".\r\n..\r\n.one\r\n", ".\r\n..\r\n.one\r\n", ".\r\n..\r\n.one\r\n")
bodies("body-transfer-encoding", "6376 3.7", "Quoted-printable is not decoded before hashing.",
       "caf=C3=A9 =\r\n=20\r\n=0D=0A\r\n", "caf=C3=A9 =\r\n=20\r\n=0D=0A\r\n", "caf=C3=A9 =\r\n=20\r\n=0D=0A\r\n")
bodies("body-looks-like-header", "6376 3.7", "Lines of the body that look like a signature are body.",
       "DKIM-Signature: v=1; b=\r\nFrom: x\r\n", "DKIM-Signature: v=1; b=\r\nFrom: x\r\n",
       "DKIM-Signature: v=1; b=\r\nFrom: x\r\n")
RUNS = "".join("x" + " " * n + "\t" * (n % 3) + "\r\n" * (1 + n % 4) for n in range(24))
bodies("body-runs", "6376 3.4.4",
       "Runs of white space and line ends of every small length, so that every border between chunks falls into one.",
       RUNS + "end", RUNS + "end\r\n", "".join("x" + "\r\n" * (1 + n % 4) for n in range(24)) + "end\r\n")
LONG = "a" * 4080 + " " * 4100 + "b\r\n" + " " * 15 + "\r\n" * 9 + "c" + "\r\n" * 2100
bodies("body-long-runs", "6376 3.4.3, 6376 3.4.4",
       "White space and line ends that span the usual sizes of buffers, followed by text or by the end.",
       LONG, LONG.rstrip("\r\n") + "\r\n", "a" * 4080 + " b\r\n" + "\r\n" * 9 + "c\r\n")
bodies("body-long-line", "6376 3.4.3, 6376 3.4.4",
       "A line may be longer than RFC 5322 allows; it is hashed all the same.",
       "x y" * 1500, "x y" * 1500 + "\r\n", "x y" * 1500 + "\r\n")


def changed(name, rfc, about, old, new, expect=None, base=None, **sign):
    m = base or note()
    m.sign(**sign)
    m.replace(old, new)
    case(name, rfc, about, m, [R1], expect or ok())


changed("body-changed", "6376 6.1.3", "A changed body does not match bh=.", "Friday", "Monday",
        no("BODY_HASH_MISMATCH"))
changed("body-line-appended", "6376 6.1.3", "Without l= the whole body is signed.", "\r\n\r\nJoe\r\n",
        "\r\n\r\nJoe\r\nPS: send money\r\n", no("BODY_HASH_MISMATCH"))
changed("body-space-changed-relaxed", "6376 3.4.4", "Relaxed tolerates other amounts of white space.",
        "the boat is", "the   boat\tis")
changed("body-space-inserted-relaxed", "6376 3.4.4", "Relaxed does not tolerate white space where there was none.",
        "the boat", "the bo at", no("BODY_HASH_MISMATCH"))
changed("body-leading-space-inserted-relaxed", "6376 3.4.4",
        "Relaxed does not tolerate new white space at the start of a line.",
        "the boat", " the boat", no("BODY_HASH_MISMATCH"))
changed("body-space-changed-simple", "6376 3.4.3", "Simple tolerates no change of white space.",
        "the boat is", "the boat  is", no("BODY_HASH_MISMATCH"), c="relaxed/simple")
changed("body-trailing-space-added-simple", "6376 3.4.3", "Simple does not tolerate white space at the end of a line.",
        "Friday?", "Friday? ", no("BODY_HASH_MISMATCH"), c="relaxed/simple")
changed("body-blank-lines-added-simple", "6376 3.4.3", "Simple tolerates empty lines at the end.",
        "\r\nJoe\r\n", "\r\nJoe\r\n\r\n\r\n", c="simple/simple")
changed("body-white-line-added-relaxed", "6376 3.4.4", "Relaxed tolerates a last line of white space.",
        "\r\nJoe\r\n", "\r\nJoe\r\n \r\n\t")
changed("body-crlf-to-lf", "6376 2.8, 6376 3.4.4", "A body whose line ends became LF alone is another body.",
        "Hi Suzie,\r\n\r\n", "Hi Suzie,\n\n", no("BODY_HASH_MISMATCH"))


# Header fields.

def fields(name, rfc, about, field, simple, relaxed, names="from:subject:x-test"):
    """One field X-Test or other, at place 3 below two signatures, signed under relaxed and simple."""
    m = note("Text.\r\n")
    m.fields = [raw(field)] + m.fields
    m.sign(key=ED, c="relaxed/relaxed", h=names)
    m.sign(key=ED, c="simple/simple", h=names)
    case(name, rfc, about, m, [E1], ok(1), ok(2), header("simple", 3, raw(simple)), header("relaxed", 3, raw(relaxed)))


def field(name, rfc, about, text, relaxed, **more):
    fields(name, rfc, about, text, text, relaxed, **more)


field("header-plain", "6376 3.4.1, 6376 3.4.2", "Relaxed lower-cases the name, not the value.",
      "X-Test: AbC\r\n", "x-test:AbC\r\n")
field("header-name-case", "6376 3.4.2", "Simple keeps the case of the name.", "X-tEST: AbC\r\n", "x-test:AbC\r\n")
field("header-no-space-after-colon", "6376 3.4.2", "Without white space after the colon there is nothing to delete.",
      "X-Test:AbC\r\n", "x-test:AbC\r\n")
field("header-space-before-colon", "6376 3.4.2, 6376 3.4.1",
      "White space before the colon is deleted by relaxed and kept by simple.",
      "X-Test \t : AbC\r\n", "x-test:AbC\r\n")
field("header-space-runs", "6376 3.4.2", "Runs of spaces and tabs become one space; those at the ends are deleted.",
      "X-Test: \t a \t b\t\tc  \t\r\n", "x-test:a b c\r\n")
field("header-folded", "6376 3.4.2",
      "Continuation lines are unfolded and the white space around the fold becomes one space.",
      "X-Test: a\r\n b\r\n\tc \t\r\n \t d\r\n", "x-test:a b c d\r\n")
field("header-folded-after-colon", "6376 3.4.2",
      "A fold right after the colon is deleted with the white space around it.",
      "X-Test:\r\n a\r\n", "x-test:a\r\n")
field("header-folded-white-lines", "6376 3.4.2", "Continuation lines of white space only are unfolded like others.",
      "X-Test: a\r\n \r\n\t\r\n b\r\n \r\n", "x-test:a b\r\n")
field("header-folded-nothing-else", "6376 3.4.2", "A value of folds and white space only is empty.",
      "X-Test: \r\n \r\n\t\r\n", "x-test:\r\n")
field("header-empty-value", "6376 3.4.1, 6376 3.4.2", "An empty value leaves name, colon and CRLF.", "X-Test:\r\n",
      "x-test:\r\n")
field("header-space-value", "6376 3.4.2", "A value of white space only is empty under relaxed.", "X-Test: \t\r\n",
      "x-test:\r\n")
field("header-colons-in-value", "6376 3.4.2", "Only the first colon separates name and value.",
      "X-Test: a : b :c\r\n", "x-test:a : b :c\r\n")
field("header-vt-ff-nbsp", "6376 2.8, 6376 3.4.2", "Vertical tab, form feed and no-break space are not white space.",
      "X-Test: \v a\f \xa0 b\xc2\xa0\r\n", "x-test:\v a\f \xa0 b\xc2\xa0\r\n")
field("header-lone-cr", "6376 2.8, 6376 3.4.2", "A carriage return alone is not a line end, even before white space.",
      "X-Test: a\r b \r\r\n", "x-test:a\r b \r\r\n")
field("header-lone-lf", "6376 2.8, 6376 3.4.2", "A line feed alone is not a line end, even before white space.",
      "X-Test: a\n b \n\r\n", "x-test:a\n b \n\r\n")
field("header-nul", "6376 3.4.1, 6376 3.4.2", "NUL in a field is an octet like any other.", "X-Test: a\0 \0b\r\n",
      "x-test:a\0 \0b\r\n")
field("header-8-bit", "6376 3.4.1, 6376 3.4.2, 8616 5",
      "8-bit octets in a value are hashed as they are; case conversion is ASCII only.",
      "X-Test: K\xd6LN K\xc3\x96LN \xff\r\n", "x-test:K\xd6LN K\xc3\x96LN \xff\r\n")
field("header-quoted-string", "6376 3.4.2", "White space within a quoted string is white space.",
      "X-Test: \"a  b\"\t(c  d)\r\n", "x-test:\"a b\" (c d)\r\n")
field("header-long-fold", "6376 3.4.2", "A field of many folds is unfolded like one of few.",
      "X-Test: a" + "\r\n \tb" * 200 + "\r\n", "x-test:a" + " b" * 200 + "\r\n")

changed("header-changed", "6376 6.1.3", "A changed signed field does not verify.", "Subject: The boat",
        "Subject: My boat",
        no("SIGNATURE_MISMATCH"))
changed("header-case-of-value-changed", "6376 3.4.2", "Relaxed does not change the case of values.",
        "Subject: The boat",
        "Subject: the boat", no("SIGNATURE_MISMATCH"))
changed("header-rewrapped-relaxed", "6376 3.4.2", "Relaxed tolerates rewrapping and another case of the name.",
        "Subject: The boat is", "SUBJECT:\tThe\r\n\tboat  is")
changed("header-rewrapped-simple", "6376 3.4.1", "Simple does not tolerate rewrapping.", "Subject: The boat is",
        "Subject: The\r\n boat is", no("SIGNATURE_MISMATCH"), c="simple/simple")
changed("header-name-case-changed-simple", "6376 3.4.1", "Under simple the case of a name must not change.", "Subject:",
        "SUBJECT:", no("SIGNATURE_MISMATCH"), c="simple/simple")
changed("header-space-before-colon-added-relaxed", "6376 3.4.2", "Relaxed tolerates white space before the colon.",
        "Subject:", "Subject :")
changed("header-space-before-colon-added-simple", "6376 3.4.1",
        "Simple does not tolerate white space before the colon.",
        "Subject:", "Subject :", no("SIGNATURE_MISMATCH"), c="simple/simple")
changed("header-trailing-space-added-relaxed", "6376 3.4.2, 6376 erratum 5839",
        "Relaxed tolerates white space at the end of a field.", "is back\r\n", "is back \t\r\n")
changed("header-trailing-space-added-simple", "6376 3.4.1",
        "Simple does not tolerate white space at the end of a field.",
        "is back\r\n", "is back \r\n", no("SIGNATURE_MISMATCH"), c="simple/simple")
changed("header-unsigned-field-changed", "6376 5.4", "A field that h= does not name may change.",
        "Date: Mon", "Date: Tue", h="from:to:subject")

# The signature field itself.

for how in ("simple", "relaxed"):
    m = note()
    m.sign(name="dkim-SIGNATURE", c=how + "/relaxed")
    case(f"signature-name-case-{how}", "6376 3.5, 6376 3.4.1, 6376 3.4.2",
         f"The name of the signature field is found in any case, and is canonicalized like others under {how}.", m,
         [R1])
    m = note()
    m.sign(name="DKIM-Signature \t", c=how + "/relaxed")
    case(f"signature-space-before-colon-{how}", "6376 3.5, 6376 3.4.1, 6376 3.4.2",
         f"White space before the colon of the signature field itself, under {how}.", m, [R1])
changed("signature-rewrapped-relaxed", "6376 3.4.2, 6376 3.7", "Relaxed tolerates rewrapping of the signature field.",
        "; c=relaxed", ";\r\n\tc=relaxed")
changed("signature-rewrapped-simple", "6376 3.4.1, 6376 3.7",
        "Simple does not tolerate rewrapping of the signature field.",
        "; c=simple", ";\r\n\tc=simple", no("SIGNATURE_MISMATCH"), c="simple/simple")
changed("signature-space-removed-relaxed", "6376 3.4.2, 6376 3.7",
        "Relaxed keeps one space where there was some: removing it changes the signed text.",
        "; c=relaxed", ";c=relaxed", no("SIGNATURE_MISMATCH"))
changed("signature-tag-changed", "6376 3.7", "Every tag but the value of b= is signed.", "s=s1; t=1795435000",
        "s=s1; t=1795435001", no("SIGNATURE_MISMATCH"), t="1795435000")
m = note()
m.sign()
signature = m.fields.pop(0)
m.fields.insert(3, signature)
case("signature-not-on-top", "6376 3.5, 6376 5.6", "The signature field may stand anywhere in the header.", m, [R1])
m = note()
m.sign()
m.fields.append(m.fields.pop(0))
case("signature-last-field", "6376 3.5", "The signature field may be the last of the header.", m, [R1])
m = note()
m.body = None
m.sign(c="simple/simple")
data = m.bytes()
case("message-ends-in-last-field", "6376 3.7, 6376 3.4.3",
     "A signed last field without its CRLF is terminated with one in the hash.", data[:-2], [R1])
case("message-without-signature", "6376 3.9", "A message without a signature field has no result.", note(), [],
     "dkim none")
case("message-signature-like-names", "6376 3.5", "Fields with similar names are no signatures.",
     note("DKIM-Signature: v=1; a=rsa-sha256; d=example.com\r\n", "X-DKIM-Signature: v=1; a=rsa-sha256; d=example.com",
          "DomainKey-Signature: a=rsa-sha1; q=dns; c=nofws; d=example.com; s=s1; b=AAAA",
          "DKIM-Signature-X: v=1; a=rsa-sha256; d=example.com"), [], "dkim none")
m = note("Text.\r\n", "X-Before: 1", "this line has no colon", "X-After: 2")
m.sign(h="from:x-before:x-after")
case("message-line-without-colon", "6376 3.7, 6376 3.8",
     "A malformed line in the header does not matter to a signature that does not name it.", m, [R1])
m = note()
m.sign()
m.fields.insert(0, b"From joe@example.com Mon Nov 23 11:58:12 2026\r\n")
case("message-mbox-line-first", "6376 3.7, 6376 3.8",
     "A mailbox separator as first line is not a From field and does not matter to the signature.", m, [R1])
m = note()
m.sign()
m.fields.insert(0, b"\xef\xbb\xbfgarbage without any colon\r\n")
case("message-garbage-first", "6376 3.7, 6376 3.8", "Garbage in the first line does not matter to the signature.", m,
     [R1])
m = utf8_letter("example.com")
m.sign(h="from:to:subject:content-type:content-transfer-encoding")
case("message-8-bit", "6376 3.7, 8616 5", "A message with UTF-8 in header and body is signed octet by octet.", m, [R1])
