"""Hands a message on standard input to Mailman's plugin, and writes what smtplib would send.

Arguments: the daemon's socket, or - for none; the seconds that it has.
"""

import email
import logging
import sys

from mailman.email.message import Message
from mailman.interfaces.handler import IHandler
from mailman.interfaces.plugin import IPlugin
from waxseal_mailman import Seal, Waxseal, flattened
from zope.interface.verify import verifyObject

logging.basicConfig(stream=sys.stderr)
verifyObject(IPlugin, Waxseal())
msg = email.message_from_bytes(sys.stdin.buffer.read(), Message)
if sys.argv[1] != '-':
    handler = Seal(sys.argv[1], float(sys.argv[2]))
    verifyObject(IHandler, handler)
    handler.process(None, msg, {})
sys.stdout.buffer.write(flattened(msg))
