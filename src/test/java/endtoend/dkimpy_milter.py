"""Signs and seals with dkimpy what a mail server hands over. Arguments: PORT DOMAIN SELECTOR KEY ID.

ID is the authserv-id of the results that are carried.
"""

import sys
from pathlib import Path

import dkim
import Milter

PORT, DOMAIN, SELECTOR, KEY, ID = sys.argv[1:]
KEY = Path(KEY).read_bytes()


class Sealer(Milter.Base):

    @Milter.noreply
    def envfrom(self, name, *parameters):
        self.message = bytearray()
        return Milter.CONTINUE

    @Milter.decode("bytes")
    @Milter.noreply
    def header(self, name, value):
        name = name if isinstance(name, bytes) else name.encode("ascii")
        self.message += name + b": " + value.replace(b"\n", b"\r\n") + b"\r\n"
        return Milter.CONTINUE

    @Milter.noreply
    def eoh(self):
        self.message += b"\r\n"
        return Milter.CONTINUE

    @Milter.noreply
    def body(self, chunk):
        self.message += chunk
        return Milter.CONTINUE

    def eom(self):
        selector, domain = SELECTOR.encode(), DOMAIN.encode()
        signature = dkim.sign(bytes(self.message), selector, domain, KEY, canonicalize=(b"relaxed", b"relaxed"))
        sealed = dkim.arc_sign(signature + bytes(self.message), selector, domain, KEY, ID.encode())
        for field in [signature, *reversed(sealed)]:
            name, value = field.decode("ascii").rstrip("\r\n").split(":", 1)
            self.addheader(name, value.strip().replace("\r\n", "\n"), 0)
        return Milter.ACCEPT


Milter.factory = Sealer
Milter.set_flags(Milter.ADDHDRS)
Milter.runmilter("dkimpy", f"inet:{PORT}@127.0.0.1", timeout=60)
