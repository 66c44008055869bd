#!/usr/bin/env bash
# OpenDKIM with MultipleSignatures signs by the first and by the last line that matches, and by none
# between them.
#
# opendkim.conf(5) says of the SigningTable that with MultipleSignatures "all matches are applied". With
# one line or two that is so, and so a good guess is that a third key, say a new selector or a key of
# Ed25519, needs a third line and nothing more. Of three lines the middle one is left out, of five
# the middle three, whatever their patterns are; the log says nothing of it.
#
# Run: 2026-11-30, opendkim 2.11.0~beta2-8+deb12u1 of Debian 12, with a table of the type refile.
# Depends on it: that "waxseal import opendkim" does not take over such lines by itself.
set -euo pipefail
version=2.11.0~beta2-8+deb12u1
[ "$(dpkg-query -W -f '${Version}' opendkim 2> /dev/null)" = "$version" ] ||
  { echo "this needs opendkim $version"; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
openssl genrsa -out key.pem 2048 2> /dev/null
{
  printf 'From: joe@example.org\r\nTo: bob@example.net\r\nDate: Mon, 30 Nov 2026 12:00:00 +0000\r\n'
  printf 'Subject: boats\r\n\r\nHello.\r\n'
} > mail
for n in 1 2 3 4 5; do
  echo "k$n example.org:s$n:$work/key.pem"
done > KeyTable
printf '%s\n' "KeyTable $work/KeyTable" "SigningTable refile:$work/SigningTable" 'MultipleSignatures yes' \
  'Mode s' 'InternalHosts 127.0.0.1' 'RequireSafeKeys no' 'Syslog no' > opendkim.conf

# Signs the mail by a table with these patterns, one for each key; prints the selectors.
sign() {
  local n=0
  for pattern; do
    n=$((n + 1))
    echo "$pattern k$n"
  done > SigningTable
  opendkim -x opendkim.conf -p inet:8891@127.0.0.1 -vv -t mail > log 2>&1
  echo "$# lines: $(grep -o ' s=s[0-9]' log | tr -d '\n')"
}

printf 'package  opendkim\nversion  %s\n' "$version"
echo 'behaviour  of the lines of a SigningTable that match, the first and the last sign'
{
  sign '*@example.org'
  sign '*@example.org' '*@example.org'
  sign '*@example.org' '*@example.org' '*@example.org'
  sign 'joe@example.org' '*@example.org' '*'
  sign 'joe@*' '*@example.org' '*' '*.org' 'joe@example.org'
} | tee seen
cmp -s seen - << 'SEEN' || { echo 'CHANGED: it is not so any more'; exit 1; }
1 lines:  s=s1
2 lines:  s=s1 s=s2
3 lines:  s=s1 s=s3
3 lines:  s=s1 s=s3
5 lines:  s=s1 s=s5
SEEN
