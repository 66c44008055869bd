"""Judges messages with dkimpy. Arguments: a master file with the keys, and the files of messages.

It writes a line for each: how many signatures of DKIM pass, and the status of the chain.
"""

import logging
import sys

import dkim
import dns.zone

log = logging.getLogger("dkimpy")
log.addHandler(logging.NullHandler())
log.propagate = False

zone = dns.zone.from_file(sys.argv[1], origin=".", relativize=False, check_origin=False)


def txt(name, timeout=5):
    records = zone.get_rdataset(name.decode("ascii"), "TXT")
    return b"".join(records[0].strings) if records else None


def passes(message, index):
    try:
        return dkim.DKIM(message, logger=log).verify(idx=index, dnsfunc=txt)
    except dkim.DKIMException:
        return False


for name in sys.argv[2:]:
    with open(name, "rb") as file:
        message = file.read()
    fields = [field.lower() for field, _ in dkim.rfc822_parse(message)[0]]
    good = sum(passes(message, index) for index in range(fields.count(b"dkim-signature")))
    status = dkim.ARC(message, logger=log).verify(dnsfunc=txt)[0]
    print(good, status.decode() if status else "fail")
