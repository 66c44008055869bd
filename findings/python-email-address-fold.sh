#!/usr/bin/env bash
# Python's email package folds a parsed address list into a line that begins without white space.
#
# A message is read by email.message_from_bytes(…, policy=email.policy.SMTP) and written by
# as_bytes(). A good guess is that a list of addresses comes out with other folds at most. If the
# list has no space after its commas and an encoded word in it, the fold is a line end alone: what
# follows is not a continuation line, and has no name, so it is not a field. A strict reader takes it, and
# every field below, for the body; DKIM breaks, and Subject is gone. With a space after each comma the
# same list is folded as it should be.
#
# Run: 2026-11-29, python3.11 3.11.2 of Debian 12.
# Depends on it: programs that send on what they have parsed (lists, gateways, ticket systems) break
# signatures so; the debugger names the line that is not a field (`header-line-without-colon`).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
[ "$(/usr/bin/python3 -c 'import platform; print(platform.python_version())')" = 3.11.2 ] ||
  { echo 'this needs Python 3.11.2'; exit 2; }

cat > run.py <<'PYTHON'
import email, email.policy

for comma in ",", ", ":
    people = ["bob@example.org", "carl@example.net",
              "=?utf-8?b?0J7Qu9GM0LPQsCDQkdC10LvQvtCy0LA=?= <olga@example.org>"]
    text = f"From: ann@example.com\r\nTo: {comma.join(people)}\r\nSubject: boats\r\n\r\nHello.\r\n"
    message = email.message_from_bytes(text.encode(), policy=email.policy.SMTP)
    lines = message.as_bytes().split(b"\r\n")
    print(repr(comma), lines[1].endswith(b","), lines[2][:8])
PYTHON

echo 'package  python3.11 (standard library: email)'
echo 'version  3.11.2'
echo 'behaviour  the second line of To begins with white space only if the list had some after its commas'
/usr/bin/python3 run.py | tee seen
cmp -s seen - <<'SEEN' || { echo 'CHANGED: it is not so any more'; exit 1; }
',' True b'=?utf-8?'
', ' True b' =?utf-8'
SEEN
