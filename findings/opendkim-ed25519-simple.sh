#!/usr/bin/env bash
# OpenDKIM's Ed25519 signatures with simple header canonicalization are wrong.
#
# Canonicalization and algorithm have nothing to do with each other, and OpenDKIM's RSA signatures
# verify in all four canonicalizations. So a good guess is that its Ed25519 signatures do as well. With
# simple for the header they never do: dkimpy says so here, and Waxseal and OpenDKIM itself agree. It
# signs the field before it folds it in front of b=, which only relaxed canonicalization forgives.
# Simple is the default that is built in; the file that Debian ships says relaxed/simple.
#
# Run: 2026-11-29, opendkim 2.11.0~beta2-8+deb12u1 and, to verify, python3-dkim 1.1.4-1 with
# python3-nacl 1.5.0-2, all of Debian 12. These have to be installed.
# Depends on it: the table of known disagreements in src/test/java/differential, and what one may
# say where such a signature fails: the message was not changed.
set -euo pipefail
version=2.11.0~beta2-8+deb12u1
for package in "opendkim $version" 'python3-dkim 1.1.4-1' 'python3-nacl 1.5.0-2'; do
  # shellcheck disable=SC2086 # the status is of a name, and is followed by its version
  [ "$(dpkg-query -W -f '${Package} ${Version}' ${package% *} 2> /dev/null)" = "$package" ] ||
    { echo "this needs $package"; exit 2; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
openssl genrsa -out rsa-sha256.pem 2048 2> /dev/null
openssl genpkey -algorithm ed25519 -out ed25519-sha256.pem
{
  printf 'From: ann@example.org\r\nTo: bob@example.net\r\nDate: Sun, 29 Nov 2026 12:00:00 +0000\r\n'
  printf 'Subject: boats\r\n\r\nHello.\r\n'
} > mail

# Signs the mail by an algorithm and in a canonicalization; the field stands in the log.
sign() {
  printf '%s\n' 'Domain example.org' 'Selector s1' "KeyFile $work/$1.pem" "SignatureAlgorithm $1" \
    "Canonicalization $2" 'Mode s' 'InternalHosts 127.0.0.1' 'RequireSafeKeys no' 'Syslog no' > opendkim.conf
  opendkim -x opendkim.conf -p inet:8891@127.0.0.1 -vv -t mail > log 2>&1
}

cat > verify.py <<'PYTHON'
"""Verifies the field in OpenDKIM's log, above the mail, by the key in a file."""
import base64, re, subprocess, sys
import dkim

algorithm, canonicalization = sys.argv[1:]
value = re.search(r"hname='DKIM-Signature' hvalue='([^']*)'", open("log").read()).group(1)
assert f"a={algorithm}; c={canonicalization};" in value, value
mail = b"DKIM-Signature: " + value.replace("\n", "\r\n").encode() + b"\r\n" + open("mail", "rb").read()
command = ["openssl", "pkey", "-in", algorithm + ".pem", "-pubout", "-outform", "DER"]
key = subprocess.run(command, check=True, capture_output=True).stdout
kind = algorithm.split("-")[0]
if kind == "ed25519":
    key = key[-32:]  # RFC 8463 has the bare key in the record
record = b"v=DKIM1; k=" + kind.encode() + b"; p=" + base64.b64encode(key)
print(algorithm, canonicalization, dkim.verify(mail, dnsfunc=lambda name, timeout=5: record))
PYTHON

printf 'package  opendkim\nversion  %s\n' "$version"
echo 'behaviour  Ed25519 with a header in simple canonicalization does not verify'
for algorithm in rsa-sha256 ed25519-sha256; do
  for canonicalization in simple/simple simple/relaxed relaxed/simple relaxed/relaxed; do
    sign "$algorithm" "$canonicalization"
    /usr/bin/python3 verify.py "$algorithm" "$canonicalization"
  done
done | tee seen
cmp -s seen - <<'SEEN' || { echo 'CHANGED: it is not so any more'; exit 1; }
rsa-sha256 simple/simple True
rsa-sha256 simple/relaxed True
rsa-sha256 relaxed/simple True
rsa-sha256 relaxed/relaxed True
ed25519-sha256 simple/simple False
ed25519-sha256 simple/relaxed False
ed25519-sha256 relaxed/simple True
ed25519-sha256 relaxed/relaxed True
SEEN
