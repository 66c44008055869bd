"""Tag-lists (3.2) as the signature field has them, and where its b= is."""

from book import R1, case, no, ok
from letter import NAMES, folded, note, utf8_letter

SYNTAX = no("SIGNATURE_SYNTAX")


def one(name, rfc, about, expect=None, dns=(R1,), message=None, **sign):
    """A message with one signature that is right but for what the case is about."""
    m = message or note()
    m.sign(**sign)
    case(name, rfc, about, m, dns, *([expect] if isinstance(expect, str) else expect or [ok()]))


# 3.2 tag lists

one("tag-plain", "6376 3.2, 6376 3.5, 6376 6.1.1, 6376 3.9",
    "A plain signature with the usual tags verifies, and its d= is reported.",
    ok(algorithm="rsa-sha256", keyBits=2048, identity="@example.com", testing="false"))
one("tag-trailing-semicolon", "6376 3.2", "A tag-list may end in one semicolon.", edit=[("b={b}", "b={b};")])
one("tag-trailing-semicolon-and-space", "6376 3.2",
    "White space is allowed anywhere around tags, hence also between the last semicolon and the end of the list.",
    edit=[("b={b}", "b={b};\r\n ")])
one("tag-trailing-two-semicolons", "6376 3.2, 6376 6.1.1", "The grammar has room for one trailing semicolon only.",
    SYNTAX, edit=[("b={b}", "b={b};;")])
one("tag-empty-spec", "6376 3.2, 6376 6.1.1", "Between two semicolons there must be a tag.",
    SYNTAX, edit=[("; c=", ";; c=")])
one("tag-empty-spec-with-space", "6376 3.2, 6376 6.1.1", "Between two semicolons there must be a tag, not white space.",
    SYNTAX, edit=[("; c=", "; ; c=")])
one("tag-leading-semicolon", "6376 3.2, 6376 6.1.1", "A tag-list begins with a tag.",
    SYNTAX, edit=[(": v=", ": ; v=")])
one("tag-without-equals", "6376 3.2, 6376 6.1.1", "A tag-spec needs its equals sign.",
    SYNTAX, edit=[("; c=", "; flag; c=")])
one("tag-without-name", "6376 3.2, 6376 6.1.1", "A tag-spec needs a name before its equals sign.",
    SYNTAX, edit=[("; c=", "; =x; c=")])
one("tag-name-with-hyphen", "6376 3.2, 6376 6.1.1", "A tag name has letters, digits and underscores, no hyphen.",
    SYNTAX, also="x-b=abc")
one("tag-name-begins-with-digit", "6376 3.2, 6376 6.1.1", "A tag name begins with a letter.", SYNTAX, also="1x=abc")
one("tag-name-with-space", "6376 3.2, 6376 6.1.1", "White space stands around a tag name, never within.",
    SYNTAX, also="x y=abc")
one("tag-name-characters", "6376 3.2", "A tag name may have digits and underscores after its first letter.",
    also="x_9Z=abc")
one("tag-duplicate", "6376 3.2, 6376 6.1.1", "If a tag name occurs more than once the entire tag-list is invalid.",
    SYNTAX, also="d=example.com")
one("tag-duplicate-unknown", "6376 3.2", "Two unknown tags of one name make the list invalid as well.",
    SYNTAX, also="x_a=1; x_a=1")
one("tag-duplicate-b", "6376 3.2, 6376 3.7", "A second b= makes the list invalid, even an empty one.",
    SYNTAX, also="b=")
one("tag-duplicate-other-case", "6376 3.2",
    "Tag names are case-sensitive: D= beside d= is an unknown tag, not a second one.",
    also="D=example.net")
one("tag-unknown-signed", "6376 3.2, 6376 3.5, 6376 3.7", "An unknown tag is ignored but is part of the signed text.",
    also="x_note=spring campaign; zz=")
m = note()
m.sign(also="x_note=spring")
m.replace("x_note=spring", "x_note=summer")
case("tag-unknown-changed", "6376 3.5, 6376 3.7", "An unknown tag that was changed after signing breaks the signature.",
     m, [R1], no("SIGNATURE_MISMATCH"))
m = note()
m.sign()
m.replace("; c=relaxed/relaxed", "; c=relaxed/relaxed; x_added=1")
case("tag-unknown-added", "6376 3.5, 6376 3.7", "An unknown tag that was added after signing breaks the signature.",
     m, [R1], no("SIGNATURE_MISMATCH"))
one("tag-unknown-before-v", "6376 3.5", "In a signature no tag has a fixed place: v= need not be first.",
    edit=[(" v=1;", ""), ("; s=s1", "; s=s1; v=1")])
one("tag-order-reversed", "6376 3.2, 6376 3.5", "The tags may stand in any order, b= first and v= last.",
    raw="DKIM-Signature: b={b};\r\n bh={bh};\r\n h=" + NAMES + ";\r\n s=s1; d=example.com; c=relaxed/relaxed;"
        " a=rsa-sha256; v=1")
one("tag-empty-unknown", "6376 3.2", "An unknown tag may have an empty value.", also="x_e=; x_f= ")
one("tag-empty-value-folded-once", "6376 3.2, 6376 erratum 5070", "Next to an empty value one fold is allowed.",
    also="x_e=\r\n ")
one("tag-empty-value-folded-twice", "6376 3.2, 6376 erratum 5070",
    "An empty value does not allow two folds in a row, that is, a continuation line of white space only.",
    SYNTAX, also="x_e=\r\n \r\n ")
one("tag-value-then-white-line", "6376 3.2, 6376 2.8",
    "After a value stands at most one FWS, which has one line end: a line of white space only is not allowed.",
    SYNTAX, edit=[("s=s1;", "s=s1\r\n \r\n ;")])
one("tag-value-inner-white-line", "6376 3.2, 6376 erratum 5070",
    "Within a plain value several FWS may follow each other, even where that makes a line of white space only.",
    also="x_t=two\r\n \r\n words")
one("tag-space-significant", "6376 3.2",
    "White space within a value is kept: an unknown tag's value may have runs of it.",
    also="x_t=two  words\tand more", c="simple/simple")
one("tag-equals-in-value", "6376 3.2",
    "Only the first equals sign of a tag-spec separates: later ones belong to the value.",
    also="x_t=a=b==c")
one("tag-utf8-unknown", "6376 3.2, 8616 5", "UTF-8 text in the value of an unknown tag does not harm.",
    also="x_note=Köln", message=utf8_letter("example.com"))
one("tag-control-character", "6376 3.2, 6376 6.1.1", "A control character is not allowed in a value.",
    SYNTAX, also="x_t=a\x01b")
one("tag-nul", "6376 3.2, 6376 6.1.1", "NUL is not allowed in a value.", SYNTAX, also="x_t=a\0b")
one("tag-bare-lf", "6376 2.8, 6376 3.2, 6376 6.1.1", "A line feed alone is not folding white space.",
    SYNTAX, edit=[("; s=s1", ";\n s=s1")])
one("tag-bare-cr", "6376 2.8, 6376 3.2, 6376 6.1.1", "A carriage return alone is not folding white space.",
    SYNTAX, edit=[("; s=s1", ";\r s=s1")])
one("tag-vertical-tab", "6376 2.8, 6376 3.2", "A vertical tab is not white space.", SYNTAX,
    edit=[("; s=s1", ";\v s=s1")])
one("tag-list-empty", "6376 3.2, 6376 6.1.1", "A tag-list has at least one tag.", SYNTAX, raw="DKIM-Signature:")
one("tag-list-prose", "6376 3.2, 6376 6.1.1", "Prose is not a tag-list.", SYNTAX,
    raw="DKIM-Signature: this message was not signed")
one("tag-white-space-everywhere", "6376 3.2, 6376 3.5, 6376 2.10",
    "FWS may stand around names, equals signs, values and the colons of h= and q=, and anywhere in b= and bh=.",
    raw="DKIM-Signature:\r\n\tv\t=\r\n 1 ; a\r\n = rsa-sha256\t;\r\n c = relaxed/relaxed ;\r\n  d =\r\n\t example.com"
        " \r\n ; s\t=\ts1 ; q = dns/txt : dns/txt ;\r\n h = from \r\n : to\t:\r\n subject : date:\r\n message-id ;"
        "\r\n bh =\r\n {bh} ;\r\n b = {b} \r\n ",
    fill=lambda b: "\t".join(folded(b[at:at + 30], 9) for at in range(0, len(b), 30)))
m = note()
m.sign()
bh = m.fields[0].split(b"bh=")[1][:44]
m = note()
m.sign(bh=(bh[:7] + b" \r\n\t" + bh[7:20] + b"  " + bh[20:43] + b"\r\n " + bh[43:]).decode())
case("tag-white-space-in-bh", "6376 3.5, 6376 2.10", "White space within bh= is ignored, even before its padding.", m,
     [R1])
one("tag-white-space-around-b-simple", "6376 3.7",
    "Under simple the white space around the value of b= is deleted with it before hashing.",
    c="simple/simple", edit=[("b={b}", "b \r\n =\r\n  {b}\t \r\n ")])
one("tag-b-not-last", "6376 3.7", "b= may stand anywhere; only its value is deleted, up to the next semicolon.",
    c="simple/simple", edit=[("; c=", ";\r\n b= {b} ; c="), (";\r\n b={b}", "")])
one("tag-b-with-space-before-equals", "6376 3.7", "What stands before the equals sign of b= is kept under simple.",
    c="simple/simple", edit=[("b={b}", "b  ={b}")])
one("tag-b-inside-others", "6376 3.7", "Neither bh=, nor x_b=, nor b= within another value is the b= tag.",
    also="x_b=b=abc; xb=1; bx=b=", c="simple/simple")
