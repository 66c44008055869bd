#!/usr/bin/env bash
# sendmail puts a blank after each comma of To, Cc and Reply-To, and quotes around names such as
# O'Brien in From and Sender, when it sends mail on.
#
# A mail server that relays is expected to put its Received field on top and to leave the others
# alone; Postfix, Exim and OpenSMTPD do so. sendmail takes every field that holds addresses apart when
# it sends the message, and writes it again: a blank after each comma, and folds of its own. Fields
# without addresses keep their double blanks. Relaxed canonicalization treats "a,b" and "a, b" as
# different, so that the signature fails. A name with an apostrophe needs no quotes (RFC 5322 section
# 3.2.3: it is one of the characters of an atom), and gets them: its mail fails for a single recipient,
# too, since From is always signed. A milter is asked before that: what it signs is not what
# leaves.
#
# Run: 2026-11-30, sendmail-bin 8.17.1.9-2+deb12u2 of Debian 12 (amd64). Run it as root: it gives
# sendmail a host name of its own, without which sendmail waits for DNS for a minute.
# Depends on it: the role `sign` of the milter behind sendmail, and the debugger's search for
# what was done to address fields.
set -euo pipefail
version=8.17.1.9-2+deb12u2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
chmod 711 "$work"
apt-get -q download "sendmail-bin=$version" > apt.log 2>&1 || { cat apt.log; exit 2; }
dpkg -x sendmail-bin_*.deb root
mkdir queue

# Every recipient goes to one mailer, a program that keeps what it is given. sendmail runs it as
# another user.
: > sent
chmod 666 sent
printf '#!/bin/sh\ncat > "%s/sent"\n' "$work" > keep
chmod 755 keep
echo 'hosts files' > switch
printf '%s\n' V10/Berkeley \
  "O ServiceSwitchFile=$work/switch" "O QueueDirectory=$work/queue" \
  'O DeliveryMode=i' 'O LogLevel=0' 'O DefaultUser=nobody' \
  DnMAILER-DAEMON 'Do.:%@!^/[]+' Djclient.example.org Troot \
  'H?D?Date: $a' 'H?M?Message-Id: <$t.$i@$j>' \
  S3 'R$* < $+ > $*	$2' \
  S0 'R$+	$#keep $@ mx.example.net $: $1' \
  "Mlocal, P=$work/keep, F=lsDFMn, A=keep \$u" \
  "Mprog, P=$work/keep, F=lsDFMn, A=keep \$u" \
  "Mkeep, P=$work/keep, F=lsDFMn, A=keep \$u" > relay.cf

cat > mail <<'MAIL'
From: Pat O'Brien <ann@example.org>
Sender: Ann O'Hara <ann@example.org>
Date: Sun, 29 Nov 2026 12:00:00 +0000
Message-Id: <1@example.org>
To: bob@example.net,carl@example.net
Cc: "D,  E" <dora@example.net>,
  emil@example.net
Reply-To: ann@example.org,fred@example.org
Subject: boats,oars,  and sails

Hello.
MAIL
unshare --uts sh -c 'hostname client.example.org &&
  root/usr/libexec/sendmail/sendmail -C relay.cf -f ann@example.org bob@example.net < mail'

printf 'package  sendmail-bin\nversion  %s\n' "$version"
echo 'behaviour  address lists are written again with a blank after each comma, names with an apostrophe in quotes'
echo 'given (-) and sent (+):'
{ diff -U0 mail sent || true; } | sed '1,2d;/^@@/d' | tee seen
cmp -s seen - <<'SEEN' || { echo 'CHANGED: it is not so any more'; exit 1; }
-From: Pat O'Brien <ann@example.org>
-Sender: Ann O'Hara <ann@example.org>
+From: "Pat O'Brien" <ann@example.org>
+Sender: "Ann O'Hara" <ann@example.org>
-To: bob@example.net,carl@example.net
-Cc: "D,  E" <dora@example.net>,
-  emil@example.net
-Reply-To: ann@example.org,fred@example.org
+To: bob@example.net, carl@example.net
+Cc: "D,  E" <dora@example.net>, emil@example.net
+Reply-To: ann@example.org, fred@example.org
SEEN
