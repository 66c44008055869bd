"""Writes testvectors/spf and the index in its README.md; with --check only says what differs.

    python3 src/test/vectormaker/spf.py [--check]

The cases are written down by hand from RFC 7208, RFC 8616 and the errata. Nothing here evaluates SPF.
"""

import pathlib
import re
import sys

FOLDER = pathlib.Path(__file__).resolve().parents[3] / "testvectors" / "spf"
START, END = "<!-- index: written by spf.py -->\n", "<!-- end of index -->\n"
CASES = {}
STATUS = {
    "NO_DOMAIN": "none", "NO_SUCH_DOMAIN": "none", "DNS_UNAVAILABLE": "temperror", "NO_RECORD": "none",
    "SEVERAL_RECORDS": "permerror", "RECORD_SYNTAX": "permerror", "UNKNOWN_MECHANISM": "permerror",
    "DUPLICATE_MODIFIER": "permerror", "TOO_MANY_LOOKUPS": "permerror", "TOO_MANY_VOID_LOOKUPS": "permerror",
    "TOO_MANY_MX_NAMES": "permerror", "INCLUDE_WITHOUT_RECORD": "permerror", "REDIRECT_WITHOUT_RECORD": "permerror",
    "MATCHED_FAIL": "fail", "MATCHED_SOFTFAIL": "softfail", "MATCHED_NEUTRAL": "neutral", "NO_MATCH": "neutral",
}


def quoted(text):
    """A text in the escapes of testvectors/README.md."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\x{ord(c):02x}" for c in plain) + '"'


def txt(name, *strings):
    """A TXT line; one long string is cut into strings of 255 octets, octets beyond ASCII are escaped."""
    if len(strings) == 1:
        strings = [strings[0][i:i + 255] for i in range(0, max(1, len(strings[0])), 255)]
    return f"{name}. TXT " + " ".join('"' + "".join(master(c) for c in s) + '"' for s in strings)


def master(c):
    if c in '"\\':
        return "\\" + c
    return c if " " <= c < "\x7f" else f"\\{ord(c):03d}"


def spf(record, name="example.com"):
    return txt(name, "v=spf1" + (" " + record if record else ""))


def case(name, rfc, about, dns, result, ip="192.0.2.3", mail_from="joe@example.com", helo="mail.example.net",
         domain="example.com", scope="mfrom", explanation=None, lookups=None, now="2026-11-23T12:00:00Z"):
    """A case; the result is "pass" or a reason, whose word comes of the table."""
    if name in CASES:
        raise ValueError(f"{name} twice")
    expect = f"spf {STATUS.get(result, 'pass')} scope={scope}"
    if result != "pass":
        assert result in STATUS, result
        expect += f" reason={result}"
    if domain:
        expect += f" domain={domain}"
    if lookups is not None:
        expect += f" lookups={lookups}"
    if explanation is not None:
        expect += f" explanation={quoted(explanation)}"
    lines = [f"rfc: {each}" for each in ([rfc] if isinstance(rfc, str) else rfc)]
    lines += [f"about: {about}", f"now: {now}"]
    lines += [f"dns: {line}" for line in ([dns] if isinstance(dns, str) else dns)]
    lines += [f"client: ip={ip} helo={quoted(helo)} mail-from={quoted(mail_from)}", f"expect: {expect}"]
    CASES[name] = ("\n".join(lines) + "\n\n").encode()


def identities():
    rfc = "RFC 7208 4.3"
    any_helo = spf("-all", "mail.example.net")
    case("helo-pass", "RFC 7208 2.3", "The HELO identity is a name of its own.", 
         [spf("a -all", "mail.example.net"), "mail.example.net. A 192.0.2.3"], "pass", scope="helo",
         domain="mail.example.net", lookups=1)
    case("helo-fail", "RFC 7208 2.3", "The HELO identity can fail.", any_helo, "MATCHED_FAIL", scope="helo",
         domain="mail.example.net")
    case("helo-sender-is-postmaster", [rfc, "RFC 7208 7.3"], "The sender of a HELO check is postmaster at the name.",
         [spf("exists:%{s}.x.example.org -all", "mail.example.net"), "postmaster@mail.example.net.x.example.org. A 127.0.0.2"],
         "pass", scope="helo", domain="mail.example.net", mail_from="joe@example.com", lookups=1)
    case("helo-trailing-dot", rfc, "A zero-length label at the end is no malformed name.", spf("+all", "mail.example.net"),
         "pass", scope="helo", helo="mail.example.net.", domain="mail.example.net")
    case("helo-u-label", "RFC 8616 4", "U-labels are converted before they are used.",
         spf("+all", "xn--bcher-kva.example.net"), "pass", scope="helo", helo="b\u00fccher.example.net",
         domain="xn--bcher-kva.example.net")
    for name, helo in {
        "address-literal": "[192.0.2.3]", "ipv6-literal": "[IPv6:2001:db8::1]", "address": "192.0.2.3",
        "single-label": "localhost", "empty": "", "empty-label": "mail..example.net", "leading-dot": ".example.net",
        "long-label": "a" * 64 + ".example.net", "space": "mail example.net", "only-dot": ".",
        "too-long": "a." * 127 + "example",
    }.items():
        case("helo-" + name, [rfc, "RFC 7208 2.3"], "A HELO string that is no multi-label domain name has the result none.",
             any_helo, "NO_DOMAIN", scope="helo", helo=helo, domain=None, lookups=0)
    case("mail-from-null", "RFC 7208 2.4", "With a null reverse-path it is postmaster at the HELO name that is checked.",
         [spf("exists:%{l}.%{o}.x.example.org -all", "mail.example.net"), "postmaster.mail.example.net.x.example.org. A 127.0.0.2"],
         "pass", mail_from="", domain="mail.example.net", lookups=1)
    case("mail-from-null-brackets", "RFC 7208 2.4", "A null reverse-path may be given as <>.",
         spf("+all", "mail.example.net"), "pass", mail_from="<>", domain="mail.example.net")
    case("mail-from-null-helo-literal", ["RFC 7208 2.4", rfc], "A null reverse-path and a HELO without domain leave none to ask.",
         spf("+all"), "NO_DOMAIN", mail_from="", helo="[192.0.2.3]", domain=None)
    case("mail-from-brackets", "RFC 5321 4.1.2", "The angle brackets are no part of the mailbox.", spf("+all"), "pass",
         mail_from="<joe@example.com>")
    case("mail-from-without-local-part", rfc, "A sender without local-part gets postmaster.",
         [spf("exists:%{l}.x.example.org -all"), "postmaster.x.example.org. A 127.0.0.2"], "pass", mail_from="@example.com")
    case("mail-from-domain-alone", rfc, "A sender that is a domain alone gets postmaster, too.",
         [spf("exists:%{s}.x.example.org -all"), "postmaster@example.com.x.example.org. A 127.0.0.2"], "pass",
         mail_from="example.com")
    case("mail-from-single-label", rfc, "A domain of one label has the result none.", spf("+all"), "NO_DOMAIN",
         mail_from="joe@localhost", domain=None)
    case("mail-from-address-literal", rfc, "An address literal is no domain.", spf("+all"), "NO_DOMAIN",
         mail_from="joe@[192.0.2.3]", domain=None)
    case("mail-from-quoted-at", "RFC 5321 4.1.2", "The domain begins after the last @.", spf("+all"), "pass",
         mail_from='"joe@example.org"@example.com')
    case("mail-from-source-route", "RFC 5321 4.1.1.3", "A source route is ignored.",
         [spf("exists:%{s}.x.example.org -all"), "joe@example.com.x.example.org. A 127.0.0.2"], "pass",
         mail_from="@relay.example.org,@b.example.org:joe@example.com")
    case("mail-from-upper-case", "RFC 7208 4.3", "Domain names do not depend on case.", spf("+all"), "pass",
         mail_from="Joe@EXAMPLE.Com")
    case("domain-does-not-exist", rfc, "RCODE 3 has the result none.", spf("+all"), "NO_SUCH_DOMAIN",
         mail_from="joe@nowhere.example.com", domain="nowhere.example.com", lookups=0)


def selection():
    s = "RFC 7208 4.5"
    case("record-none", s, "A domain without TXT records has the result none.", "example.com. A 192.0.2.3", "NO_RECORD")
    case("record-others-only", s, "TXT records that are no SPF records are discarded.",
         [txt("example.com", "some text"), txt("example.com", "spf2.0/pra +all")], "NO_RECORD")
    case("record-among-others", s, "The SPF record among other TXT records is found.",
         [txt("example.com", "some text"), spf("+all"), txt("example.com", "more")], "pass")
    case("record-version-10", s, "v=spf10 does not match and is discarded.", txt("example.com", "v=spf10 +all"), "NO_RECORD")
    case("record-version-with-tab", s, "The version is terminated by a space or the end, not by a tab.",
         txt("example.com", "v=spf1\t+all"), "NO_RECORD")
    case("record-leading-space", s, "A record begins with its version.", txt("example.com", " v=spf1 +all"), "NO_RECORD")
    case("record-version-alone", [s, "RFC 7208 4.7"], "The version alone is a record, in which nothing matches.", spf(""),
         "NO_MATCH")
    case("record-version-upper-case", [s, "RFC 7208 12"], "Literal texts of the grammar do not depend on case.",
         txt("example.com", "V=SPF1 +ALL"), "pass")
    case("record-two", s, "More than one record is a permerror.", [spf("+all"), spf("-all")], "SEVERAL_RECORDS")
    case("record-two-one-broken", s, "A record is selected by its version, whatever follows.",
         [spf("+all"), spf("nonsense")], "SEVERAL_RECORDS")
    case("record-two-of-other-case", [s, "RFC 7208 12"], "Two versions that differ in case are two records.",
         [spf("+all"), txt("example.com", "V=spf1 -all")], "SEVERAL_RECORDS")
    case("record-strings-joined", "RFC 7208 3.3", "Strings are concatenated without adding spaces.",
         txt("example.com", "v=spf1 ip4:192.0", ".2.3 -a", "ll"), "pass")
    case("record-strings-joined-version", "RFC 7208 3.3", "Even the version may be spread over strings.",
         txt("example.com", "v=sp", "f1", " +all"), "pass")
    case("record-strings-without-space", "RFC 7208 3.3", "No space comes between strings: this is a wrong address.",
         txt("example.com", "v=spf1 ip4:192.0.2.3", "ip4:192.0.2.4 -all"), "RECORD_SYNTAX")
    case("record-trailing-spaces", "RFC 7208 4.5", "Spaces may stand at the end.", txt("example.com", "v=spf1 +all   "), "pass")
    case("record-many-spaces", "RFC 7208 4.6.1", "Terms have one or more spaces between.",
         txt("example.com", "v=spf1   ip4:192.0.2.9    +all"), "pass")
    case("record-tab-between", "RFC 7208 4.6.1", "Terms have spaces between, not tabs.",
         txt("example.com", "v=spf1 ip4:192.0.2.9\t+all"), "RECORD_SYNTAX")
    case("record-non-ascii", ["RFC 7208 3.1", "RFC 7208 4.6"],
         "A record is selected by its version, and octets beyond ASCII in it break the grammar.",
         txt("example.com", "v=spf1 ip4:192.0.2.3 exp=\u00e9.example.com -all"), "RECORD_SYNTAX")
    case("record-non-ascii-other", s, "A TXT record with octets beyond ASCII that is no SPF record is discarded.",
         [txt("example.com", "\u00e9 v=spf1"), spf("+all")], "pass")
    case("record-nul", "RFC 7208 4.6", "A NUL breaks the grammar.", txt("example.com", "v=spf1 \x00 +all"), "RECORD_SYNTAX")
    case("record-no-break-space", "RFC 7208 4.6.1", "A no-break space is no space.",
         txt("example.com", "v=spf1\u00a0+all"), "NO_RECORD")
    case("record-64-kb", "RFC 7208 3.4", "A record as long as DNS carries it is evaluated to its end.",
         spf(" ".join(f"ip4:198.51.{i // 250}.{i % 250 + 1}" for i in range(3600)) + " ip4:192.0.2.3 -all"), "pass", lookups=0)
    case("record-type-99", "RFC 7208 3.1", "The type SPF is not asked for.", "example.com. TYPE99 \\# 12 0b763d73706631202b616c6c",
         "NO_RECORD")
    case("record-unavailable", "RFC 7208 4.4", "An error of DNS is a temperror.", "example.com. UNAVAILABLE", "DNS_UNAVAILABLE")
    case("record-by-alias", "RFC 1034 3.6.2", "The record may stand behind an alias.",
         ["example.com. CNAME spf.example.org.", spf("+all", "spf.example.org")], "pass")
    case("record-alias-loop", "RFC 7208 4.4", "Aliases that loop are an error of DNS.",
         ["example.com. CNAME b.example.org.", "b.example.org. CNAME example.com."], "DNS_UNAVAILABLE")


def syntax():
    about = "A syntax error anywhere in the record is a permerror, even after a mechanism that matches."
    bad = {
        "all-with-value": "all:example.com", "all-with-prefix": "all/8", "include-alone": "include",
        "include-empty": "include:", "include-one-label": "include:localhost", "include-prefix": "include:a.example/24",
        "a-empty": "a:", "a-one-label": "a:mail", "a-prefix-33": "a/33", "a-prefix-129": "a//129",
        "a-prefix-leading-zero": "a/024", "a-prefix-empty": "a/", "a-prefix-signed": "a/-1",
        "a-prefix-three-slashes": "a///64", "a-prefix-99": "a:example.com/99", "a-top-label-number": "a:192.0.2.3",
        "a-top-label-hyphen": "a:example.com-", "a-slash-alone": "a:/24", "mx-empty": "mx:", "mx-prefix": "mx/x",
        "ptr-empty": "ptr:", "ptr-prefix": "ptr/24", "ip4-alone": "ip4", "ip4-empty": "ip4:", "ip4-three": "ip4:192.0.2",
        "ip4-256": "ip4:192.0.2.256", "ip4-leading-zero": "ip4:192.0.02.3", "ip4-prefix-33": "ip4:192.0.2.0/33",
        "ip4-prefix-leading-zero": "ip4:192.0.2.0/08", "ip4-prefix-empty": "ip4:192.0.2.0/", "ip4-name": "ip4:example.com",
        "ip4-is-ip6": "ip4:2001:db8::1", "ip4-dual": "ip4:192.0.2.0/24//64", "ip6-alone": "ip6",
        "ip6-short": "ip6:2001:db8", "ip6-two-gaps": "ip6:2001::db8::1", "ip6-nine": "ip6:1:2:3:4:5:6:7:8:9",
        "ip6-gap-of-nothing": "ip6:1:2:3:4::5:6:7:8", "ip6-five-digits": "ip6:2001:db8::00001",
        "ip6-prefix-129": "ip6:2001:db8::/129", "ip6-is-ip4": "ip6:192.0.2.3", "ip6-zone": "ip6:fe80::1%eth0",
        "ip6-quad-first": "ip6:192.0.2.3::1", "exists-alone": "exists", "exists-empty": "exists:",
        "macro-parenthesis": "exists:%(ir).sbl.example.org", "macro-percent-alone": "exists:50%.example.org",
        "macro-percent-at-end": "exists:example.org%", "macro-unknown-letter": "exists:%{x}.example.org",
        "macro-open": "exists:%{d.example.org", "macro-empty": "exists:%{}.example.org",
        "macro-zero": "exists:%{d0}.example.org", "macro-delimiter-unknown": "exists:%{d;}.example.org",
        "macro-order": "exists:%{dr2}.example.org", "macro-ends-in-literal": "exists:%{d}x",
        "macro-c-in-term": "exists:%{c}.example.org", "macro-r-in-term": "exists:%{r}.example.org",
        "macro-t-in-term": "redirect=%{t}.example.org", "macro-c-in-exp": "exp=%{c}.example.org",
        "redirect-empty": "redirect=", "redirect-one-label": "redirect=localhost", "exp-empty": "exp=",
        "exp-one-label": "exp=explain", "qualifier-alone": "-", "qualifier-twice": "++all", "qualifier-of-modifier": "-exp=a.example",
        "modifier-name-digit": "1a=b", "modifier-without-name": "=b", "modifier-unknown-bad-macro": "op=%x",
        "non-visible": "ip4:192.0.2.3\x7f",
    }
    for name, term in bad.items():
        case("syntax-" + name, "RFC 7208 4.6", about, spf(f"+all {term}"), "RECORD_SYNTAX", lookups=0)
    for name, term in {"word": "nonsense", "with-value": "ip5:192.0.2.3", "colon-redirect": "redirect:example.org",
                       "colon-exp": "exp:a.example.org", "default": "default:-all", "dotted": "a.example.org",
                       "v6": "ipv6:2001:db8::1"}.items():
        case("unknown-mechanism-" + name, ["RFC 7208 4.6", "RFC 7208 4.6.1"], "An unknown mechanism is a permerror.",
             spf(f"+all {term}"), "UNKNOWN_MECHANISM")
    for name, record in {"redirect": "redirect=a.example.org redirect=a.example.org",
                         "redirect-case": "redirect=a.example.org +all REDIRECT=b.example.org",
                         "exp": "exp=a.example.org exp=a.example.org +all"}.items():
        case("duplicate-" + name, "RFC 7208 6", "redirect and exp must not appear more than once each.", spf(record),
             "DUPLICATE_MODIFIER")
    good = {
        "upper-case": "IP4:192.0.2.3 -ALL", "unknown-modifier": "op=x:y/z=1 +all", "unknown-modifier-twice": "a=1 a=2 +all",
        "unknown-modifier-empty": "ra= +all", "unknown-modifier-macro": "op=%{c}%%%_ +all", "name-of-mechanism-as-modifier":
        "ip4=1 include=x +all", "prefix-zero": "ip4:10.0.0.0/0 -all", "host-bits": "ip4:192.0.2.77/24 -all",
    }
    for name, record in good.items():
        case("grammar-" + name, "RFC 7208 12", "This is within the grammar, and passes.", spf(record), "pass", lookups=0)
    host = ["mail.example.org. A 192.0.2.3", "mail.x-1. A 192.0.2.3", "50%.example.org. A 192.0.2.3", "a\\032b.example.org. A 192.0.2.3",
            "a%20b.example.org. A 192.0.2.3", "a/b.example.org. A 192.0.2.3"]
    for name, term in {"trailing-dot": "a:mail.example.org.", "top-label-hyphen": "a:mail.x-1", "percent": "a:50%%.example.org",
                       "space": "a:a%_b.example.org", "url-space": "a:a%-b.example.org", "slash": "a:a/b.example.org/32//128",
                       "ends-in-macro": "a:mail.example.%{d1}"}.items():
        zone = [spf(f"{term} -all")] + host + (["mail.example.com. A 192.0.2.3"] if name == "ends-in-macro" else [])
        case("domain-spec-" + name, "RFC 7208 7.1", "This is a domain-spec, and names a host.", zone, "pass", lookups=1)


def limits():
    s = "RFC 7208 4.6.4"
    hosts = [f"h{i}.example.com. A 198.51.100.{i}" for i in range(1, 13)]
    terms = [f"a:h{i}.example.com" for i in range(1, 13)]
    case("limit-ten-terms", s, "Ten terms that cause look-ups are allowed.",
         [spf(" ".join(terms[:10]) + " -all")] + hosts, "MATCHED_FAIL", lookups=10)
    case("limit-eleven-terms", s, "The eleventh term that causes look-ups is a permerror.",
         [spf(" ".join(terms[:11]) + " +all")] + hosts, "TOO_MANY_LOOKUPS", lookups=10)
    case("limit-eleventh-not-reached", s, "Terms after the one that matches are not counted.",
         [spf(" ".join(terms[:12]) + " -all")] + hosts, "pass", ip="198.51.100.10", lookups=10)
    case("limit-eleventh-would-match", s, "The eleventh is a permerror even where it would match.",
         [spf(" ".join(terms[:12]) + " -all")] + hosts, "TOO_MANY_LOOKUPS", ip="198.51.100.11", lookups=10)
    case("limit-over-includes", [s, "RFC 7208 4.1"], "The limit is one for all evaluations.",
         [spf("include:a.example.com include:b.example.com -all"), spf(" ".join(terms[:4]) + " -all", "a.example.com"),
          spf(" ".join(terms[4:9]) + " -all", "b.example.com")] + hosts, "TOO_MANY_LOOKUPS", lookups=10)
    case("limit-over-includes-ten", [s, "RFC 7208 4.1"], "Two includes with eight terms are ten.",
         [spf("include:a.example.com include:b.example.com -all"), spf(" ".join(terms[:4]) + " -all", "a.example.com"),
          spf(" ".join(terms[4:8]) + " -all", "b.example.com")] + hosts, "MATCHED_FAIL", lookups=10)
    case("limit-redirect-counts", s, "redirect causes a look-up, too.",
         [spf(" ".join(terms[:10]) + " redirect=b.example.com"), spf("+all", "b.example.com")] + hosts,
         "TOO_MANY_LOOKUPS", lookups=10)
    case("limit-redirect-as-tenth", s, "redirect may be the tenth.",
         [spf(" ".join(terms[:9]) + " redirect=b.example.com"), spf("+all", "b.example.com")] + hosts, "pass", lookups=10)
    case("limit-others-do-not-count", s, "ip4, ip6 and all do not cause look-ups.",
         spf(" ".join(f"ip4:198.51.100.{i} ip6:2001:db8::{i}" for i in range(1, 30)) + " -all"), "MATCHED_FAIL", lookups=0)
    case("limit-exp-does-not-count", s, "exp causes a look-up only later, which is not subject to the limit.",
         [spf(" ".join(terms[:10]) + " -all exp=e.example.com"), txt("e.example.com", "no")] + hosts, "MATCHED_FAIL",
         lookups=10, explanation="no")
    case("limit-each-kind", s, "include, a, mx, ptr, exists and redirect count.",
         [spf("include:b.example.com a mx ptr exists:h1.example.org redirect=c.example.com"), spf("-all", "b.example.com"),
          spf("-all", "c.example.com"), "example.com. A 198.51.100.1", "example.com. MX 1 h1.example.com.",
          "3.2.0.192.in-addr.arpa. PTR example.net."] + hosts, "MATCHED_FAIL", lookups=6)
    case("limit-same-term-again", s, "A term counts as often as it is evaluated.",
         [spf(" ".join(["a:h1.example.com"] * 11) + " +all")] + hosts, "TOO_MANY_LOOKUPS", lookups=10)
    case("limit-term-without-query", s, "Terms are counted, even where what they stand for is no name.",
         [spf("exists:%{l}.x.example.com " * 11 + "+all")], "TOO_MANY_LOOKUPS", mail_from="a..b@example.com", lookups=10)
    case("limit-macro-p", s, "The look-up for the macro p is included in the limit.",
         [spf(" ".join(terms[:8]) + " exists:%{p}.x.example.com -all"), "3.2.0.192.in-addr.arpa. PTR h.example.net.",
          "h.example.net. A 192.0.2.3", "h.example.net.x.example.com. A 127.0.0.2"] + hosts, "pass", lookups=10)
    case("limit-macro-p-eleventh", s, "The look-up for the macro p may be the eleventh.",
         [spf(" ".join(terms[:9]) + " exists:%{p}.x.example.com +all")] + hosts, "TOO_MANY_LOOKUPS", lookups=10)
    case("loop-include-itself", s, "A record that includes itself comes to the limit.", spf("include:example.com +all"),
         "TOO_MANY_LOOKUPS", lookups=10)
    case("loop-include-two", s, "Two records that include each other come to the limit.",
         [spf("include:b.example.com +all"), spf("include:example.com +all", "b.example.com")], "TOO_MANY_LOOKUPS", lookups=10)
    case("loop-redirect-itself", s, "A record that redirects to itself comes to the limit.", spf("redirect=example.com"),
         "TOO_MANY_LOOKUPS", lookups=10)
    case("loop-redirect-two", s, "Two records that redirect to each other come to the limit.",
         [spf("redirect=b.example.com"), spf("include:example.com redirect=example.com", "b.example.com")], "TOO_MANY_LOOKUPS",
         lookups=10)
    case("loop-not-reached", s, "A loop that is not reached does no harm.", spf("ip4:192.0.2.3 include:example.com"), "pass", lookups=0)
    case("loop-growing", s, "A record that includes ever longer names comes to the limit.",
         [spf("include:x.%{d} +all"), spf("include:x.%{d} +all", "*.example.com")], "TOO_MANY_LOOKUPS", lookups=10)
    case("include-breadth", s, "Includes of includes that multiply come to the limit.",
         [spf("include:b.example.com include:b.example.com +all"), spf("include:c.example.com " * 5 + "-all", "b.example.com"),
          spf("include:d.example.com " * 5 + "-all", "c.example.com"), spf("-all", "d.example.com")], "TOO_MANY_LOOKUPS", lookups=10)
    # void look-ups
    case("void-two", s, "Two void look-ups are allowed.", spf("a:n1.example.org a:n2.example.org +all"), "pass", lookups=2)
    case("void-three", s, "More than two void look-ups are a permerror.",
         spf("a:n1.example.org a:n2.example.org a:n3.example.org +all"), "TOO_MANY_VOID_LOOKUPS", lookups=3)
    case("void-no-data", s, "An answer without records is void as well as a Name Error.",
         [spf("a:n1.example.org mx:n2.example.org exists:n3.example.org +all"), txt("n1.example.org", "x"), txt("n2.example.org", "x"),
          txt("n3.example.org", "x")], "TOO_MANY_VOID_LOOKUPS", lookups=3)
    case("void-over-includes", [s, "RFC 7208 4.1"], "Void look-ups are counted over all evaluations.",
         [spf("a:n1.example.org include:b.example.com a:n3.example.org +all"), spf("a:n2.example.org -all", "b.example.com")],
         "TOO_MANY_VOID_LOOKUPS", lookups=4)
    case("void-third-not-reached", s, "A third void look-up after a match is none.",
         spf("a:n1.example.org a:n2.example.org ip4:192.0.2.3 a:n3.example.org"), "pass", lookups=2)
    case("void-mx-hosts", s, "What is limited is the number of terms: an mx with three dead hosts is one.",
         [spf("mx a:n1.example.org +all")] + [f"example.com. MX {i} n{i}.example.net." for i in (1, 2, 3)], "pass", lookups=2)
    case("void-other-family", s, "A host without addresses of the client's family is void.",
         [spf("a:h1.example.com a:h2.example.com a:h3.example.com +all")] + hosts, "TOO_MANY_VOID_LOOKUPS", ip="2001:db8::1", lookups=3)
    case("void-exists", [s, "RFC 7208 erratum 6595"], "exists is no exception; the erratum that regrets it is only reported.",
         spf("exists:n1.example.org exists:n2.example.org exists:n3.example.org -all"), "TOO_MANY_VOID_LOOKUPS", lookups=3)
    case("void-exp-does-not-count", s, "The look-up for an explanation comes later and does not count.",
         spf("a:n1.example.org a:n2.example.org -all exp=n3.example.org"), "MATCHED_FAIL", lookups=2)
    # mx and ptr
    mx = [f"example.com. MX {i} h{i}.example.com." for i in range(1, 12)]
    case("mx-ten-hosts", s, "Ten mail servers are asked for.", [spf("mx -all")] + mx[:10] + hosts, "pass", ip="198.51.100.10",
         lookups=1)
    case("mx-eleven-hosts", s, "More than ten mail servers are a permerror.", [spf("mx +all")] + mx + hosts, "TOO_MANY_MX_NAMES",
         lookups=1)
    case("mx-eleven-hosts-first-matches", s, "DNS has no order of records, so eleven are a permerror wherever the match is.",
         [spf("mx +all")] + mx + hosts, "TOO_MANY_MX_NAMES", ip="198.51.100.1", lookups=1)
    ptr = [f"3.2.0.192.in-addr.arpa. PTR p{i}.example.com." for i in range(1, 51)]
    case("ptr-fifty-names-tenth", s, "The first ten names are looked at.", [spf("ptr -all")] + ptr + ["p10.example.com. A 192.0.2.3"],
         "pass", lookups=1)
    case("ptr-fifty-names-eleventh", s, "All names other than the first ten are ignored.",
         [spf("ptr -all")] + ptr + ["p11.example.com. A 192.0.2.3"], "MATCHED_FAIL", lookups=1)


def targets():
    s = "RFC 7208 4.8"
    for name, local in {"empty-label": "a..b", "long-label": "a" * 64, "leading-dot": ".a"}.items():
        case("target-" + name, s, "What stands for no name matches nothing (decision), and is no void look-up.",
             spf("exists:%{l}.x.example.com " * 3 + "~all"), "MATCHED_SOFTFAIL", mail_from=local + "@example.com", lookups=3)
    case("target-include-malformed", [s, "RFC 7208 4.3", "RFC 7208 5.2"], "For an include a malformed name is a domain without record.",
         spf("include:%{l}.example.com +all"), "INCLUDE_WITHOUT_RECORD", mail_from="a..b@example.com", lookups=1)
    case("target-include-single-label", [s, "RFC 7208 4.3", "RFC 7208 5.2"], "For an include a name of one label is a domain without record.",
         [spf("include:%{d1} +all"), spf("+all", "com")], "INCLUDE_WITHOUT_RECORD", lookups=1)
    case("target-redirect-malformed", "RFC 7208 6.1", "A redirect to a malformed name is a permerror.",
         spf("redirect=%{l}.example.com"), "REDIRECT_WITHOUT_RECORD", mail_from="a..b@example.com", lookups=1)
    case("target-other-characters", ["RFC 2181 11", s], "Names in DNS may have other characters than those of hosts.",
         [spf("exists:%{l}._spf.example.com -all"), "bounce+joe=example.org._spf.example.com. A 127.0.0.2"], "pass",
         mail_from="bounce+joe=example.org@example.com", lookups=1)
    case("target-wildcard", "RFC 2181 11", "A wildcard covers such names, too.",
         [spf("exists:%{l}._spf.example.com -all"), "*._spf.example.com. A 127.0.0.2"], "pass", mail_from="a#b!c@example.com", lookups=1)
    # 7.3: 253 characters
    name = "x." + ".".join(["a" * 49] * 4) + "." + "b" * 36 + ".example.com"  # 2 + 199 + 1 + 36 + 12 = 250
    assert len(name) == 250, len(name)
    case("target-253", "RFC 7208 7.3", "A name of 253 characters is looked up as it is.",
         [spf("exists:%{l}." + name + " -all"), f"mm.{name}. A 127.0.0.2"], "pass", mail_from="mm@example.com", lookups=1)
    case("target-254", "RFC 7208 7.3", "One of 254 loses its first label.",
         [spf("exists:%{l}." + name + " -all"), f"{name}. A 127.0.0.2"], "pass", mail_from="mmm@example.com", lookups=1)
    case("target-cut-to-253", "RFC 7208 7.3", "What is left may have 253 characters exactly.",
         [spf("exists:%{l}." + name + " -all"), f"cc.{name}. A 127.0.0.2"], "pass", mail_from="x.cc@example.com", lookups=1)
    case("target-253-trailing-dot", "RFC 7208 7.3", "A trailing dot is no part of the length.",
         [spf("exists:%{l}." + name + ". -all"), f"mm.{name}. A 127.0.0.2"], "pass", mail_from="mm@example.com", lookups=1)
    case("target-far-over-253", "RFC 7208 7.3", "Labels are removed from the left until 253 characters are left.",
         [spf("exists:%{h}.%{l}." + name + " -all"), f"c.{name}. A 127.0.0.2"], "pass", mail_from="a.b.c@example.com", lookups=1)
    case("target-over-253-one-label", "RFC 7208 7.3", "A last label that is too long is not cut.",
         spf("exists:%{l} -all"), "MATCHED_FAIL", mail_from="a" * 300 + "@example.com", lookups=1)


def mechanisms():
    case("all-default", "RFC 7208 4.7", "Without match and redirect the result is neutral.", spf("ip4:192.0.2.9"), "NO_MATCH")
    for sign, result in {"+": "pass", "-": "MATCHED_FAIL", "~": "MATCHED_SOFTFAIL", "?": "MATCHED_NEUTRAL"}.items():
        case("qualifier-" + {"+": "plus", "-": "minus", "~": "tilde", "?": "question"}[sign], "RFC 7208 4.6.2",
             "The qualifier says what a match means.", spf(f"{sign}ip4:192.0.2.3 ip4:192.0.2.3"), result)
    case("all-terms-after", "RFC 7208 5.1", "Mechanisms after all are ignored.", spf("-all ip4:192.0.2.3 a:n.example.org"),
         "MATCHED_FAIL", lookups=0)
    case("all-redirect-ignored", ["RFC 7208 5.1", "RFC 7208 6.1"], "redirect is ignored beside all, wherever it stands.",
         [spf("redirect=b.example.com -all"), spf("+all", "b.example.com")], "MATCHED_FAIL", lookups=0)
    table = {"pass": ("+all", "pass"), "fail": ("-all", "MATCHED_SOFTFAIL"), "softfail": ("~all", "MATCHED_SOFTFAIL"),
             "neutral": ("?all", "MATCHED_SOFTFAIL"), "default": ("", "MATCHED_SOFTFAIL"), "permerror": ("bogus", "UNKNOWN_MECHANISM")}
    for name, (record, result) in table.items():
        case("include-" + name, "RFC 7208 5.2", "The result of an include, by the table.",
             [spf("include:b.example.com ~all"), spf(record, "b.example.com")], result, lookups=1)
    case("include-none", "RFC 7208 5.2", "An include of a domain without record is a permerror.",
         [spf("include:b.example.com ~all"), txt("b.example.com", "x")], "INCLUDE_WITHOUT_RECORD", lookups=1)
    case("include-no-such-domain", "RFC 7208 5.2", "An include of a domain that does not exist is a permerror.",
         spf("include:b.example.com ~all"), "INCLUDE_WITHOUT_RECORD", lookups=1)
    case("include-temperror", "RFC 7208 5.2", "A temperror within an include is one of the whole.",
         [spf("include:b.example.com ~all"), "b.example.com. UNAVAILABLE"], "DNS_UNAVAILABLE", lookups=1)
    case("include-temperror-within", "RFC 7208 5.2", "A temperror deep within an include is one of the whole.",
         [spf("include:b.example.com ~all"), spf("include:c.example.com -all", "b.example.com"), spf("a:d.example.com -all", "c.example.com"),
          "d.example.com. UNAVAILABLE"], "DNS_UNAVAILABLE", lookups=3)
    case("include-several", "RFC 7208 5.2", "A permerror within an include is one of the whole.",
         [spf("include:b.example.com ~all"), spf("-all", "b.example.com"), spf("+all", "b.example.com")], "SEVERAL_RECORDS", lookups=1)
    case("include-minus", "RFC 7208 5.2", "-include produces fail when the included record passes.",
         [spf("-include:b.example.com +all"), spf("ip4:192.0.2.3", "b.example.com")], "MATCHED_FAIL", lookups=1)
    case("include-domain-restored", "RFC 7208 5.2", "After an include the domain is the previous one.",
         [spf("include:b.example.com a -all"), spf("a -all", "b.example.com"), "example.com. A 192.0.2.3", "b.example.com. A 192.0.2.9"],
         "pass", lookups=3)
    case("include-redirect-within", ["RFC 7208 5.2", "RFC 7208 6.1"], "A redirect within an included record is followed.",
         [spf("include:b.example.com -all"), spf("redirect=c.example.com", "b.example.com"), spf("+all", "c.example.com")], "pass", lookups=2)
    case("include-union", "RFC 7208 5.2", "The example: the record of either domain may pass.",
         [txt("example.net", "v=spf1 include:example.com include:example.org -all"), spf("-all"), spf("ip4:192.0.2.3 -all", "example.org")],
         "pass", mail_from="joe@example.net", domain="example.net", lookups=2)
    # a
    both = ["example.com. A 192.0.2.77", "example.com. AAAA 2001:db8::77"]
    for name, (term, ip, result) in {
        "a-equal": ("a", "192.0.2.77", "pass"), "a-not-equal": ("a", "192.0.2.78", "MATCHED_FAIL"),
        "a-prefix": ("a/24", "192.0.2.3", "pass"), "a-prefix-31": ("a/31", "192.0.2.76", "pass"),
        "a-prefix-beyond": ("a/31", "192.0.2.78", "MATCHED_FAIL"), "a-prefix-0": ("a/0", "203.0.113.9", "pass"),
        "a-ipv6": ("a", "2001:db8::77", "pass"), "a-ipv6-not-equal": ("a/8", "2001:db8::78", "MATCHED_FAIL"),
        "a-ipv6-prefix": ("a//112", "2001:db8::9999", "pass"), "a-dual-ipv4": ("a/32//0", "192.0.2.78", "MATCHED_FAIL"),
        "a-dual-ipv6": ("a/0//127", "2001:db8::76", "pass"), "a-ipv6-prefix-ipv4-client": ("a//0", "192.0.2.78", "MATCHED_FAIL"),
        "a-mapped": ("a", "::ffff:192.0.2.77", "pass"), "a-named": ("a:example.com", "192.0.2.77", "pass"),
    }.items():
        case(name, ["RFC 7208 5.3", "RFC 7208 5.6"], "The addresses of the client's family are compared, as many bits as are given.",
             [spf(term + " -all")] + both, result, ip=ip, lookups=1)
    case("a-alias", "RFC 7208 5.3", "Aliases are followed.",
         [spf("a:www.example.com -all"), "www.example.com. CNAME h.example.org.", "h.example.org. A 192.0.2.3"], "pass", lookups=1)
    case("a-alias-loop", "RFC 7208 5", "Aliases that loop are an error of DNS.",
         [spf("a:x.example.com +all"), "x.example.com. CNAME y.example.com.", "y.example.com. CNAME x.example.com."], "DNS_UNAVAILABLE",
         lookups=1)
    case("a-unavailable", "RFC 7208 5", "An error of DNS is a temperror.", [spf("a:x.example.com +all"), "x.example.com. UNAVAILABLE"],
         "DNS_UNAVAILABLE", lookups=1)
    case("a-unavailable-not-reached", "RFC 7208 4.6.2", "After a match nothing is looked up.",
         [spf("ip4:192.0.2.3 a:x.example.com"), "x.example.com. UNAVAILABLE"], "pass", lookups=0)
    # mx
    m = "RFC 7208 5.4"
    case("mx-second-host", m, "Any address of any mail server matches.",
         [spf("mx -all"), "example.com. MX 10 a.example.com.", "example.com. MX 20 b.example.com.", "a.example.com. A 192.0.2.9",
          "b.example.com. A 192.0.2.8", "b.example.com. A 192.0.2.3"], "pass", lookups=1)
    case("mx-prefix", m, "The prefix applies to every address.",
         [spf("mx:example.org/24//64 -all"), "example.org. MX 10 a.example.org.", "a.example.org. A 192.0.2.9"], "pass", lookups=1)
    case("mx-ipv6", m, "With an IPv6 client AAAA records are fetched.",
         [spf("mx -all"), "example.com. MX 10 a.example.com.", "a.example.com. AAAA 2001:db8::3"], "pass", ip="2001:db8::3", lookups=1)
    case("mx-not-implicit", m, "Without MX record the address of the domain does not count.",
         [spf("mx -all"), "example.com. A 192.0.2.3"], "MATCHED_FAIL", lookups=1)
    case("mx-null", [m, "RFC 7505 3"], "A null MX names no host.", [spf("mx -all"), "example.com. MX 0 ."], "MATCHED_FAIL", lookups=1)
    each = "RFC 2181 11"
    case("mx-strange-name", [m, each], "There is an address look-up on each MX name returned, also on one that no host can have.",
         [spf("mx -all"), "example.com. MX 0 a\\032b.example.com.", "a\\032b.example.com. A 192.0.2.3"], "pass", lookups=1)
    case("mx-strange-name-signs", [m, each], "Signs that the text form of names escapes are octets like others.",
         [spf("mx -all"), "example.com. MX 0 a\\@b\\(+\\\\c.example.com.", "a\\@b\\(+\\\\c.example.com. A 192.0.2.3"], "pass", lookups=1)
    case("mx-strange-name-utf-8", [m, each], "A name in UTF-8 is looked up as the octets that it is.",
         [spf("mx -all"), "example.com. MX 0 b\\195\\188cher.example.com.", "b\\195\\188cher.example.com. A 192.0.2.3"], "pass", lookups=1)
    case("mx-strange-name-case", [m, each, "RFC 4343 3"], "Only letters of ASCII have no case in DNS.",
         [spf("mx -all"), "example.com. MX 0 B\\195\\156CHER.example.com.", "b\\195\\188cher.example.com. A 192.0.2.3"], "MATCHED_FAIL", lookups=1)
    case("mx-strange-name-without-address", [m, each], "Nor does the look-up of such a name end the evaluation.",
         [spf("mx -all"), "example.com. MX 0 a\\032b.example.com.", "example.com. MX 5 c.example.com.", "c.example.com. A 192.0.2.3"],
         "pass", lookups=1)
    case("void-mx-strange-names", [m, each, "RFC 7208 4.6.4"], "It is a void look-up if there is no address.",
         [spf("mx mx:b.example.com mx:c.example.com +all")] + [f"{d}example.com. MX 0 a\\032b.example.com." for d in ("", "b.", "c.")],
         "TOO_MANY_VOID_LOOKUPS", lookups=3)
    case("mx-unavailable", "RFC 7208 5", "An error of DNS is a temperror.",
         [spf("mx:x.example.com +all"), "x.example.com. UNAVAILABLE"], "DNS_UNAVAILABLE", lookups=1)
    case("mx-host-unavailable", "RFC 7208 5", "An error of DNS at a mail server is a temperror.",
         [spf("mx +all"), "example.com. MX 10 a.example.com.", "a.example.com. UNAVAILABLE"], "DNS_UNAVAILABLE", lookups=1)
    # ptr
    p = "RFC 7208 5.5"
    rev = "3.2.0.192.in-addr.arpa."
    case("ptr-same", p, "The validated name is the domain.", [spf("ptr -all"), rev + " PTR example.com.", "example.com. A 192.0.2.3"],
         "pass", lookups=1)
    case("ptr-below", p, "The validated name is below the domain.",
         [spf("ptr -all"), rev + " PTR mail.example.com.", "mail.example.com. A 192.0.2.3"], "pass", lookups=1)
    case("ptr-bad-example", p, "mail.bad-example.com is not within example.com.",
         [spf("ptr -all"), rev + " PTR mail.bad-example.com.", "mail.bad-example.com. A 192.0.2.3"], "MATCHED_FAIL", lookups=1)
    case("ptr-above", [p, "RFC 7208 erratum 4751"], "A domain below the validated name does not match; the bullet that says so is in error.",
         [spf("ptr:mail.example.com -all"), rev + " PTR example.com.", "example.com. A 192.0.2.3"], "MATCHED_FAIL", lookups=1)
    case("ptr-not-confirmed", p, "A name without the client's address is not validated.",
         [spf("ptr -all"), rev + " PTR mail.example.com.", "mail.example.com. A 192.0.2.9"], "MATCHED_FAIL", lookups=1)
    case("ptr-unavailable", p, "An error of DNS at the PTR look-up does not match.", [spf("ptr ~all"), rev + " UNAVAILABLE"],
         "MATCHED_SOFTFAIL", lookups=1)
    case("ptr-host-unavailable", p, "A name for which DNS has an error is skipped.",
         [spf("ptr -all"), rev + " PTR a.example.com.", rev + " PTR b.example.com.", "a.example.com. UNAVAILABLE",
          "b.example.com. A 192.0.2.3"], "pass", lookups=1)
    case("ptr-ipv6", p, "The name of an IPv6 address is in ip6.arpa.",
         [spf("ptr -all"), "1.0.b.c." + "0." * 20 + "8.b.d.0.1.0.0.2.ip6.arpa. PTR mx.example.com.", "mx.example.com. AAAA 2001:db8::cb01"],
         "pass", ip="2001:db8::cb01", lookups=1)
    case("ptr-mapped", [p, "RFC 7208 5"], "An IPv4-mapped address is an IPv4 address.",
         [spf("ptr -all"), rev + " PTR mail.example.com.", "mail.example.com. A 192.0.2.3"], "pass", ip="::ffff:c000:203", lookups=1)
    case("ptr-strange-name", ["RFC 7208 5.5", each], "A name of the client may have any octets, too.",
         [spf("ptr -all"), "3.2.0.192.in-addr.arpa. PTR a\\032b.example.com.", "a\\032b.example.com. A 192.0.2.3"], "pass", lookups=1)
    case("ptr-strange-name-without-address", [p, "RFC 2181 11"], "Such a name without an address is skipped.",
         [spf("ptr -all"), rev + " PTR a\\032b.example.com.", rev + " PTR .", rev + " PTR b.example.com.", "b.example.com. A 192.0.2.3"],
         "pass", lookups=1)
    # ip4 and ip6
    for name, (term, ip, result) in {
        "ip4-equal": ("ip4:192.0.2.3", "192.0.2.3", "pass"), "ip4-24": ("ip4:192.0.2.0/24", "192.0.2.255", "pass"),
        "ip4-beyond": ("ip4:192.0.2.0/24", "192.0.3.0", "MATCHED_FAIL"), "ip4-25": ("ip4:192.0.2.0/25", "192.0.2.128", "MATCHED_FAIL"),
        "ip4-mapped": ("ip4:192.0.2.3", "::ffff:192.0.2.3", "pass"), "ip4-ipv6-client": ("ip4:0.0.0.0/0", "2001:db8::1", "MATCHED_FAIL"),
        "ip6-equal": ("ip6:2001:db8::cd30", "2001:db8::cd30", "pass"), "ip6-32": ("ip6:2001:db8::/32", "2001:db8:ffff::1", "pass"),
        "ip6-33": ("ip6:2001:db8::/33", "2001:db8:8000::1", "MATCHED_FAIL"), "ip6-0": ("ip6:::/0", "2001:db8::1", "pass"),
        "ip6-ipv4-client": ("ip6:::/0", "192.0.2.3", "MATCHED_FAIL"), "ip6-mapped-network": ("ip6:::ffff:192.0.2.3", "192.0.2.3", "MATCHED_FAIL"),
        "ip6-full": ("ip6:2001:DB8:0:0:0:0:0:1", "2001:db8::1", "pass"), "ip6-gap-at-end": ("ip6:2001:db8::", "2001:db8::", "pass"),
        "ip6-gap-of-one": ("ip6:1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0", "pass"), "ip6-quad": ("ip6:2001:db8::192.0.2.3", "2001:db8::c000:203", "pass"),
    }.items():
        case(name, "RFC 7208 5.6", "The client is compared with the network.", spf(term + " -all"), result, ip=ip, lookups=0)
    # exists
    e = "RFC 7208 5.7"
    case("exists-example", e, "The example: the client's address and the user make the name.",
         [spf("exists:%{ir}.%{l1r+-}._spf.%{d} -all"), "1.2.0.192.someuser._spf.example.com. A 127.0.0.2"], "pass", ip="192.0.2.1",
         mail_from="someuser@example.com", lookups=1)
    case("exists-ipv6-client", e, "It is an A look-up even when the client has an IPv6 address.",
         [spf("exists:x.example.org -all"), "x.example.org. A 127.0.0.2"], "pass", ip="2001:db8::1", lookups=1)
    case("exists-aaaa-only", e, "An AAAA record does not count.", [spf("exists:x.example.org -all"), "x.example.org. AAAA 2001:db8::1"],
         "MATCHED_FAIL", ip="2001:db8::1", lookups=1)
    case("exists-unavailable", "RFC 7208 5", "An error of DNS is a temperror.", [spf("exists:x.example.org +all"), "x.example.org. UNAVAILABLE"],
         "DNS_UNAVAILABLE", lookups=1)
    case("exists-several-macros", "RFC 7208 C", "A tracking exists names the whole session.",
         [spf("exists:_h.%{h}._l.%{l}._o.%{o}._i.%{i}._spf.%{d} ?all"),
          "_h.mail.example.net._l.joe._o.example.com._i.192.0.2.3._spf.example.com. A 127.0.0.2"], "pass", lookups=1)


def modifiers():
    r = "RFC 7208 6.1"
    case("redirect-pass", r, "The result of the other record is the result.",
         [spf("ip4:192.0.2.9 redirect=_spf.example.com"), spf("ip4:192.0.2.3 -all", "_spf.example.com")], "pass", lookups=1)
    case("redirect-first", "RFC 7208 6", "Modifiers may stand anywhere.",
         [spf("redirect=_spf.example.com ip4:192.0.2.9"), spf("-all", "_spf.example.com")], "MATCHED_FAIL", lookups=1)
    case("redirect-match-before", r, "If a mechanism matches, redirect does not.",
         [spf("ip4:192.0.2.3 redirect=_spf.example.com"), spf("-all", "_spf.example.com")], "pass", lookups=0)
    case("redirect-none", r, "A redirect to a domain without record is a permerror.",
         [spf("redirect=_spf.example.com"), txt("_spf.example.com", "x")], "REDIRECT_WITHOUT_RECORD", lookups=1)
    case("redirect-no-such-domain", r, "A redirect to a domain that does not exist is a permerror.",
         spf("redirect=_spf.example.com"), "REDIRECT_WITHOUT_RECORD", lookups=1)
    case("redirect-temperror", r, "A temperror of the other record is the result.",
         [spf("redirect=_spf.example.com"), "_spf.example.com. UNAVAILABLE"], "DNS_UNAVAILABLE", lookups=1)
    case("redirect-permerror", r, "A permerror of the other record is the result.",
         [spf("redirect=_spf.example.com"), spf("ip4:x", "_spf.example.com")], "RECORD_SYNTAX", lookups=1)
    case("redirect-neutral", r, "If nothing matches in the other record, the result is neutral.",
         [spf("redirect=_spf.example.com"), spf("ip4:192.0.2.9", "_spf.example.com")], "NO_MATCH", lookups=1)
    case("redirect-twice", r, "The other record may redirect as well.",
         [spf("redirect=b.example.com"), spf("redirect=c.example.com", "b.example.com"), spf("+all", "c.example.com")], "pass", lookups=2)
    case("redirect-changes-domain", [r, "RFC 7208 7.3"], "<domain> is that of the other record, <sender> stays the same.",
         [spf("redirect=_spf.example.org"), spf("exists:%{d}.%{o}.x.example.net -all", "_spf.example.org"),
          "_spf.example.org.example.com.x.example.net. A 127.0.0.2"], "pass", lookups=2)
    case("redirect-macro", r, "The target is expanded.", [spf("redirect=_spf.%{d}"), spf("+all", "_spf.example.com")], "pass", lookups=1)
    # exp
    e = "RFC 7208 6.2"
    record = "mx -all exp=explain._spf.%{d}"
    zone = [spf(record), "example.com. MX 10 mail.example.com.", "mail.example.com. A 192.0.2.9"]

    def exp(name, about, text, want, **more):
        case(name, [e] if "rfc" not in more else [e, more.pop("rfc")], about, zone + [txt("explain._spf.example.com", text)], "MATCHED_FAIL",
             explanation=want, lookups=1, **more)

    exp("exp-constant", "The first example.", "Mail from example.com should only be sent by its own servers.",
        "Mail from example.com should only be sent by its own servers.")
    exp("exp-address", "The second example.", "%{i} is not one of %{d}'s designated mail servers.",
        "192.0.2.3 is not one of example.com's designated mail servers.")
    exp("exp-url", "The third example: upper-case macros are URL escaped.", "See http://%{d}/why.html?s=%{S}&i=%{I}",
        "See http://example.com/why.html?s=a%2Bb%3D%22c%2Fd%22%40example.com&i=192.0.2.3", mail_from='a+b="c/d"@example.com')
    exp("exp-crt", "c, r and t are allowed in the text.", "%{c} %{r} %{t}", "192.0.2.3 receiver.example.net 1763899200",
        rfc="RFC 7208 7.2", now="2025-11-23T12:00:00Z")
    exp("exp-c-ipv6", "c of an IPv6 address has colons, in any form of RFC 4291.", "%{c}", "2001:db8:0:0:0:0:0:cb01",
        rfc="RFC 7208 7.3", ip="2001:db8::cb01")
    exp("exp-literals", "%%, %_ and %- stand for a percent, a space and a URL-encoded space.", "100%%%_%-", "100% %20", rfc="RFC 7208 7.1")
    exp("exp-helo", "h is what was said in HELO.", "%{h} %{H}", "[192.0.2.3] %5B192.0.2.3%5D", helo="[192.0.2.3]", rfc="RFC 7208 7.3")
    exp("exp-control-characters", "Control characters of the session do not get into the text.", "<%{h}>", "<ab>", helo="a\r\nb",
        rfc="RFC 5321 4.2")
    exp("exp-unreserved", "What is unreserved is not escaped.", "%{L}", "a-b.c_d~e", mail_from="a-b.c_d~e@example.com", rfc="RFC 3986 2.3")
    exp("exp-non-ascii-sender", "The text is limited to ASCII.", "%{l}|%{L}", "j?e|j%C3%B6e", mail_from="j\u00f6e@example.com", rfc="RFC 8616 4")
    exp("exp-long", "The text may be limited in length: to 500 characters.", "x" * 700, "x" * 500)
    exp("exp-strings", "The strings are concatenated with no spaces.", "y" * 300, "y" * 300)
    case("exp-p", [e, "RFC 7208 7.3"], "p is the validated name.",
         zone + [txt("explain._spf.example.com", "%{p}"), "3.2.0.192.in-addr.arpa. PTR mx.example.org.", "mx.example.org. A 192.0.2.3"],
         "MATCHED_FAIL", explanation="mx.example.org", lookups=1)
    for name, more in {
        "missing": [], "no-data": ["explain._spf.example.com. A 192.0.2.1"], "unavailable": ["explain._spf.example.com. UNAVAILABLE"],
        "two": [txt("explain._spf.example.com", "a"), txt("explain._spf.example.com", "b")],
        "syntax": [txt("explain._spf.example.com", "100% wrong")], "unknown-macro": [txt("explain._spf.example.com", "%{z}")],
        "non-ascii": [txt("explain._spf.example.com", "caf\u00e9")], "tab": [txt("explain._spf.example.com", "a\tb")],
        "empty": [txt("explain._spf.example.com", "")],
    }.items():
        case("exp-" + name, e, "Proceed as if no exp modifier was given.", zone + more, "MATCHED_FAIL", explanation="", lookups=1)
    case("exp-only-for-fail", e, "Only a fail has an explanation.",
         [spf("~all exp=e.example.com"), txt("e.example.com", "no")], "MATCHED_SOFTFAIL", explanation="")
    case("exp-not-of-include", e, "The exp of an included record must not be used.",
         [spf("-include:b.example.com +all"), spf("+all exp=e.example.com", "b.example.com"), txt("e.example.com", "no")], "MATCHED_FAIL",
         explanation="", lookups=1)
    case("exp-of-includer", e, "The exp of the including record is used.",
         [spf("-include:b.example.com +all exp=e.%{d}"), spf("+all exp=e.example.org", "b.example.com"), txt("e.example.com", "mine"),
          txt("e.example.org", "theirs")], "MATCHED_FAIL", explanation="mine", lookups=1)
    case("exp-of-redirect", e, "The exp of the redirected record is used.",
         [spf("redirect=b.example.com exp=e.example.org"), spf("-all exp=e.%{d}", "b.example.com"), txt("e.b.example.com", "theirs: %{d}"),
          txt("e.example.org", "mine")], "MATCHED_FAIL", explanation="theirs: b.example.com", lookups=1)
    case("exp-not-of-redirecting", e, "The exp of the redirecting record must not be used.",
         [spf("redirect=b.example.com exp=e.example.org"), spf("-all", "b.example.com"), txt("e.example.org", "mine")], "MATCHED_FAIL",
         explanation="", lookups=1)


def macros():
    s = "RFC 7208 7.4"
    sender = dict(mail_from="strong-bad@email.example.com", domain="email.example.com")
    mx = ["3.2.0.192.in-addr.arpa. PTR mx.example.org.", "mx.example.org. A 192.0.2.3"]
    table = """%{s} strong-bad@email.example.com
%{o} email.example.com
%{d} email.example.com
%{d4} email.example.com
%{d3} email.example.com
%{d2} example.com
%{d1} com
%{dr} com.example.email
%{d2r} example.email
%{l} strong-bad
%{l-} strong.bad
%{lr} strong-bad
%{lr-} bad.strong
%{l1r-} strong"""
    for n, line in enumerate(table.split("\n")):
        macro, want = line.split(" ")
        case(f"macro-{n + 1:02d}-exists", s, f"{macro} expands to {want}.",
             [spf(f"exists:{macro}.x.example.org -all", "email.example.com"), f"{want}.x.example.org. A 127.0.0.2"], "pass", lookups=1, **sender)
        case(f"macro-{n + 1:02d}-exp", s, f"{macro} expands to {want}.",
             [spf("-all exp=e.example.org", "email.example.com"), txt("e.example.org", macro)], "MATCHED_FAIL", explanation=want, **sender)
    strings = """%{ir}.%{v}._spf.%{d2} 3.2.0.192.in-addr._spf.example.com
%{lr-}.lp._spf.%{d2} bad.strong.lp._spf.example.com
%{lr-}.lp.%{ir}.%{v}._spf.%{d2} bad.strong.lp.3.2.0.192.in-addr._spf.example.com
%{ir}.%{v}.%{l1r-}.lp._spf.%{d2} 3.2.0.192.in-addr.strong.lp._spf.example.com
%{d2}.trusted-domains.example.net example.com.trusted-domains.example.net"""
    for n, line in enumerate(strings.split("\n")):
        macro, want = line.split(" ")
        case(f"macro-string-{n + 1}", s, f"{macro} expands to {want}.",
             [spf(f"exists:{macro} -all", "email.example.com"), f"{want}. A 127.0.0.2"], "pass", lookups=1, **sender)
    want = "1.0.b.c." + "0." * 20 + "8.b.d.0.1.0.0.2.ip6._spf.example.com"
    case("macro-string-ipv6", s, "The nibbles of an IPv6 address, reversed.",
         [spf("exists:%{ir}.%{v}._spf.%{d2} -all", "email.example.com"), f"{want}. A 127.0.0.2"], "pass", ip="2001:db8::cb01", lookups=1, **sender)
    case("macro-p", s, "The PTR domain name of the client is mx.example.org.",
         [spf("exists:%{p}.x.example.org -all", "email.example.com"), "mx.example.org.x.example.org. A 127.0.0.2"] + mx, "pass", lookups=2, **sender)
    t = "RFC 7208 7.3"
    rev = "3.2.0.192.in-addr.arpa."

    def p(name, about, ptr, want):
        case("macro-p-" + name, t, about, [spf("-all exp=e.example.org"), txt("e.example.org", "%{p}")] + ptr, "MATCHED_FAIL", explanation=want,
             lookups=0)

    names = [rev + " PTR x.example.net.", rev + " PTR a.example.com.", rev + " PTR example.com."]
    hosts = ["x.example.net. A 192.0.2.3", "a.example.com. A 192.0.2.3", "example.com. A 192.0.2.3"]
    p("domain", "The domain itself is preferred.", names + hosts, "example.com")
    p("below", "Otherwise a name below it is.", names + hosts[:2], "a.example.com")
    p("other", "Otherwise any validated name.", names + hosts[:1], "x.example.net")
    p("unknown", "Without validated name it is unknown.", names, "unknown")
    p("no-ptr", "Without PTR record it is unknown.", [], "unknown")
    p("unavailable", "After an error of DNS it is unknown.", [rev + " UNAVAILABLE"], "unknown")
    for name, (macro, local, want) in {
        "delimiters-several": ("%{l-+}", "a-b+c", "a.b.c"), "delimiters-adjacent": ("%{l-}", "a--b", "a..b"),
        "delimiter-not-dot": ("%{l-}", "a.b-c", "a.b.c"), "delimiter-not-dot-2": ("%{l1-}", "x-a.b", "a.b"),
        "delimiters-all": ("%{lr.-+,/_=}", "a.b-c+d,e/f_g=h", "h.g.f.e.d.c.b.a"), "digits-many": ("%{l127}", "a.b", "a.b"),
        "digits-huge": ("%{l99999999999999999999}", "a.b", "a.b"), "digits-leading-zero": ("%{l01}", "a.b", "b"),
        "trailing-delimiter": ("%{l1-}", "a-", ""), "reverse-upper-case": ("%{LR}", "a.b", "b.a"),
        "upper-case-transformed": ("%{L1R-}", "a+b-c", "a%2Bb"),
    }.items():
        case("macro-" + name, t, f"{macro} of {local} expands to {want}.".replace(" to .", " to nothing."),
             [spf("-all exp=e.example.org"), txt("e.example.org", "<" + macro + ">")], "MATCHED_FAIL", explanation="<" + want + ">",
             mail_from=local + "@example.com")
    case("macro-upper-case-in-name", t, "URL escaping is part of the name.",
         [spf("exists:%{L}.x.example.org -all"), "a%2bb.x.example.org. A 127.0.0.2"], "pass", mail_from="a+b@example.com", lookups=1)
    case("macro-many", t, "A term of very many macros is expanded as far as it can matter.",
         [spf("exists:" + "%{l}" * 9000 + ".x.example.org -all")], "MATCHED_FAIL", mail_from="a" * 60 + "@example.com", lookups=1)
    eai = "RFC 8616 4"
    case("eai-domain", eai, "U-labels of the domain are converted to A-labels.",
         [spf("exists:%{o}.%{d}.x.example.org -all", "xn--bcher-kva.example"), "xn--bcher-kva.example.xn--bcher-kva.example.x.example.org. A 127.0.0.2"],
         "pass", mail_from="joe@b\u00fccher.example", domain="xn--bcher-kva.example", lookups=1)
    for name, term in {"l": "exists:%{l}.x.example.org", "s": "exists:%{s}.x.example.org", "upper-case": "exists:%{L}.x.example.org",
                       "include": "include:%{l}.x.example.org", "a": "a:%{l1r-}.x.example.org"}.items():
        case("eai-local-part-" + name, eai, "Terms with the local part do not match anything if it is not ASCII.",
             [spf(term + " ~all"), "*.x.example.org. A 192.0.2.3"], "MATCHED_SOFTFAIL", mail_from="j\u00f6e@example.com", lookups=1)
    case("eai-local-part-redirect", eai, "A redirect with such a local part leads nowhere: nothing matches.",
         spf("redirect=%{l}.example.org"), "NO_MATCH", mail_from="j\u00f6e@example.com", lookups=0)
    case("eai-local-part-unused", eai, "Terms without the local part match as ever.", spf("ip4:192.0.2.3 -all"), "pass",
         mail_from="j\u00f6e@example.com")
    case("eai-u-label-in-record", [eai, "RFC 7208 4.3"], "In a record internationalized names must be A-labels.",
         txt("example.com", "v=spf1 +all a:b\u00c3\u00bccher.example"), "RECORD_SYNTAX")


def appendix():
    base = """example.com. MX 10 mail-a.example.com.
example.com. MX 20 mail-b.example.com.
example.com. A 192.0.2.10
example.com. A 192.0.2.11
amy.example.com. A 192.0.2.65
bob.example.com. A 192.0.2.66
mail-a.example.com. A 192.0.2.129
mail-b.example.com. A 192.0.2.130
www.example.com. CNAME example.com.
example.org. MX 10 mail-c.example.org.
mail-c.example.org. A 192.0.2.140
10.2.0.192.in-addr.arpa. PTR example.com.
11.2.0.192.in-addr.arpa. PTR example.com.
65.2.0.192.in-addr.arpa. PTR amy.example.com.
66.2.0.192.in-addr.arpa. PTR bob.example.com.
129.2.0.192.in-addr.arpa. PTR mail-a.example.com.
130.2.0.192.in-addr.arpa. PTR mail-b.example.com.
140.2.0.192.in-addr.arpa. PTR mail-c.example.org.
4.0.0.10.in-addr.arpa. PTR bob.example.com.""".split("\n")
    simple = [
        ("all", "+all", {"203.0.113.7": "pass", "2001:db8::1": "pass"}),
        ("a", "a -all", {"192.0.2.10": "pass", "192.0.2.11": "pass", "192.0.2.65": "fail"}),
        ("a-org", "a:example.org -all", {"192.0.2.10": "fail", "192.0.2.140": "fail"}),
        ("mx", "mx -all", {"192.0.2.129": "pass", "192.0.2.130": "pass", "192.0.2.10": "fail"}),
        ("mx-org", "mx:example.org -all", {"192.0.2.140": "pass", "192.0.2.129": "fail"}),
        ("mx-both", "mx mx:example.org -all", {"192.0.2.129": "pass", "192.0.2.130": "pass", "192.0.2.140": "pass", "192.0.2.66": "fail"}),
        ("mx-30", "mx/30 mx:example.org/30 -all",
         {"192.0.2.128": "pass", "192.0.2.131": "pass", "192.0.2.140": "pass", "192.0.2.143": "pass", "192.0.2.132": "fail",
          "192.0.2.139": "fail"}),
        ("ptr", "ptr -all", {"192.0.2.65": "pass", "192.0.2.140": "fail", "10.0.0.4": "fail"}),
        ("ip4", "ip4:192.0.2.128/28 -all", {"192.0.2.65": "fail", "192.0.2.129": "pass"}),
    ]
    for name, record, clients in simple:
        for ip, word in clients.items():
            case(f"a1-{name}-{ip.replace(':', '.')}", "RFC 7208 A.1", f"{record}: {ip} has the result {word}.", base + [spf(record)],
                 "pass" if word == "pass" else "MATCHED_FAIL", ip=ip)
    two = base + [spf("mx -all"), spf("ip4:192.0.2.200 -all", "example.net"), spf("include:example.com include:example.net -all", "example.org")]
    two += [spf("redirect=example.org", f"{name}.example.org") for name in ("la", "ny", "sf")]
    for name, ip, word, lookups in (("org", "192.0.2.129", "pass", 2), ("org-net", "192.0.2.200", "pass", 3), ("org-other", "192.0.2.10", "fail", 3),
                                    ("la", "192.0.2.130", "pass", 3), ("ny", "192.0.2.200", "pass", 4), ("sf", "192.0.2.10", "fail", 4)):
        domain = "example.org" if name.startswith("org") else f"{name}.example.org"
        case("a2-" + name, "RFC 7208 A.2", "The servers of example.org are those of example.com and example.net.", two,
             "pass" if word == "pass" else "MATCHED_FAIL", ip=ip, mail_from=f"joe@{domain}", domain=domain, lookups=lookups)
    three = base + [
        "mary.mobile-users._spf.example.com. A 127.0.0.2", "fred.mobile-users._spf.example.com. A 127.0.0.2",
        "15.15.168.192.joel.remote-users._spf.example.com. A 127.0.0.2", "16.15.168.192.joel.remote-users._spf.example.com. A 127.0.0.2",
        spf("mx include:mobile-users._spf.%{d} include:remote-users._spf.%{d} -all"),
        spf("exists:%{l1r+}.%{d}", "mobile-users._spf.example.com"), spf("exists:%{ir}.%{l1r+}.%{d}", "remote-users._spf.example.com")]
    for name, user, ip, word, lookups in (
            ("mary", "mary", "203.0.113.5", "pass", 3), ("fred-tag", "fred+news", "203.0.113.5", "pass", 3),
            ("joel", "joel", "192.168.15.15", "pass", 5), ("joel-tag", "joel+x", "192.168.15.16", "pass", 5),
            ("joel-elsewhere", "joel", "203.0.113.5", "fail", 5), ("eve", "eve", "203.0.113.5", "fail", 5),
            ("mx", "eve", "192.0.2.129", "pass", 1)):
        case("a3-" + name, "RFC 7208 A.3", "Users who mail from anywhere, or from their own servers.", three,
             "pass" if word == "pass" else "MATCHED_FAIL", ip=ip, mail_from=f"{user}@example.com", lookups=lookups)
    four = [spf("-include:ip4._spf.%{d} -include:ptr._spf.%{d} +all"), spf("-ip4:192.0.2.0/24 +all", "ip4._spf.example.com")]
    fixed = base + four + [spf("-ptr:example.com +all", "ptr._spf.example.com")]
    rfc = ["RFC 7208 A.4", "RFC 7208 erratum 4001", "RFC 7208 erratum 6216"]
    for ip, word, lookups, why in (("192.0.2.10", "pass", 3, "it is in the range and its name is in the domain"),
                                   ("192.0.2.65", "pass", 3, "it is in the range and its name is in the domain"),
                                   ("192.0.2.140", "fail", 3, "its name is not in the domain"), ("10.0.0.4", "fail", 1, "it is not in the range")):
        case("a4-" + ip, rfc, f"{ip} has the result {word}: {why}.", fixed, "pass" if word == "pass" else "MATCHED_FAIL", ip=ip, lookups=lookups)
    case("a4-as-printed", ["RFC 7208 A.4", "RFC 7208 erratum 4001", "RFC 7208 erratum 6216"],
         "As printed the ptr is about ptr._spf.example.com, so that nothing passes.",
         base + four + [spf("-ptr +all", "ptr._spf.example.com")], "MATCHED_FAIL", ip="192.0.2.10", lookups=3)
    case("rfc7208-3-example", "RFC 7208 3", "The example of a record.",
         [spf("+mx a:colo.example.com/28 -all"), "example.com. MX 5 mx.example.com.", "mx.example.com. A 192.0.2.9",
          "colo.example.com. A 203.0.113.17"], "pass", ip="203.0.113.30", lookups=2)
    case("rfc7208-35-wildcard", "RFC 7208 3.5", "The wildcard's record is that of the names below.",
         ["*.example.com. MX 10 a.example.com.", "*.example.com. TXT \"v=spf1 a:a.example.com -all\"", "a.example.com. A 203.0.113.1",
          "a.example.com. TXT \"v=spf1 a:a.example.com -all\""], "pass", ip="203.0.113.1", mail_from="joe@b.example.com",
         domain="b.example.com", lookups=1)


def files():
    wanted = {FOLDER / f"{name}.vec": data for name, data in CASES.items()}
    readme = FOLDER / "README.md"
    before, _, rest = readme.read_text(encoding="utf-8").partition(START)
    after = rest.partition(END)[2]
    index = "".join(f"- `{name}.vec` {re.search('^about: (.*)$', data.decode(), re.M)[1]}\n" for name, data in sorted(CASES.items()))
    wanted[readme] = (before + START + index + END + after).encode()
    return wanted


def main(check):
    for section in (identities, selection, syntax, limits, targets, mechanisms, modifiers, macros, appendix):
        section()
    wanted = files()
    problems = [f"{path.name} is made by nobody" for path in sorted(set(FOLDER.iterdir()) - set(wanted))]
    for path, data in wanted.items():
        if path.exists() and path.read_bytes() == data:
            continue
        if check:
            problems.append(f"{path.name} differs")
        else:
            path.write_bytes(data)
    print("\n".join(problems + [f"{len(CASES)} cases, {len(problems)} problems"]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
