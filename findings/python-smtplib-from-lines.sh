#!/usr/bin/env bash
# Python's smtplib sends another body than the one that the same message gives by as_bytes().
#
# msg.as_bytes() leaves a body line that begins with "From " as it is, and is what one signs. A good
# guess is that smtplib.send_message(msg) sends these octets. It makes a generator of its own, which
# for a parsed message (policy compat32) has mangle_from_ on, a habit of mbox files: the line leaves
# as ">From ". The signature that was just made fails over its body hash.
#
# Run: 2026-11-29, python3.11 3.11.2 and python3-dkim 1.1.4-1 of Debian 12.
# Depends on it: lists of Mailman sign (ARC) and send in this way, so that the milter seals behind
# Mailman, at the mail server, and the debugger looks for ">" before "From ".
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
dkim=1.1.4-1
[ "$(/usr/bin/python3 -c 'import platform; print(platform.python_version())')" = 3.11.2 ] ||
  { echo 'this needs Python 3.11.2'; exit 2; }
apt-get -q download "python3-dkim=$dkim" > apt.log 2>&1 || { cat apt.log; exit 2; }
dpkg -x python3-dkim_*.deb root
openssl genrsa -traditional -out key.pem 2048 2> openssl.log
key=$(openssl rsa -in key.pem -pubout -outform DER 2>> openssl.log | base64 -w0)

cat > run.py <<'PYTHON'
import email, smtplib, sys
import dkim

public = b"v=DKIM1; p=" + sys.argv[1].encode()
text = b"From: ann@example.org\r\nTo: bob@example.net\r\nSubject: boats\r\n\r\nFrom here it floats.\r\n"

class Recorder(smtplib.SMTP):
    """Keeps what would be sent; has no connection."""
    def ehlo_or_helo_if_needed(self):
        pass
    def sendmail(self, sender, recipients, octets, *options):
        self.octets = octets

def verdict(octets):
    return dkim.verify(octets, dnsfunc=lambda name, timeout=5: public)

message = email.message_from_bytes(text)
unsigned = message.as_bytes().replace(b"\n", b"\r\n")
field = dkim.sign(unsigned, b"s1", b"example.org", open("key.pem", "rb").read())
signed = email.message_from_bytes(field + unsigned)
recorder = Recorder()
recorder.send_message(signed)
flat = signed.as_bytes().replace(b"\n", b"\r\n")
print("as_bytes():    ", flat.splitlines()[-1], "signature good:", verdict(flat))
print("send_message():", recorder.octets.splitlines()[-1], "signature good:", verdict(recorder.octets))
PYTHON

echo "package  python3.11 (standard library: email, smtplib) with python3-dkim $dkim"
echo 'version  3.11.2'
echo 'behaviour  send_message() puts ">" before a body line "From ", as_bytes() does not'
PYTHONPATH=root/usr/lib/python3/dist-packages /usr/bin/python3 run.py "$key" | tee seen
cmp -s seen - <<'SEEN' || { echo 'CHANGED: it is not so any more'; exit 1; }
as_bytes():     b'From here it floats.' signature good: True
send_message(): b'>From here it floats.' signature good: False
SEEN
