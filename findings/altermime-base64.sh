#!/usr/bin/env bash
# altermime adds no footer to a text in base64, and reports success.
#
# The program exists to add a disclaimer to mail. A good guess for a text part in base64, which is what
# many programs make of any text that is not ASCII, is that it decodes it, or that it fails. It leaves
# the file as it was, prints nothing and exits with 0. The same text in 7bit gets the footer. The
# option --force-into-b64 has to be given.
#
# Run: 2026-11-29, altermime 0.3.10-12 of Debian 12.
# Depends on it: "the gateway adds a footer to all mail" does not say that it changed this message; the
# debugger believes the hash, not the name of the program.
set -euo pipefail
version=0.3.10-12
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get -q download "altermime=$version" > apt.log 2>&1 || { cat apt.log; exit 2; }
dpkg -x altermime_*.deb root
echo 'For its addressee only.' > footer

message() { # ENCODING TEXT
  printf 'From: ann@example.com\nSubject: boats\nMIME-Version: 1.0\n'
  printf 'Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: %s\n\n%s\n' "$1" "$2"
}

run() { # ENCODING TEXT OPTION…
  message "$1" "$2" > sent
  cp sent arrived
  status=0
  root/usr/bin/altermime --input=arrived --disclaimer=footer "${@:3}" > out 2>&1 || status=$?
  cmp -s sent arrived && change=unchanged || change=changed
  echo "$1 ${3-}: exit $status, $(wc -c < out) octets of output, $change"
}

printf 'package  altermime\nversion  %s\n' "$version"
echo 'behaviour  a text in base64 stays as it is, with exit status 0 and no message'
{ run 7bit 'Hello world'; run base64 "$(printf 'Hello world\r\n' | base64)"; } | tee seen
cmp -s seen - <<'SEEN' || { echo 'CHANGED: it is not so any more'; exit 1; }
7bit : exit 0, 0 octets of output, changed
base64 : exit 0, 0 octets of output, unchanged
SEEN
