"""Verifies messages with dkimpy.

Arguments: "dkim" or "arc", a file of keys (a line each: name, tab, text), the CPU time of the
warm-up and of the measurement in milliseconds, and the messages. Prints how many of them pass, and
the CPU time of one in microseconds.
"""

import sys
import time

import dkim

method, keys, warmup, measurement = sys.argv[1:5]
with open(keys, encoding="ascii") as lines:
    records = dict(line.rstrip("\n").split("\t") for line in lines)


def txt(name, timeout=5):
    return records.get(name.decode("ascii").rstrip("."), "").encode("ascii")


def read(name):
    with open(name, "rb") as eml:
        return eml.read()


def passes(message):
    if method == "arc":
        return dkim.arc_verify(message, dnsfunc=txt)[0] == dkim.CV_Pass
    try:
        return dkim.DKIM(message).verify(dnsfunc=txt)
    except dkim.DKIMException:
        return False


def measure(messages, millis):
    """Verifies all messages, again and again, and returns the mean of one."""
    begin = time.process_time_ns()
    done = used = 0
    while done == 0 or used < float(millis) * 1e6:
        for message in messages:
            passes(message)
        done += len(messages)
        used = time.process_time_ns() - begin
    return used / done / 1000


messages = [read(name) for name in sys.argv[5:]]
passed = sum(map(passes, messages))
measure(messages, warmup)
print(passed, "%.1f" % measure(messages, measurement))
