"""Asks a Waxseal daemon, over the milter protocol, what is to be changed in a message."""

import socket
import struct
import time

_VERSION = 6
# SMFIF_ADDHDRS and SMFIF_CHGHDRS: fields may be inserted and deleted.
_ACTIONS = 0x11
# Nothing is answered before the end, and white space after a colon is left alone.
_STEPS = 0x1FFFFF
_SILENT = 0x0FF080
_LONGEST = 1 << 20
_PIECE = 65535


class Trouble(Exception):
    """The daemon is not there, or does not do what it should."""


class _Connection:
    def __init__(self, address, seconds):
        self._end = time.monotonic() + seconds
        if address.startswith('unix:'):
            self._socket = socket.socket(socket.AF_UNIX)
            target = address[len('unix:'):]
        else:
            host, _, port = address[len('inet:'):].rpartition(':')
            family = socket.AF_INET6 if ':' in host else socket.AF_INET
            self._socket = socket.socket(family)
            target = (host.strip('[]'), int(port))
        self._arm()
        self._socket.connect(target)

    def _arm(self):
        left = self._end - time.monotonic()
        if left <= 0:
            raise Trouble('it took too long')
        self._socket.settimeout(left)

    def say(self, command, data=b''):
        self._arm()
        self._socket.sendall(struct.pack('>I', 1 + len(data)) + command + data)

    def hear(self):
        length, = struct.unpack('>I', self._octets(4))
        if not 1 <= length <= _LONGEST:
            raise Trouble('it does not speak the milter protocol')
        packet = self._octets(length)
        return packet[:1], packet[1:]

    def _octets(self, count):
        octets = b''
        while len(octets) < count:
            self._arm()
            more = self._socket.recv(min(count - len(octets), _PIECE))
            if not more:
                raise Trouble('it has hung up')
            octets += more
        return octets

    def close(self):
        self._socket.close()


def _texts(*texts):
    return b''.join(text + b'\0' for text in texts)


def _fields(head):
    """Names and values as they stand, folds with a lone LF, which is how milters have them."""
    lines = []
    for line in head.split(b'\r\n'):
        if lines and line[:1] in (b' ', b'\t'):
            lines[-1] += b'\n' + line
        else:
            lines.append(line)
    return [line.partition(b':')[::2] for line in lines if line]


def _ask(connection, message, daemon_name):
    connection.say(b'O', struct.pack('>III', _VERSION, _ACTIONS, _STEPS))
    reply, data = connection.hear()
    if reply != b'O' or struct.unpack('>III', data[:12])[2] & _SILENT != _SILENT:
        raise Trouble('it does not agree on how to talk')
    head, _, body = message.partition(b'\r\n\r\n')
    connection.say(b'D', b'C' + _texts(b'{daemon_name}', daemon_name))
    connection.say(b'C', _texts(b'localhost') + b'U')
    connection.say(b'M', _texts(b'<>'))
    for name, value in _fields(head):
        connection.say(b'L', _texts(name, value))
    connection.say(b'N')
    for start in range(0, len(body), _PIECE):
        connection.say(b'B', body[start:start + _PIECE])
    connection.say(b'E')


def _changes(connection):
    changes = []
    while True:
        reply, data = connection.hear()
        if reply in b'im':
            index, = struct.unpack('>I', data[:4])
            name, value = data[4:].split(b'\0')[:2]
            if reply == b'm' and (index < 1 or value):
                raise Trouble('it wants a field changed, and not deleted')
            changes.append((reply, index, name, value))
        elif reply in b'ac':
            return changes
        elif reply != b'p':
            raise Trouble('it does not take the message: %r' % (reply + data))


def changes(address, message, seconds=10.0, daemon_name=b'SEAL'):
    """The changes that a daemon wants.

    :param address: its socket, as its configuration has it: ``inet:127.0.0.1:8892`` or
        ``unix:/run/waxseal/milter.sock``
    :param message: its octets, lines ending in CRLF
    :param seconds: how long all of it may take
    :param daemon_name: by which the daemon may tell what is to be done
    :return: tuples of b'i' (insert) or b'm' (delete), an index, a name and a value. Each counts
        after those before it
    :raise Trouble, OSError: if there is no answer; then nothing is to be changed
    """
    connection = _Connection(address, seconds)
    try:
        _ask(connection, message, daemon_name)
        wanted = _changes(connection)
        connection.say(b'Q')
        return wanted
    finally:
        connection.close()
