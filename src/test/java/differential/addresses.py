"""Reads lists of addresses with a parser of Python.

Arguments: "utils" for email.utils or "registry" for email.headerregistry, and a file with one hex value a line.
It writes a line a value: the addresses that it finds, separated by tabs; none if it refuses the list.
"""

import pathlib
import sys
from email import policy
from email.utils import getaddresses


def utils(value):
    return [address for name, address in getaddresses([value])]


def registry(value):
    field = policy.default.header_factory("From", value)
    return [f"{address.username}@{address.domain}" for address in field.addresses]


def found(read, value):
    try:
        return read(value)
    except Exception:  # whatever it is, no address was found
        return []


read = {"utils": utils, "registry": registry}[sys.argv[1]]
for line in pathlib.Path(sys.argv[2]).read_text(encoding="ascii").splitlines():
    print(ascii("\t".join(found(read, bytes.fromhex(line).decode("ascii"))))[1:-1].replace("\\t", "\t"))
