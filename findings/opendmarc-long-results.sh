#!/usr/bin/env bash
# OpenDMARC takes nothing from an Authentication-Results field of more than some 900 octets.
#
# RFC 8601 has no limit, and a message with several signatures easily gets such a field. A good guess
# is that a long field is read to the end, or as far as there is room. OpenDMARC leaves it out as a
# whole, and mail with an aligned dkim=pass fails DMARC. How long is too long depends on the number of
# words, as if each took an octet more in a buffer of a kilobyte: here it lies between 859 octets and
# 976; a field that is nearly all one long reason= was read at 996 octets and not at 1,036.
#
# Run: 2026-11-29, opendmarc and libopendmarc2 1.4.2-2+b1 of Debian 12 (amd64). Run it as root: it
# makes a network of its own, with a DNS server that knows one record.
# Depends on it: how long the fields may get that the verifier and the milter write.
set -euo pipefail
version=1.4.2-2+b1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get -q download "opendmarc=$version" "libopendmarc2=$version" libspf2-2=1.2.10-7.2+b1 \
  libmilter1.0.1=8.17.1.9-2+deb12u2 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root; done
export LD_LIBRARY_PATH=$work/root/lib:$work/root/usr/lib:$work/root/usr/lib/x86_64-linux-gnu

cat > dns.py <<'PYTHON'
"""Answers with the policy of example.org, and says of every other name that it does not exist."""
import socket

policy = b"v=DMARC1; p=reject"
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("127.0.0.1", 53))
print("ready", flush=True)
while True:
    query, client = server.recvfrom(512)
    end = query.index(b"\0", 12) + 5
    name, kind = query[12:end - 4].lower(), query[end - 4:end - 2]
    if name == b"\x06_dmarc\x07example\x03org\0" and kind == b"\0\x10":
        answer = b"\xc0\x0c\0\x10\0\x01\0\0\0\x3c" + bytes([0, len(policy) + 1, len(policy)]) + policy
        head = b"\x85\x80\0\x01\0\x01\0\0\0\0"
    else:
        answer, head = b"", b"\x85\x83\0\x01\0\0\0\0\0\0"
    server.sendto(query[:2] + head + query[12:end] + answer, client)
PYTHON

# A message whose field has so many results, each a pass of the author's own domain.
write_mail() {
  {
    printf 'Authentication-Results: mx.example.net'
    for ((i = 0; i < $1; i++)); do
      printf ';\r\n\tdkim=pass header.d=example.org header.i=@example.org header.s=selector%d' "$i"
      printf ' header.a=rsa-sha256 header.b=abcd%dfghijkl' "$i"
    done
    printf '\r\n'
  } > field
  {
    cat field
    printf 'From: ann@example.org\r\nTo: bob@example.net\r\nDate: Sun, 29 Nov 2026 12:00:00 +0000\r\n'
    printf 'Message-Id: <1@example.org>\r\nSubject: boats\r\n\r\nHello.\r\n'
  } > "mail.$1"
  wc -c < field > "size.$1"
}
write_mail 7
write_mail 8

echo 'nameserver 127.0.0.1' > resolv.conf
printf '%s\n' 'AuthservID mx.example.net' 'TrustedAuthservIDs mx.example.net' "HistoryFile $work/history" \
  'Syslog false' 'SPFIgnoreResults true' > opendmarc.conf
cat > judge <<'SH'
set -eu
ip link set lo up
mount --bind resolv.conf /etc/resolv.conf
mkfifo ready
/usr/bin/python3 dns.py > ready &
trap "kill $!" EXIT
read -r _ < ready
for results in 7 8; do
  rm -f history
  root/usr/sbin/opendmarc -c opendmarc.conf -p inet:8893@127.0.0.1 -vv -t "mail.$results" > log 2>&1
  echo "$results results, $(cat "size.$results") octets:" \
    "$(grep -c '^dkim ' history) read, $(grep -o 'dmarc=[a-z]*' log)"
done
SH

printf 'package  opendmarc\nversion  %s\n' "$version"
echo 'behaviour  of a field that is too long no result is read'
unshare --net --mount sh judge | tee seen
cmp -s seen - <<'SEEN' || { echo 'CHANGED: it is not so any more'; exit 1; }
7 results, 859 octets: 7 read, dmarc=pass
8 results, 976 octets: 0 read, dmarc=fail
SEEN
