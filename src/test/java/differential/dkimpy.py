"""Signs and verifies a batch of messages with dkimpy.

Argument: a directory with
  jobs          a line a job: number, "sign" or "verify", canonical forms, algorithm, selector
  dns           a line a TXT record: name, tab, text
  N.eml         the message of job N
  rsa.pem, ed25519.seed
It writes N.sig, the signature field of a "sign" job, and N.txt: "ok", or "no " and the reason.
"""

import logging
import os
import sys

import dkim

log = logging.getLogger("dkimpy")
words = []


class Words(logging.Handler):
    def emit(self, record):
        words.append(record.getMessage())


log.addHandler(Words())
log.propagate = False
log.setLevel(logging.ERROR)

os.chdir(sys.argv[1])
with open("dns", encoding="ascii") as lines:
    records = dict(line.rstrip("\n").split("\t") for line in lines)
with open("rsa.pem", "rb") as pem, open("ed25519.seed", "rb") as seed:
    keys = {b"rsa-sha256": pem.read(), b"ed25519-sha256": seed.read()}


def txt(name, timeout=5):
    return records.get(name.decode("ascii").rstrip("."), "").encode("ascii")


def sign(message, forms, algorithm, selector):
    signer = dkim.DKIM(message, logger=log, signature_algorithm=algorithm)
    names = signer.all_sign_headers() + [b"from"]
    return signer.sign(
        selector, b"example.com", keys[algorithm], canonicalize=tuple(forms.split(b"/")),
        include_headers=names)


def run(number, action, forms, algorithm, selector):
    with open(number + ".eml", "rb") as eml:
        message = eml.read()
    if action == "sign":
        field = sign(message, forms.encode(), algorithm.encode(), selector.encode())
        with open(number + ".sig", "wb") as sig:
            sig.write(field)
        return True
    return dkim.DKIM(message, logger=log).verify(dnsfunc=txt)


with open("jobs", encoding="ascii") as jobs:
    for job in jobs:
        fields = job.split()
        words.clear()
        try:
            done = run(*fields)
        except Exception as e:
            done = False
            words.append(type(e).__name__ + ": " + str(e))
        with open(fields[0] + ".txt", "w", encoding="utf-8", errors="replace") as result:
            result.write("ok" if done else "no " + " ".join(words))
