#!/usr/bin/env bash
# SpamAssassin drops a whole Authentication-Results field for one quoted local part in it.
#
# RFC 8601 2.2 lets a value be an address whose local part is quoted: header.i="ann"@example.org. A
# good guess is that a reader that does not know this loses that property, or that result. The plugin
# AuthRes of SpamAssassin takes the quoted word for the whole value, finds that what follows is no
# property, and skips the field: the results of DMARC and SPF in it are lost too.
#
# Run: 2026-11-29, spamassassin 4.0.1-1~deb12u1 of Debian 12.
# Depends on it: the results that the verifier and the milter write for SpamAssassin behind them, and
# whether header.i is worth writing where header.d says the same.
set -euo pipefail
version=4.0.1-1~deb12u1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get -q download "spamassassin=$version" > apt.log 2>&1 || { cat apt.log; exit 2; }
dpkg -x spamassassin_*.deb root
mkdir site rules
printf 'loadplugin Mail::SpamAssassin::Plugin::%s\n' Check AuthRes > site/plugins.pre
printf '%s\n' 'authres_networks all' 'authres_trusted_authserv mx.example.net' \
  'header DMARC_PASS eval:check_authres_result("dmarc", "pass")' > rules/trust.cf
: > preferences

# The results that the plugin finds in a field with this value of header.i.
read_field() {
  cat > mail <<MAIL
Authentication-Results: mx.example.net; dkim=pass header.d=example.org header.i=$1;
  spf=pass smtp.mailfrom=example.org; dmarc=pass header.from=example.org
Received: from a.example.org (a.example.org [192.0.2.1]) by mx.example.net; Sun, 29 Nov 2026 12:00:00 +0000
From: ann@example.org
To: bob@example.net
Date: Sun, 29 Nov 2026 12:00:00 +0000
Message-Id: <1@example.org>
Subject: boats

Hello.
MAIL
  perl -T -I root/usr/share/perl5 root/usr/bin/spamassassin -L -D authres --siteconfigpath=site \
    -C rules -p preferences -t < mail 2>&1 > marked | sed -n 's/.*dbg: authres: //p' > log
  printf 'header.i=%s: %s\n' "$1" "$(grep -E '^(results: |no results$)' log)"
}

printf 'package  spamassassin\nversion  %s\n' "$version"
echo 'behaviour  with a quoted local part in header.i no result of the field is read'
{
  read_field ann@example.org
  read_field '"ann"@example.org'
} | tee seen
cmp -s seen - <<'SEEN' || { echo 'CHANGED: it is not so any more'; exit 1; }
header.i=ann@example.org: results: dkim=pass dmarc=pass spf=pass
header.i="ann"@example.org: no results
SEEN
