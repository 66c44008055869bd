#!/usr/bin/env bash
# GNU mailutils takes quotes off the "From " lines of an mbox, and writes mboxes without any.
#
# Some programs quote body lines ">From " with one more ">" and take it off again (mboxrd); others put
# it on once and never take it off (mboxo); others do neither and count octets. A good guess is that one
# program keeps to one of them. mailutils takes a ">" off when it reads, and puts none on when it writes,
# nor a Content-Length. One message that is copied from mbox to mbox comes out with another body, and
# as two messages for a reader that divides at "From ", such as Python's mailbox.
#
# Run: 2026-11-29, mailutils and libmailutils9 1:3.15-4 of Debian 12 (amd64); counted by Python 3.11.
# Depends on it: what `waxseal verify --mbox` may take for the beginning of a message, and that a
# ">" before "From " may be one that the author wrote.
set -euo pipefail
version=1:3.15-4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get -q download "mailutils=$version" "libmailutils9=$version" > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root; done
export LD_LIBRARY_PATH=$work/root/usr/lib/x86_64-linux-gnu HOME=$work

cat > before <<'MBOX'
From ann@example.org Sun Nov 29 12:00:00 2026
From: ann@example.org
To: bob@example.net
Subject: boats

Hello.

>From here it floats.

MBOX
printf 'copy 1 %s/after\nexit\n' "$work" | root/usr/bin/mail.mailutils -N -f before > mail.log 2>&1

printf 'package  mailutils\nversion  %s\n' "$version"
echo 'behaviour  a copy of one message has lost its quote'
for mbox in before after; do
  printf '%s: "%s", messages: %s\n' "$mbox" "$(grep floats "$mbox")" \
    "$(/usr/bin/python3 -c 'import mailbox, sys; print(len(mailbox.mbox(sys.argv[1])))' "$mbox")"
done | tee seen
cmp -s seen - <<'SEEN' || { echo 'CHANGED: it is not so any more'; exit 1; }
before: ">From here it floats.", messages: 1
after: "From here it floats.", messages: 2
SEEN
