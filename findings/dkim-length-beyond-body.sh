#!/usr/bin/env bash
# dkimpy and Mail::DKIM pass a signature that says it covers more octets than the body has.
#
# RFC 6376 section 3.5 says of l= that its value MUST NOT be larger than the length of the body. A good
# guess is that a verifier fails such a signature, or cannot reach the count and fails. Both hash what is
# there, to its end, and are content, so that a body whose end was lost passes if somebody signs its
# hash with the old count.
#
# Run: 2026-11-29, python3-dkim 1.1.4-1 and libmail-dkim-perl 1.20230212-2~deb12u1 of Debian 12.
# Depends on it: such a signature fails here (BODY_LENGTH_TOO_LONG); a message that passes at those two and
# not here may be one of these.
set -euo pipefail
python_dkim=1.1.4-1
perl_dkim=1.20230212-2~deb12u1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get -q download "python3-dkim=$python_dkim" "libmail-dkim-perl=$perl_dkim" > apt.log 2>&1 ||
  { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root; done
openssl genrsa -out key.pem 2048 2> openssl.log
key=$(openssl rsa -in key.pem -pubout -outform DER 2>> openssl.log | base64 -w0)

# A message of 8 octets of body, signed in canonical form simple, with l=.
message() { # LENGTH
  from='From: ann@example.org'
  hash=$(printf 'boats.\r\n' | openssl dgst -sha256 -binary | base64)
  field="DKIM-Signature: v=1; a=rsa-sha256; c=simple/simple; d=example.org; s=s1; l=$1; h=from; bh=$hash; b="
  signature=$(printf '%s\r\n%s' "$from" "$field" | openssl dgst -sha256 -sign key.pem | base64 -w0)
  printf '%s%s\r\n%s\r\n\r\nboats.\r\n' "$field" "$signature" "$from"
}

cat > verify.py <<'PYTHON'
import sys, dkim
public = b"v=DKIM1; p=" + sys.argv[1].encode()
passes = dkim.verify(sys.stdin.buffer.read(), dnsfunc=lambda name, timeout=5: public)
print("pass" if passes else "fail")
PYTHON
cat > verify.pl <<'PERL'
use strict;
use Mail::DKIM::Verifier;
use Mail::DKIM::DNS;
{
  package Answer;
  sub type { 'TXT' }
  sub char_str_list { "v=DKIM1; p=$ARGV[0]" }
  sub txtdata { "v=DKIM1; p=$ARGV[0]" }
}
no warnings 'redefine';
*Mail::DKIM::DNS::query_async = sub {
  my ($name, $type, %options) = @_;
  my @found = $options{Callbacks}{Success}->(bless {}, 'Answer');
  sub { wantarray ? @found : $found[0] }
};
my $verifier = Mail::DKIM::Verifier->new;
local $/;
$verifier->PRINT(<STDIN>);
$verifier->CLOSE;
print $verifier->result, "\n";
PERL

printf 'package  python3-dkim, libmail-dkim-perl\nversion  %s, %s\n' "$python_dkim" "$perl_dkim"
echo 'behaviour  with l= above the length of the body, a signature passes'
for length in 7 8 9 1000; do
  message "$length" > mail
  printf 'body of 8 octets, l=%s: dkimpy %s, Mail::DKIM %s\n' "$length" \
    "$(PYTHONPATH=root/usr/lib/python3/dist-packages /usr/bin/python3 verify.py "$key" < mail 2>&1)" \
    "$(/usr/bin/perl -Iroot/usr/share/perl5 verify.pl "$key" < mail 2>&1)"
done | tee seen
cmp -s seen - <<'SEEN' || { echo 'CHANGED: it is not so any more'; exit 1; }
body of 8 octets, l=7: dkimpy fail, Mail::DKIM fail
body of 8 octets, l=8: dkimpy pass, Mail::DKIM pass
body of 8 octets, l=9: dkimpy pass, Mail::DKIM pass
body of 8 octets, l=1000: dkimpy pass, Mail::DKIM pass
SEEN
