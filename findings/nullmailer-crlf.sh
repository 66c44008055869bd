#!/usr/bin/env bash
# nullmailer sends CR CR LF where the message that it was given has CR LF.
#
# The other programs that stand in for sendmail (Postfix, Exim, OpenSMTPD, msmtp) take LF and CR LF
# alike on standard input, so that a good guess is that it does not matter. nullmailer splits lines at
# LF, keeps the CR as the last octet of the line, and sends CR LF after it. Nothing is refused, and
# the lines that it writes by itself are right. A signature that was made before is lost.
#
# Run: 2026-11-29, nullmailer 1:2.2-4 of Debian 12 (amd64).
# Depends on it: `waxseal sign | sendmail -t`. The command writes LF where its input has LF, and the
# debugger meets such messages.
set -euo pipefail
version=1:2.2-4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get -q download "nullmailer=$version" > apt.log 2>&1 || { cat apt.log; exit 2; }
dpkg -x nullmailer_*.deb root
printf 'From: ann@example.org\r\nTo: bob@example.net\r\nSubject: boats\r\n\r\nHello.\r\n' > crlf
tr -d '\r' < crlf > lf

cat > send.py <<'PYTHON'
"""Queues a file as nullmailer-inject does, sends it to a server of ours, prints what came."""
import os, socket, subprocess, sys, threading
from contextlib import suppress

root, mail = sys.argv[1:]
inject = [root + "/usr/bin/nullmailer-inject", "-n"]
env = dict(os.environ, NULLMAILER_HOST="client.example.org")
message = subprocess.run(inject, stdin=open(mail, "rb"), env=env, check=True, capture_output=True).stdout
with open("queued", "wb") as queued:
    queued.write(b"ann@example.org\nbob@example.net\n\n" + message)

listener = socket.create_server(("127.0.0.1", 0))
received = []

def serve():
    connection, _ = listener.accept()
    # The client hangs up as soon as it has said QUIT.
    with suppress(ConnectionError), connection, connection.makefile("rb") as lines:
        connection.sendall(b"220 mx.example.net ESMTP\r\n")
        for line in lines:
            word = line[:4].upper()
            if word == b"DATA":
                connection.sendall(b"354 go on\r\n")
                for text in lines:
                    if text == b".\r\n":
                        break
                    received.append(text)
            connection.sendall(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")

server = threading.Thread(target=serve, daemon=True)
server.start()
options = f"host=127.0.0.1\nport={listener.getsockname()[1]}\n\n".encode()
env["HELOHOST"] = "client.example.org"
# It takes options from standard input, and the queued message from descriptor 3.
subprocess.run(["sh", "-c", 'exec "$0" 3< queued', root + "/usr/lib/nullmailer/smtp"],
               input=options, env=env, check=True, timeout=60, capture_output=True)
server.join(60)
for line in received:
    if not line.startswith((b"Date:", b"Message-I")):  # they differ from run to run
        print(line)
PYTHON

printf 'package  nullmailer\nversion  %s\n' "$version"
echo 'behaviour  lines that came with CR LF leave with CR CR LF'
for form in lf crlf; do
  /usr/bin/python3 send.py root "$form" > "seen.$form"
  echo "sent on, of a message with ${form^^}:"
  sed 's/^/  /' "seen.$form"
done
[ "$(grep -c '\\r\\r\\n' seen.lf)" = 0 ] && grep -qF "b'Hello.\\r\\n'" seen.lf &&
  grep -qF "b'Subject: boats\\r\\r\\n'" seen.crlf && grep -qF "b'Hello.\\r\\r\\n'" seen.crlf ||
  { echo 'CHANGED: it is not so any more'; exit 1; }
