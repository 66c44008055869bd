#!/usr/bin/env bash
# nodemailer sends a message unsigned, and reports success, when its DKIM key is an Ed25519 key.
#
# The option dkim takes a private key in PEM, and Node reads Ed25519 keys in PEM, so that a good guess
# is a signature by ed25519-sha256, or an error from sendMail(). It is neither: there is no
# DKIM-Signature, no error and no warning. The same program with an RSA key signs.
#
# Run: 2026-11-29, nodemailer 10.6.0 of npm on Node 20.20.2.
# Depends on it: of keys by `waxseal keygen --algorithm ed25519`, a user of nodemailer can use none.
# Where `waxseal verify` says of such mail that it has no signature, the mailer is to blame.
set -euo pipefail
version=10.6.0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix "$work" "nodemailer@$version"

cat > run.js <<'JS'
const { generateKeyPairSync } = require('node:crypto');
const { createTransport } = require('nodemailer');

async function send(type, options) {
  const { privateKey } = generateKeyPairSync(type, options);
  const transport = createTransport({ streamTransport: true, buffer: true });
  let outcome = 'success';
  let algorithm = 'no DKIM-Signature';
  try {
    const sent = await transport.sendMail({
      from: 'ann@example.org', to: 'bob@example.net', subject: 'boats', text: 'Hello.',
      dkim: {
        domainName: 'example.org', keySelector: 's1',
        privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }),
      },
    });
    algorithm = /^DKIM-Signature:[^]*?\ba=([a-z0-9-]+)/m.exec(sent.message)?.[1] ?? algorithm;
  } catch (error) {
    outcome = `error: ${error.message}`;
  }
  console.log(`${type}: ${outcome}, ${algorithm}`);
}

send('rsa', { modulusLength: 2048 }).then(() => send('ed25519', {}));
JS

printf 'package  nodemailer\nversion  %s\n' "$version"
echo 'behaviour  with an Ed25519 key the message goes out unsigned, without an error'
node run.js 2>&1 | tee seen
cmp -s seen - <<'SEEN' || { echo 'CHANGED: it is not so any more'; exit 1; }
rsa: success, rsa-sha256
ed25519: success, no DKIM-Signature
SEEN
