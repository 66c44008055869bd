"""A Mailman plugin that has posts sealed by a Waxseal daemon before they are sent.

Whatever goes wrong, the post is sent as it is, and the log says why: an exception here would make
Mailman send some members a post again and again, or put it aside.
"""

import io
import logging
from configparser import ConfigParser
from copy import copy
from email.generator import BytesGenerator

from mailman.config import config
from mailman.interfaces.handler import IHandler
from mailman.interfaces.plugin import IPlugin
from waxseal_mailman.client import changes
from zope.interface import implementer

log = logging.getLogger('mailman.plugins')


def flattened(msg):
    """The octets that smtplib will send of a message."""
    sent = copy(msg)
    del sent['Bcc']
    del sent['Resent-Bcc']
    octets = io.BytesIO()
    BytesGenerator(octets).flatten(sent, linesep='\r\n')
    return octets.getvalue()


def _text(octets):
    return octets.decode('ascii', 'surrogateescape')


def _changed(fields, wanted):
    """The fields of a message after all changes."""
    fields = list(fields)
    for kind, index, name, value in wanted:
        if kind == b'i':
            fields.insert(index, (_text(name), _text(value).lstrip(' \t')))
        else:
            places = [i for i, (other, _) in enumerate(fields)
                      if other.lower() == _text(name).lower()]
            del fields[places[index - 1]]
    return fields


@implementer(IHandler)
class Seal:
    """Takes the place of Mailman's own handler, which is called when a post is ready to be sent."""

    name = 'arc-sign'
    description = 'Has posts signed and sealed by Waxseal.'

    def __init__(self, address, seconds=10.0):
        self._address = address
        self._seconds = seconds

    def process(self, mlist, msg, msgdata):
        """See `IHandler`."""
        try:
            wanted = changes(self._address, flattened(msg), self._seconds)
            # Only with all of them at hand is anything changed.
            msg._headers = _changed(msg._headers, wanted)
        except Exception as trouble:  # noqa: BLE001 (see above)
            log.error('Sent without a seal: %s: %s: %s',
                      msg.get('message-id'), type(trouble).__name__, trouble)


@implementer(IPlugin)
class Waxseal:
    """The plugin; its configuration file names the daemon's socket."""

    name = 'waxseal'
    resource = None

    def pre_hook(self):
        """See `IPlugin`."""

    def post_hook(self):
        """See `IPlugin`."""
        section = dict(config.plugin_configs)[self.name]
        settings = ConfigParser()
        with open(section['configuration'], encoding='utf-8') as file:
            settings.read_file(file)
        config.handlers['arc-sign'] = Seal(
            settings['waxseal']['socket'],
            settings['waxseal'].getfloat('seconds', 10.0))
