"""Seals messages and judges chains with dkimpy, one request after another.

Argument: a directory with
  dns           a line a TXT record: name, tab, text
  rsa.pem
Each line of the input asks for one thing, about the message in the file "message":
  seal ALGORITHM SELECTOR AUTHSERV-ID    writes the fields of the set to the file "fields"
  verify
The answer is one line: a word ("sealed", or the status of the chain) and what else is to be said.
"""

import logging
import os
import sys

import dkim

log = logging.getLogger("arc-dkimpy")
log.addHandler(logging.NullHandler())
log.propagate = False

os.chdir(sys.argv[1])
with open("dns", encoding="ascii") as lines:
    records = dict(line.rstrip("\n").split("\t") for line in lines)
with open("rsa.pem", "rb") as pem:
    key = pem.read()


def txt(name, timeout=5):
    return records.get(name.decode("ascii").rstrip("."), "").encode("ascii")


def seal(message, algorithm, selector, authserv_id):
    sealer = dkim.ARC(message, logger=log, signature_algorithm=algorithm.encode())
    fields = sealer.sign(selector.encode(), b"example.com", key, authserv_id.encode())
    with open("fields", "wb") as out:
        out.write(b"".join(fields))
    return "sealed" if fields else "unsealed"


def verify(message):
    status, _, reason = dkim.ARC(message, logger=log).verify(dnsfunc=txt)
    # None is the status of a chain whose newest seal says that it is broken.
    return (status.decode() if status else "fail") + " " + reason


for line in sys.stdin:
    action, *how = line.split()
    with open("message", "rb") as eml:
        message = eml.read()
    try:
        answer = {"seal": seal, "verify": verify}[action](message, *how)
    except Exception as e:
        answer = "error " + type(e).__name__ + ": " + str(e)
    print(" ".join(answer.split()), flush=True)
