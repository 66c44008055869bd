"""Judges the message on standard input with dkimpy. Argument: a master file with the keys.

It writes "arc STATUS", and for each DKIM signature "pass" or "fail" and DOMAIN/SELECTOR.
"""

import logging
import sys

import dkim
import dns.zone

log = logging.getLogger("dkimpy")
log.addHandler(logging.NullHandler())
log.propagate = False

zone = dns.zone.from_file(sys.argv[1], origin=".", relativize=False, check_origin=False)
message = sys.stdin.buffer.read()


def txt(name, timeout=5):
    records = zone.get_rdataset(name.decode("ascii"), "TXT")
    return b"".join(records[0].strings) if records else None


status = dkim.ARC(message, logger=log).verify(dnsfunc=txt)[0]
# None is the status of a chain whose newest seal says that it is broken.
print("arc", status.decode() if status else "fail")

signatures = [value for name, value in dkim.rfc822_parse(message)[0] if name.lower() == b"dkim-signature"]
for index, value in enumerate(signatures):
    tags = dkim.parse_tag_value(value)
    try:
        holds = dkim.DKIM(message, logger=log).verify(idx=index, dnsfunc=txt)
    except dkim.DKIMException:
        holds = False
    print("pass" if holds else "fail", (tags[b"d"] + b"/" + tags[b"s"]).decode())
